"""What a failure at Bluesky proves, in our own words.

Nothing is asked here. Bluesky's words are not repeated: they may hold the post's.
"""

from datetime import timedelta

from django.utils import timezone

from publishing.platforms import answers
from publishing.platforms.bluesky.session import SignInError
from publishing.platforms.protocol import (
    AuthState,
    Later,
    Outcome,
    Permanent,
    Rejected,
    Removal,
    Unauthenticated,
    Unknown,
    Unreachable,
)
from publishing.platforms.wire import RefusedError, WireError, outcome_of


PLATFORM = "Bluesky"
NO_ANSWER = f"{PLATFORM} gave no readable answer in time"
# Soon enough for a post that is due, and yet not at once.
SOON = timedelta(seconds=1)
STALE = frozenset({"ExpiredToken", "InvalidToken"})
CLOSED = frozenset(
    {
        "AccountDeactivated",
        "AccountNotFound",
        "AccountSuspended",
        "AccountTakedown",
        "AuthMissing",
        "AuthenticationRequired",
    }
)
TAKEN = "400: a post stands under this post's key already, so it must be looked up"
NO_BLOB = "400: Bluesky has thrown away the pictures, which were not used in time"


def name_of(error: WireError) -> str:
    """What the protocol calls a refusal, such as InvalidSwap; empty where it does not."""
    body = error.body if isinstance(error, RefusedError) else {}
    name = body.get("error") if isinstance(body, dict) else None
    return name if isinstance(name, str) else ""


def is_stale(error: WireError) -> bool:
    """Whether the access token has run out, or is not known any more."""
    refused = isinstance(error, RefusedError) and error.status in {400, 401}
    return refused and name_of(error) in STALE


def is_absent(error: WireError) -> bool:
    """Whether the repository says that it has no such record."""
    return name_of(error) == "RecordNotFound"


def publishing_of(error: WireError) -> Outcome:
    """What a failure of the call that publishes proves."""
    name = name_of(error)
    if name == "InvalidSwap":
        return Unknown(TAKEN)
    if name == "BlobNotFound":
        return Permanent(NO_BLOB)
    return _closed(error) or outcome_of(error, PLATFORM)


def staging_of(error: WireError) -> Later | Permanent | Unauthenticated:
    return _closed(error) or answers.staging_of(error, PLATFORM)


def removal_of(error: WireError) -> Removal:
    return _closed(error) or answers.removal_of(error, PLATFORM)


def state_of(error: WireError) -> AuthState:
    closed = _closed(error)
    return Rejected(closed.answer) if closed else Unreachable(why(error))


def why(error: WireError) -> str:
    """A sentence for a look that shows nothing."""
    closed = _closed(error)
    return closed.answer if closed else answers.why(error, PLATFORM)


def renewed() -> Later:
    return Later(timezone.now() + SOON, "the session had run out and was renewed")


def _closed(error: WireError) -> Unauthenticated | None:
    """The account or its credential is not taken; most of these are a 400 or a 401."""
    if isinstance(error, SignInError):
        return Unauthenticated(str(error))
    if name_of(error) in STALE | CLOSED:
        return Unauthenticated(f"{PLATFORM} refused this account's credential")
    return None
