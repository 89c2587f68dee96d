"""What a failed call to a Mastodon server proves, in our own sentences.

No request is made here. The server's own words may repeat the post: none is passed on.
"""

from datetime import timedelta

from django.utils import timezone

from publishing.platforms.mastodon.wire import failure_of
from publishing.platforms.protocol import (
    Gone,
    Inconclusive,
    Later,
    Look,
    Outcome,
    Permanent,
    Ref,
    Removal,
    Removed,
    Staging,
    Unknown,
)
from publishing.platforms.wire import (
    NotSentError,
    RefusedError,
    UnreadableError,
    outcome_of,
)


NAME = "the Mastodon server"
SOON = timedelta(minutes=1)
NO_ANSWER = f"{NAME} gave no readable answer in time"
ATTACHED = f"{NAME} says that the pictures are already attached to a post"
UNREADY = f"{NAME} is still preparing the pictures"
NO_EDIT = f"the post cannot be changed there: {NAME} has no edits"
NO_BYTES = "a picture's bytes are not kept here any more"


def outcome_of_post(error: Exception, staged: Ref) -> Outcome:
    """What a failure of the call that publishes proves."""
    failure = failure_of(error)
    if isinstance(failure, RefusedError) and failure.status in {400, 404, 422}:
        said = str(failure.body).casefold()
        media = [each.casefold() for each in staged.get("media", ())]
        if media and "processing" in said:
            return Later(timezone.now() + SOON, f"{failure.status}: {UNREADY}")
        if _is_duplicate(said, media):
            return Unknown(f"{failure.status}: {ATTACHED}")
    return outcome_of(failure, NAME)


def _is_duplicate(said: str, media: list[str]) -> bool:
    """Whether a post, perhaps ours, is said to carry these pictures already.

    GoToSocial and Mastodon name the file, in whatever language; Hollo does not find it.
    """
    hollo = bool(media) and "media not found" in said
    return hollo or "already attached" in said or any(each in said for each in media)


def outcome_of_change(error: Exception, staged: Ref) -> Outcome:
    """As above, for an edit; servers without edits have no such address."""
    failure = failure_of(error)
    if isinstance(failure, RefusedError) and failure.status in {405, 501}:
        return Permanent(f"{failure.status}: {NO_EDIT}")
    return outcome_of_post(error, staged)


def staging_of(error: Exception) -> Staging:
    """As above, for an upload, which publishes nothing and so is simply done again."""
    outcome = outcome_of(failure_of(error), NAME)
    if isinstance(outcome, Unknown):
        return Later(timezone.now() + SOON, outcome.answer)
    return outcome


def removal_of(error: Exception) -> Removal:
    """As above, for a deletion; what is not there need not be deleted."""
    failure = failure_of(error)
    if isinstance(failure, RefusedError) and failure.status in {404, 410}:
        return Removed()
    return outcome_of(failure, NAME)


def look_of(error: Exception) -> Look:
    """As above, for a look at one post."""
    failure = failure_of(error)
    if isinstance(failure, RefusedError) and failure.status in {404, 410}:
        return Gone()
    return Inconclusive(why(error))


def why(error: Exception) -> str:
    """Why a question has no answer, for people."""
    failure = failure_of(error)
    match failure:
        case RefusedError():
            return f"{failure.status}: {NAME} did not show it"
        case NotSentError():
            return f"no connection to {NAME} could be made"
        case UnreadableError():
            return f"{NAME}'s answer could not be read"
        case _:
            return NO_ANSWER
