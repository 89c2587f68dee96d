"""The HTTP session under tweepy: our host, our transport, and what an answer is not.

What an answer means for a post is not decided here.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from publishing.platforms.bridge import Bridge
from publishing.platforms.transport import Limits


# At DEBUG these write tokens, headers and the post's words.
for talkative in ("tweepy", "oauthlib", "requests_oauthlib"):
    logging.getLogger(talkative).setLevel(logging.INFO)

# What a platform sends has no type of ours until it was read.
Json = Mapping[str, Any]
# Method, route, and what is said: the query of a GET, else the body as JSON.
Ask = Callable[[str, str, Json | None], requests.Response]


class XError(Exception):
    """A call that brought nothing; the subclass says what that proves."""


class UnreadableError(XError):
    """The answer cannot carry a conclusion; the message is for people."""


class RefusedError(XError):
    """X answered, and not with success.

    Raised before tweepy reads the answer: its own errors keep the request with its
    headers, and break on bodies and headers that are not as they expect.
    """

    def __init__(self, response: requests.Response) -> None:
        super().__init__(response.status_code)
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.duplicate = self.status == 403 and b"duplicate" in response.content.lower()


class Wire(requests.Session):
    """Sends to `api` what tweepy addresses to the host that it has built in."""

    def __init__(self, api: str, limits: Limits) -> None:
        super().__init__()
        self.api = api.rstrip("/")
        # Neither a proxy nor a .netrc of this machine has a say in a signed call.
        self.trust_env = False
        self.mount("https://", Bridge(limits))
        self.mount("http://", Bridge(limits))
        # Told of every answer, whatever it says.
        self.on_answer: Callable[[requests.Response], None] = lambda response: None

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
        response = super().send(request, **kwargs | {"allow_redirects": False})
        self.on_answer(response)
        if not 200 <= response.status_code < 300:
            raise RefusedError(response)
        return response
