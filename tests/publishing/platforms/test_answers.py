"""What a failed call means where nothing is published.

What it means for the call that publishes is tested with each platform.
"""

import httpx
import pytest

from publishing.platforms.answers import removal_of, spent, staging_of, state_of, why
from publishing.platforms.protocol import (
    Later,
    Permanent,
    Rejected,
    Removed,
    Unauthenticated,
    Unknown,
    Unreachable,
)
from publishing.platforms.wire import (
    LostError,
    NotSentError,
    RefusedError,
    UnreadableError,
    WireError,
)


def refused(status: int) -> RefusedError:
    return RefusedError(httpx.Response(status))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (refused(301), "301: Rivers is at another address"),
        (refused(503), "503: Rivers did not answer the question"),
        (NotSentError(), "no connection to Rivers could be made"),
        (LostError(), "Rivers gave no answer in time"),
        (UnreadableError("x"), "Rivers gave an answer that could not be read"),
    ],
)
def test_why_is_a_sentence_of_our_own(error: WireError, sentence: str) -> None:
    assert why(error, "Rivers") == sentence


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused(400), Permanent),
        (refused(401), Unauthenticated),
        (refused(429), Later),
        (refused(500), Later),
        (LostError(), Later),
        (NotSentError(), Later),
    ],
)
def test_staging_is_never_unknown(error: WireError, kind: type) -> None:
    assert isinstance(staging_of(error, "Rivers"), kind)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused(404), Removed),
        (refused(410), Removed),
        (refused(403), Permanent),
        (refused(401), Unauthenticated),
        (refused(429), Later),
        (refused(500), Unknown),
        (LostError(), Unknown),
        (NotSentError(), Later),
    ],
)
def test_what_is_gone_needs_no_deleting(error: WireError, kind: type) -> None:
    assert isinstance(removal_of(error, "Rivers"), kind)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused(401), Rejected),
        (refused(403), Rejected),
        (refused(404), Unreachable),
        (LostError(), Unreachable),
    ],
)
def test_only_a_refusal_says_something_of_the_credential(
    error: WireError, kind: type
) -> None:
    assert isinstance(state_of(error, "Rivers"), kind)


@pytest.mark.parametrize(("method", "kind"), [("GET", "reads"), ("PUT", "posts")])
def test_only_a_429_says_what_may_still_be_done(method: str, kind: str) -> None:
    request = httpx.Request(method, "https://rivers.example")
    allowance = spent(httpx.Response(429, request=request))
    assert allowance is not None
    assert (allowance.kind, allowance.remaining) == (kind, 0)
    assert spent(httpx.Response(200, request=request)) is None
