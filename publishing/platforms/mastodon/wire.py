"""The session under Mastodon.py: what is sent as what, rate limits, what a failure proves.

What an answer means for a post is not decided here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import httpx
import requests
from mastodon import Mastodon, MastodonError, MastodonNetworkError
from requests.structures import CaseInsensitiveDict

from publishing.platforms.bridge import Bridge
from publishing.platforms.bridge import NotSentError as BridgeNotSentError
from publishing.platforms.protocol import Allowance
from publishing.platforms.transport import Limits
from publishing.platforms.wire import (
    LostError,
    NotSentError,
    RefusedError,
    UnreadableError,
    WireError,
    waits_until,
)


# Where a call ends in one of these, `failure_of` says what that proves.
FAILURES = (
    MastodonError,
    requests.RequestException,
    WireError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
# Raised while a request is put together, before a byte of it leaves.
UNSENDABLE = (
    requests.exceptions.InvalidHeader,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    httpx.InvalidURL,
    UnicodeError,
)
UNREADABLE = "the server's answer could not be read"
# Only this module names the library.
Client: TypeAlias = Mastodon


class Session(requests.Session):
    """Sends what Mastodon.py asks for as Mastodon's own description has it.

    That is JSON with lists and booleans, not the library's forms, of which some servers
    read less, and addresses without a stroke at the end, which some servers do not know.
    Any answer but a success raises RefusedError before the library reads it: the library
    keeps neither its headers nor the whole of what it says.
    """

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.trust_env = False
        self.allowances: list[Allowance] = []
        self.headers["Accept"] = "application/json"
        for scheme in ("https://", "http://"):
            self.mount(scheme, Bridge(limits))

    def prepare_request(self, request: requests.Request) -> requests.PreparedRequest:
        request.url = str(request.url).rstrip("/")
        form: Mapping[str, object] = request.data
        if request.method == "DELETE":
            request.params = dict.fromkeys(form, "true")
            request.data = []
        elif form and not request.files:
            request.json = {
                name.removesuffix("[]"): said for name, said in form.items()
            }
            request.data = []
        return super().prepare_request(request)

    def send(
        self,
        request: requests.PreparedRequest,
        **kwargs: Any,  # noqa: ANN401  (as requests declares it)
    ) -> requests.Response:
        # Following a redirect could send the post twice.
        response = super().send(request, **kwargs | {"allow_redirects": False})
        self._note(request, response.headers)
        if not 200 <= response.status_code < 300:
            raise RefusedError(
                httpx.Response(
                    response.status_code,
                    headers=dict(response.headers),
                    content=response.content,
                )
            )
        # The library breaks on a rate limit that it cannot read, although the post is
        # live, and warns of deprecations.
        links = response.headers.get("Link")
        response.headers = CaseInsensitiveDict({"Link": links} if links else {})
        return response

    def _note(
        self, request: requests.PreparedRequest, headers: Mapping[str, str]
    ) -> None:
        kind = _kind(request)
        remaining = _number(headers.get("X-RateLimit-Remaining"))
        if kind and remaining is not None:
            self.allowances.append(
                Allowance(
                    kind=kind,
                    remaining=remaining,
                    resets_at=waits_until(headers),
                    limit=_number(headers.get("X-RateLimit-Limit")),
                )
            )


def client_of(server: str, token: str, session: Session) -> Client:
    """The library, told never to wait, never to ask a version, never to open a file.

    It looks for a file of any token's name, so it gets the token afterwards. The version
    is what it needs to hear to upload through the current address; nothing checks it.
    """
    client = Mastodon(
        api_base_url=server,
        session=session,
        ratelimit_method="throw",
        mastodon_version="4.5.0",
        version_check_mode="created",
        feature_set="mainline",
        user_agent="Countersign",
    )
    client.access_token = token
    return client


def failure_of(error: Exception) -> WireError:
    """What went wrong in a call, freed of what the library wrapped around it."""
    cause = error
    if isinstance(error, MastodonNetworkError) and isinstance(
        error.__context__, Exception
    ):
        cause = error.__context__
    if isinstance(cause, WireError):
        return cause
    if isinstance(cause, (BridgeNotSentError, *UNSENDABLE)):
        return NotSentError()
    if isinstance(cause, requests.RequestException):
        return LostError()
    return UnreadableError(UNREADABLE)


def _kind(request: requests.PreparedRequest) -> str:
    """Which of our allowances an answer speaks of: uploads have one of their own."""
    if request.method == "GET":
        return "reads"
    return "posts" if request.path_url.startswith("/api/v1/statuses") else ""


def _number(header: str | None) -> int | None:
    known = header is not None and header.isascii() and header.isdigit()
    return int(header) if header is not None and known and len(header) < 10 else None


def latest(allowances: Sequence[Allowance]) -> Sequence[Allowance]:
    """The last word on each kind."""
    return tuple({each.kind: each for each in allowances}.values())
