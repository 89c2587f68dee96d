"""Disconnecting an account: its secret is destroyed, and what waits on it is cancelled.

The secret goes first and for certain; what follows can be done again.
"""

from collections.abc import Callable
from functools import partial

import structlog
from django.db import transaction
from django.db.models import QuerySet

from accounts.actions.social import destroy_credential
from accounts.credentials import CredentialError, unseal
from accounts.models import Credential, Person, SocialAccount
from accounts.queries import acting_as
from accounts.reasons import refuse_for
from audit.events import Event
from audit.log import Actor
from drafts.models import Draft
from publishing.actions.moves import move, note, roll_up
from publishing.actions.record import lock
from publishing.lifecycle import RECALLABLE
from publishing.models import Publication
from publishing.platforms.protocol import Secret
from publishing.platforms.revoking import revoke
from publishing.policy.connecting import (
    DISCONNECTING_ROLES,
    reasons_against_disconnecting,
)
from publishing.queries.connections import to_cancel, to_hold


logger = structlog.get_logger(__name__)
WHY = "account-disconnected"
SENTENCE = "The account was disconnected."


def disconnect(account: SocialAccount, *, by: Person) -> int:
    """Destroy the secret and cancel what waits; how many posts that was.

    Raises `RefusedError`.
    """
    refuse_for(reasons_against_disconnecting(account, by=by))
    return disconnect_as(acting_as(by, DISCONNECTING_ROLES).actor, account)


def disconnect_as(by: Actor, account: SocialAccount) -> int:
    """As `disconnect`, for whoever was let through already.

    Nothing more is sent from the first commit on: the claim and the last look before a
    call want the credential. The platform is asked to revoke it once that is certain.
    """
    with transaction.atomic():
        credential = (
            Credential.objects.select_for_update().filter(account=account).first()
        )
        if credential is not None:
            secret = _opened(credential)
            destroy_credential(account, by=by)
            transaction.on_commit(partial(_revoke, account, secret), robust=True)
    return cancel_waiting(account, by=by)


def cancel_waiting(account: SocialAccount, *, by: Actor) -> int:
    """Cancel what has not begun on an account, post by post; hold what is live in part.

    What is on its way at this moment is held by its next claim. Authors are told.
    """
    with transaction.atomic():
        _lock_drafts(account)
        cancelled = _each(to_cancel(account), partial(_cancel, by))
        _each(to_hold(account), partial(_hold, by))
    return cancelled


def _lock_drafts(account: SocialAccount) -> None:
    """Drafts before publications, each in the order of their numbers, as everywhere."""
    rows = Publication.objects.filter(account=account, status__in=RECALLABLE)
    drafts = Draft.objects.filter(pk__in=rows.values("revision__draft"))
    list(drafts.order_by("pk").select_for_update().values_list("pk"))


def _each(rows: QuerySet[Publication], verb: Callable[[Publication], None]) -> int:
    numbers = list(rows.values_list("pk", flat=True))
    for number in numbers:
        verb(lock(number))
    return len(numbers)


def _cancel(by: Actor, publication: Publication) -> None:
    move(publication, "cancel", {"why": SENTENCE})
    note(Event.PUBLICATION_CANCELLED, publication, actor=by, details={"why": WHY})
    roll_up(publication.revision.draft, publication)


def _hold(by: Actor, publication: Publication) -> None:
    move(publication, "hold", {"why": SENTENCE})
    note(Event.PUBLICATION_HELD, publication, actor=by, details={"why": WHY})


def _opened(credential: Credential) -> Secret | None:
    """One that no key opens any more is destroyed all the same."""
    try:
        return unseal(bytes(credential.ciphertext))
    except CredentialError:
        return None


def _revoke(account: SocialAccount, secret: Secret | None) -> None:
    """Best effort: the kind of error alone is logged, never what it says."""
    try:
        done = secret is not None and revoke(account.platform, account.server, secret)
    except Exception as error:  # noqa: BLE001 - the secret is gone here whatever happens
        logger.warning("revoke.failed", account=account.pk, error=type(error).__name__)
        return
    logger.info("revoke.asked", account=account.pk, done=done)
