"""Asking a platform over its REST API: one call, and what a failure of it proves.

What an answer means for a post is for the adapter to say.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, TypeAlias

import httpx
from django.utils import timezone

from publishing.platforms.protocol import (
    Later,
    Permanent,
    Unauthenticated,
    Unknown,
)
from publishing.platforms.transport import Limits, NothingSentError, PinnedTransport


# At INFO and DEBUG these write addresses, headers and the post's words.
for talkative in ("httpx", "httpcore"):
    logging.getLogger(talkative).setLevel(logging.WARNING)

# What a platform sends has no type of ours until it was read.
Json = Any
# An outcome that is not a success.
Failure: TypeAlias = Later | Permanent | Unauthenticated | Unknown

RECONNECT = timedelta(minutes=1)
USUAL_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=24)


class WireError(Exception):
    """The call brought no success; a subclass says what that proves."""


class RefusedError(WireError):
    """The platform answered, and not with success."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response.status_code)
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.content = response.content

    @property
    def body(self) -> Json:
        """What the answer says as JSON; an empty object where it says nothing so."""
        try:
            return httpx.Response(200, content=self.content).json()
        except ValueError:
            return {}


class NotSentError(WireError):
    """No connection was made: nothing was sent, for certain."""


class LostError(WireError):
    """It was sent, or may have been, and no answer came."""


class UnreadableError(WireError):
    """An answer came that carries no conclusion; the message is for people."""


class Wire:
    """Calls to one server. Every call opens a connection of its own and closes it."""

    def __init__(
        self, server: str, limits: Limits, headers: Mapping[str, str] | None = None
    ) -> None:
        self.server = server.rstrip("/")
        self.headers = {"User-Agent": "Countersign", **(headers or {})}
        self.limits = limits
        # Told of every answer, whatever it says; adapters read rate limits from it.
        self.on_answer: Callable[[httpx.Response], None] = lambda response: None

    def ask(self, method: str, path: str, **said: Any) -> httpx.Response:  # noqa: ANN401  (as httpx)
        """One request, `said` as httpx takes it (params, json, data, files, content).

        `path` may be a whole address. Raises RefusedError for anything but a 2xx,
        NotSentError or LostError where no answer came.
        """
        url = path if path.startswith(("https://", "http://")) else self.server + path
        headers = {**self.headers, **(said.pop("headers", None) or {})}
        try:
            with httpx.Client(
                transport=PinnedTransport(self.limits), follow_redirects=False
            ) as client:
                response = client.request(method, url, headers=headers, **said)
        except NothingSentError:
            raise NotSentError from None
        except httpx.TransportError:
            raise LostError from None
        except (httpx.InvalidURL, UnicodeError):
            raise NotSentError from None
        self.on_answer(response)
        if not response.is_success:
            raise RefusedError(response)
        return response

    def read(self, method: str, path: str, **said: Any) -> Json:  # noqa: ANN401  (as httpx)
        """The JSON of an answer; UnreadableError where it is none."""
        try:
            return self.ask(method, path, **said).json()
        except ValueError:
            raise UnreadableError("the answer could not be read") from None


def waits_until(
    headers: Mapping[str, str], *, usual: timedelta = USUAL_WAIT
) -> datetime:
    """The end of a rate limit as Retry-After or a reset header names it.

    Takes seconds, HTTP dates, UNIX times and RFC 3339; where none can be believed
    (past, or further than a day), `usual` from now.
    """
    now = timezone.now()
    for name in (
        "retry-after",
        "x-ratelimit-reset",
        "x-rate-limit-reset",
        "ratelimit-reset",
    ):
        named = _moment(headers.get(name, ""), now)
        if named is not None and now < named <= now + LONGEST_WAIT:
            return named
    return now + usual


def outcome_of(error: WireError, platform: str) -> Failure:
    """What a failure of the call that publishes proves, as it is on most platforms.

    400, 403, 404, 410, 413, 415 and 422 are final; the adapter looks first for its own
    platform's duplicates and rate limits among them.
    """
    if isinstance(error, NotSentError):
        sentence = f"no connection to {platform} could be made, so nothing was sent"
        return Later(timezone.now() + RECONNECT, sentence)
    if isinstance(error, RefusedError):
        return _outcome_of_refusal(error, platform)
    return Unknown(f"{platform} gave no readable answer in time")


def _outcome_of_refusal(refusal: RefusedError, platform: str) -> Failure:
    status = refusal.status
    if status == 429:
        sentence = f"429: too many requests, {platform} asks us to wait"
        return Later(waits_until(refusal.headers), sentence)
    if status == 401:
        return Unauthenticated(f"401: {platform} refused this account's credential")
    if status in {400, 403, 404, 410, 413, 415, 422}:
        return Permanent(f"{status}: {platform} refused the post")
    return Unknown(f"{status}: {platform} did not say whether it published the post")


def _moment(named: str, now: datetime) -> datetime | None:
    """What a header names: seconds from now, a UNIX time, or a date."""
    try:
        if named.strip().isdigit():
            seconds = int(named)
            far = seconds > 10 * LONGEST_WAIT.total_seconds()
            return (
                datetime.fromtimestamp(seconds, tz=UTC)
                if far
                else now + timedelta(seconds=seconds)
            )
        if "," in named:
            return parsedate_to_datetime(named)
        moment = datetime.fromisoformat(named)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
