"""What a failed call to X proves: for a post, for staging, for a look, for a credential.

Every sentence is our own: X's may repeat the post.
"""

from datetime import timedelta

import requests
from django.utils import timezone

from publishing.platforms.bridge import NotSentError
from publishing.platforms.protocol import (
    AuthState,
    Inconclusive,
    Later,
    Outcome,
    Permanent,
    Rejected,
    Unauthenticated,
    Unknown,
    Unreachable,
)
from publishing.platforms.x.limits import allowed_again
from publishing.platforms.x.tokens import NotRenewedError, RenewedError
from publishing.platforms.x.wire import RefusedError, UnreadableError, XError


RECONNECT = timedelta(minutes=1)

NOT_SENT = "no connection to X could be made, so nothing was sent"
NO_ANSWER = "X gave no readable answer in time"
DUPLICATE = "403: X says that these words were already posted"
NO_CREDITS = "402: the X API credits are used up, and someone must buy more"
PERMANENT = {
    400: "400: X refused the post as invalid",
    402: NO_CREDITS,
    403: "403: X does not let this account or its app publish this post",
    422: "422: X refused the post as invalid",
}
MEDIA = {
    400: "400: X refused the picture, film or captions as invalid",
    402: NO_CREDITS,
    403: "403: X does not let this account or its app upload media",
    404: "404: X does not know the upload any more",
    413: "413: X says that the picture or film is too big",
    415: "415: X does not take this type of picture or film",
    422: "422: X refused the picture, film or captions as invalid",
}
FAILURES = (XError, requests.RequestException)
Certain = Later | Permanent | Unauthenticated


def outcome_of(error: Exception) -> Outcome:
    """Of the call that publishes. A 404 proves nothing: a way to X may have made it."""
    if not isinstance(error, RefusedError):
        return _nothing_sent(error) or Unknown(NO_ANSWER)
    certain = _refusal(error)
    if certain is not None:
        return certain
    if error.status in PERMANENT and not error.duplicate:
        return Permanent(PERMANENT[error.status])
    unclear = f"{error.status}: X did not say whether it published the post"
    return Unknown(DUPLICATE if error.duplicate else unclear)


def staging_of(error: Exception) -> Certain:
    """Of an upload, which publishes nothing: what is not final is done again."""
    again = timezone.now() + RECONNECT
    if not isinstance(error, RefusedError):
        said = str(error) if isinstance(error, UnreadableError) else NO_ANSWER
        return _nothing_sent(error) or Later(again, said)
    if error.status in MEDIA:
        return Permanent(MEDIA[error.status])
    unclear = f"{error.status}: X did not take the upload"
    return _refusal(error) or Later(again, unclear)


def removal_of(error: Exception) -> Certain | Unknown:
    """Of the call that deletes; what is gone already is not seen here."""
    if not isinstance(error, RefusedError):
        return _nothing_sent(error) or Unknown(NO_ANSWER)
    if error.status in PERMANENT:
        refused = f"{error.status}: X did not let this account delete the post"
        return Permanent(NO_CREDITS if error.status == 402 else refused)
    unclear = f"{error.status}: X did not say whether it deleted the post"
    return _refusal(error) or Unknown(unclear)


def look_of(error: Exception, what: str) -> Inconclusive:
    if isinstance(error, RefusedError):
        return Inconclusive(f"{error.status}: X did not show the account's {what}")
    said = isinstance(error, UnreadableError | NotRenewedError | RenewedError)
    return Inconclusive(str(error) if said else NO_ANSWER)


def state_of(error: Exception) -> AuthState:
    if isinstance(error, RefusedError) and error.status in {401, 403}:
        return Rejected(f"{error.status}: X refused the credential")
    if isinstance(error, NotRenewedError) and error.refused:
        return Rejected(str(error))
    return Unreachable(look_of(error, "name").answer)


def _nothing_sent(error: Exception) -> Certain | None:
    """What went wrong before the call itself left this machine."""
    now = timezone.now()
    if isinstance(error, NotSentError):
        return Later(now + RECONNECT, NOT_SENT)
    if isinstance(error, RenewedError):
        return Later(now, str(error))
    if isinstance(error, NotRenewedError):
        answer = str(error)
        return (
            Unauthenticated(answer) if error.refused else Later(now + RECONNECT, answer)
        )
    return None


def _refusal(refusal: RefusedError) -> Certain | None:
    """The refusals that mean the same whatever was asked."""
    if refusal.status == 429:
        again = allowed_again(refusal.headers)
        return Later(again, "429: too many posts, X asks us to wait")
    if refusal.status == 401:
        return Unauthenticated("401: X refused this account's credential")
    return None
