"""What Discourse's refusals prove, which differ from most platforms'.

Nothing is asked here.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from publishing.platforms.answers import staging_of
from publishing.platforms.discourse.posts import NAME
from publishing.platforms.protocol import (
    Later,
    Outcome,
    Permanent,
    Unauthenticated,
    Unknown,
)
from publishing.platforms.wire import RefusedError, WireError, outcome_of, waits_until


# As Discourse's own words for it begin, in English; `errors` may hold several.
DUPLICATES = ("title has already been used", "body is too similar")
KEY_TAKEN = "external"
DUPLICATE = "422: the forum says that this was already posted"
BAD_KEY = "403: the forum refused this account's credential"
WAIT = "429: too many requests, the forum asks us to wait"
LONGEST_WAIT = 86_400


def publishing_failure(error: WireError) -> Outcome:
    """What a failed call proves that would have made or changed a post."""
    if isinstance(error, RefusedError):
        return _refusal(error) or outcome_of(error, NAME)
    return outcome_of(error, NAME)


def staging_failure(error: WireError) -> Later | Permanent | Unauthenticated:
    failure = publishing_failure(error)
    if isinstance(failure, Later | Permanent | Unauthenticated):
        return failure
    return staging_of(error, NAME)


def _refusal(refusal: RefusedError) -> Outcome | None:
    if refusal.status == 429:
        return Later(allowed_again(refusal), WAIT)
    if is_bad_key(refusal):
        return Unauthenticated(BAD_KEY)
    said = " ".join(errors_in(refusal)).casefold()
    duplicate = refusal.status == 422 and any(each in said for each in DUPLICATES)
    return Unknown(DUPLICATE) if duplicate else None


def is_bad_key(refusal: RefusedError) -> bool:
    """A bad key is a 403 too, told from one of the many others by what it speaks of."""
    about_the_key = any("api" in each.casefold() for each in errors_in(refusal))
    return refusal.status == 403 and about_the_key


def is_key_taken(refusal: RefusedError) -> bool:
    """A topic, live or deleted, has our key: Discourse forgets no key."""
    errors = errors_in(refusal)
    return refusal.status == 422 and any(
        each.casefold().startswith(KEY_TAKEN) for each in errors
    )


def errors_in(refusal: RefusedError) -> list[str]:
    body = refusal.body
    errors = body.get("errors") if isinstance(body, dict) else None
    return [str(each) for each in errors] if isinstance(errors, list) else []


def allowed_again(refusal: RefusedError) -> datetime:
    """`extras.wait_seconds` of the answer, or else its headers."""
    body = refusal.body
    extras = body.get("extras") if isinstance(body, dict) else None
    seconds = extras.get("wait_seconds") if isinstance(extras, dict) else None
    if isinstance(seconds, int) and 0 < seconds <= LONGEST_WAIT:
        return timezone.now() + timedelta(seconds=seconds)
    return waits_until(refusal.headers)
