"""What a failed call means where nothing is published: staging, deleting, reading.

What it means for the call that publishes is in `wire`; no platform is known here.
"""

import httpx
from django.utils import timezone

from publishing.platforms.protocol import (
    Allowance,
    AuthState,
    Later,
    Permanent,
    Rejected,
    Removal,
    Removed,
    Unauthenticated,
    Unknown,
    Unreachable,
)
from publishing.platforms.wire import (
    RECONNECT,
    NotSentError,
    RefusedError,
    UnreadableError,
    WireError,
    outcome_of,
    waits_until,
)


REDIRECTS = frozenset({301, 302, 303, 307, 308})


def staging_of(error: WireError, platform: str) -> Later | Permanent | Unauthenticated:
    """A step that published nothing can be taken again, unless it was refused."""
    outcome = outcome_of(error, platform)
    if isinstance(outcome, Later | Permanent | Unauthenticated):
        return outcome
    return Later(timezone.now() + RECONNECT, why(error, platform))


def removal_of(error: WireError, platform: str) -> Removal:
    """What is not there any more needs no deleting."""
    if isinstance(error, RefusedError) and error.status in {404, 410}:
        return Removed()
    outcome = outcome_of(error, platform)
    if isinstance(outcome, Later | Unauthenticated):
        return outcome
    if isinstance(outcome, Permanent) and isinstance(error, RefusedError):
        return Permanent(
            f"{error.status}: {platform} does not let this account delete it"
        )
    return Unknown(why(error, platform))


def state_of(error: WireError, platform: str) -> AuthState:
    """Only 401 and 403 say something of the credential."""
    if isinstance(error, RefusedError) and error.status in {401, 403}:
        return Rejected(f"{error.status}: {platform} refused the credential")
    return Unreachable(why(error, platform))


def why(error: WireError, platform: str) -> str:
    """One sentence of our own for people; nothing that the platform wrote."""
    if isinstance(error, RefusedError):
        moved = error.status in REDIRECTS
        said = "is at another address" if moved else "did not answer the question"
        return f"{error.status}: {platform} {said}"
    if isinstance(error, NotSentError):
        return f"no connection to {platform} could be made"
    unread = isinstance(error, UnreadableError)
    said = "an answer that could not be read" if unread else "no answer in time"
    return f"{platform} gave {said}"


def spent(response: httpx.Response) -> Allowance | None:
    """What a 429 says; servers without rate headers say nothing before it."""
    if response.status_code != httpx.codes.TOO_MANY_REQUESTS:
        return None
    kind = "reads" if response.request.method == "GET" else "posts"
    return Allowance(kind, remaining=0, resets_at=waits_until(response.headers))
