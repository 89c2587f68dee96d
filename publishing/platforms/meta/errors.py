"""What Meta's errors prove, alike on Facebook, Threads and Instagram.

No call is made here; an answer is a sentence of ours, never the platform's.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Self, TypeAlias

from django.utils import timezone

from publishing.platforms import wire
from publishing.platforms.meta.wire import NotANumberError, number_of, regained
from publishing.platforms.protocol import (
    Later,
    Permanent,
    Unauthenticated,
    Unknown,
)
from publishing.platforms.wire import RefusedError, UnreadableError, WireError


Failure: TypeAlias = Later | Permanent | Unauthenticated | Unknown

# https://developers.facebook.com/docs/graph-api/guides/error-handling and
# …/graph-api/overview/rate-limiting; 506, 9007 and 24 are in no such list.
CREDENTIAL = frozenset({102, 190, 463, 467, 2500})
RATE_LIMITS = frozenset({4, 9, 17, 32, 341, 613, *range(80000, 80015)})
UNSETTLED = frozenset({1, 2})
DUPLICATE = 506
BLOCKED = 368
PERMISSION = frozenset({10, *range(200, 300)})
# Code and subcode of a container that Instagram or Threads does not know yet.
NOT_READY = frozenset({(9007, 2207027), (24, 4279009)})
NOT_THERE = frozenset({(100, 33), (24, 4279009)})
NO_SUCH_OBJECT = 803
NOT_READY_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class GraphError:
    """What the error envelope says; `code` is 0 where there is none."""

    code: int
    subcode: int
    transient: bool
    repeated: bool

    @classmethod
    def of(cls, refusal: RefusedError) -> Self:
        body = refusal.body
        said = body.get("error") if isinstance(body, dict) else None
        said = said if isinstance(said, dict) else {}
        return cls(
            code=number_of(said.get("code")),
            subcode=number_of(said.get("error_subcode")),
            transient=said.get("is_transient") is True,
            # Beside 506, Facebook says this under the code for what it blocks.
            repeated="already posted" in str(said.get("message", "")).casefold(),
        )


def publishing_failure(error: WireError, platform: str) -> Failure:
    """What a failure of the call that publishes, changes or deletes proves."""
    if isinstance(error, NotANumberError):
        return Permanent(f"that is not the number of a post at {platform}")
    if isinstance(error, RefusedError):
        said = GraphError.of(error)
        if said.code:
            return _failure(error, said, platform)
    return wire.outcome_of(error, platform)


def staging_failure(
    error: WireError, platform: str
) -> Later | Permanent | Unauthenticated:
    """The same for calls that publish nothing: what is unknown is done again."""
    failure = publishing_failure(error, platform)
    if isinstance(failure, Unknown):
        sentence = f"{platform} did not take what must be there before the post"
        return Later(timezone.now() + NOT_READY_WAIT, sentence)
    return failure


def is_gone(error: WireError) -> bool:
    """Whether the platform says that the object is not there."""
    if not isinstance(error, RefusedError):
        return isinstance(error, NotANumberError)
    said = GraphError.of(error)
    known = (said.code, said.subcode) in NOT_THERE or said.code == NO_SUCH_OBJECT
    return known or (error.status == 404 and not said.code)


def refuses_credential(error: WireError) -> bool:
    """Whether the platform says that the token, or what it was given, is not enough."""
    if not isinstance(error, RefusedError):
        return False
    code = GraphError.of(error).code
    return code in CREDENTIAL | PERMISSION | {100} or error.status in {401, 403}


def why(error: WireError, platform: str) -> str:
    """A sentence for people, in our own words: the platform's may repeat the post."""
    if isinstance(error, RefusedError):
        code = GraphError.of(error).code or error.status
        return f"{code}: {platform} did not answer the question"
    if isinstance(error, UnreadableError):
        return f"{platform}'s answer could not be read"
    return f"{platform} gave no answer in time"


def _failure(refusal: RefusedError, said: GraphError, platform: str) -> Failure:
    code = said.code
    if code in CREDENTIAL:
        return Unauthenticated(f"{code}: {platform} refused this account's credential")
    if code in RATE_LIMITS:
        until = regained(refusal.headers) or wire.waits_until(refusal.headers)
        return Later(until, f"{code}: too many calls, {platform} asks us to wait")
    if (code, said.subcode) in NOT_READY:
        until = timezone.now() + NOT_READY_WAIT
        return Later(until, f"{code}: {platform} does not know what was prepared yet")
    unclear = _unclear(refusal, said, platform)
    return Unknown(unclear) if unclear else Permanent(_final(code, platform))


def _unclear(refusal: RefusedError, said: GraphError, platform: str) -> str:
    """Why the post may be live in spite of a refusal; empty where it is not."""
    if said.code == DUPLICATE or said.repeated:
        return f"{said.code}: {platform} says that these words were already posted"
    if said.code in UNSETTLED or said.transient or refusal.status >= 500:
        return f"{said.code}: {platform} did not say whether it was done"
    return ""


def _final(code: int, platform: str) -> str:
    if code == BLOCKED:
        return f"{code}: {platform} has blocked this account or its app for now"
    if code in PERMISSION:
        return f"{code}: {platform} does not give this app the permission it needs"
    return f"{code}: {platform} refused it as it is"
