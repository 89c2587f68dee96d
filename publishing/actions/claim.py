"""Claiming the next due publication: every check again, in the transaction that claims.

Nothing is sent here; the attempt row is committed before the platform hears a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import OperationalError, transaction

from audit.events import Event
from drafts.queries import database_time
from publishing.actions.moves import move, note, roll_up
from publishing.models import Attempt, Publication
from publishing.policy import Effect, Obstacle, obstacles
from publishing.queries.due import next_due


logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one part once, until the lease runs out."""

    publication: Publication
    attempt: Attempt


def claim_next() -> Claim | None:
    """Claim the publication that has been due longest, or None when there is none.

    What may not be sent is held or cancelled on the way; a row that cannot be worked
    on is passed over, so that it stops nobody else's.
    """
    passed: set[int] = set()
    while True:
        with transaction.atomic():
            publication = _lock_next(passed)
            if publication is None:
                return None
            passed.add(publication.pk)
            claim = _work_on(publication)
        if claim is not None:
            return claim


def _work_on(publication: Publication) -> Claim | None:
    """Claim it or set it aside; None, with nothing changed, when it cannot be."""
    try:
        with transaction.atomic():
            return _claim_or_set_aside(publication)
    except OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad row must not stop the rest
        _log_passed_over(publication, error)
        return None


def _lock_next(passed: set[int]) -> Publication | None:
    """The next due row and its draft, both locked; rows in other hands are skipped.

    An editor locks the draft first and the publication second, so waiting here for
    either could deadlock: where the draft is in other hands, the row is passed over.
    """
    while (publication_id := next_due(passed)) is not None:
        whole = (
            Publication.objects.filter(pk=publication_id)
            .select_for_update(skip_locked=True, of=("revision__draft",))
            .select_related("revision__draft", "authorisation", "account")
            .first()
        )
        if whole is not None:
            return whole
        passed.add(publication_id)
    return None


def _log_passed_over(publication: Publication, error: Exception) -> None:
    """Say which row was passed over: the kind of error alone, never its words."""
    if "one_sender_an_account" not in str(error):
        logger.error(
            "claim.passed_over",
            publication=publication.pk,
            error=type(error).__name__,
        )


def _claim_or_set_aside(publication: Publication) -> Claim | None:
    against = obstacles(publication, at=database_time())
    if against:
        _set_aside(publication, against)
        return None
    return _claim(publication)


def _claim(publication: Publication) -> Claim:
    fence = publication.fence + 1
    lease = database_time() + timedelta(seconds=settings.COUNTERSIGN_LEASE_SECONDS)
    move(publication, "claim", {"fence": fence, "lease_until": lease, "why": ""})
    attempt = Attempt.objects.create(
        publication=publication, part=publication.receipts.count(), fence=fence
    )
    note(
        Event.ATTEMPT_STARTED,
        publication,
        details={"fence": fence, "part": attempt.part},
    )
    return Claim(publication, attempt)


def _set_aside(publication: Publication, against: Sequence[Obstacle]) -> None:
    """Cancel, hold or postpone, by the strongest obstacle, and say why."""
    strongest = _strongest(against)
    why = strongest.reason.sentence
    if strongest.effect == Effect.CANCEL:
        move(publication, "cancel", {"why": why})
        note(
            Event.PUBLICATION_CANCELLED,
            publication,
            details={"why": strongest.reason.code},
        )
        roll_up(publication.revision.draft, publication)
    elif strongest.effect == Effect.HOLD:
        move(publication, "hold", {"why": why})
        note(
            Event.PUBLICATION_HELD, publication, details={"why": strongest.reason.code}
        )
    else:
        later = database_time() + timedelta(seconds=1)
        Publication.objects.filter(pk=publication.pk).update(try_at=later, why=why)


def _strongest(against: Sequence[Obstacle]) -> Obstacle:
    for effect in (Effect.CANCEL, Effect.HOLD):
        for obstacle in against:
            if obstacle.effect == effect:
                return obstacle
    return against[0]
