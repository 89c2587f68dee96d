"""The HTTP session under tweepy: our host, time limits, and what a failure proves.

What an answer means for a post is not decided here.
"""

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NewConnectionError,
    ProxyError,
)


# At DEBUG these write tokens, headers and the post's words.
for talkative in ("tweepy", "oauthlib", "requests_oauthlib"):
    logging.getLogger(talkative).setLevel(logging.INFO)


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds, except `pages`. All of a look-up stays well below the lease."""

    connect: float = 5
    read: float = 20
    look_up: float = 15
    pages: int = 10


USUAL_LIMITS = Limits()


class RefusedError(Exception):
    """X answered, and not with success.

    Raised before tweepy reads the answer: its own errors keep the request with its
    headers, and break on bodies and headers that are not as they expect.
    """

    def __init__(self, response: requests.Response) -> None:
        super().__init__(response.status_code)
        self.status = response.status_code
        self.headers = response.headers
        self.duplicate = self.status == 403 and b"duplicate" in response.content.lower()


class Wire(requests.Session):
    """Sends to `api` what tweepy addresses to the host that it has built in."""

    def __init__(self, api: str, limits: Limits) -> None:
        super().__init__()
        self.api = api.rstrip("/")
        self.timeout = (limits.connect, limits.read)
        self.headers["Connection"] = "close"

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        """Change the host before OAuth signs the address, not after."""
        request.url = self.api + urlsplit(str(request.url)).path
        return super().prepare_request(request)

    def send(
        self,
        request: requests.PreparedRequest,
        **kwargs: Any,  # noqa: ANN401  (as requests declares it)
    ) -> requests.Response:
        # Following a redirect could send the post twice.
        once = kwargs | {"timeout": self.timeout, "allow_redirects": False}
        try:
            response = super().send(request, **once)
        finally:
            # To use a connection that X has closed meanwhile is an unknown outcome.
            self.close()
        if not 200 <= response.status_code < 300:
            raise RefusedError(response)
        return response


def nothing_was_sent(error: requests.RequestException) -> bool:
    """Whether no connection was made; any other failure proves nothing.

    requests raises ConnectionError for a lost answer too, so only the cause tells.
    """
    cause = error.args[0] if error.args else None
    if isinstance(cause, MaxRetryError):
        cause = cause.reason
    if isinstance(cause, ProxyError):
        cause = cause.original_error
    return isinstance(cause, NewConnectionError | ConnectTimeoutError)
