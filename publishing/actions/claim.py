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
from publishing.actions.rows import begin_attempt
from publishing.models import Attempt, Publication
from publishing.policy import Effect, Obstacle, obstacles_in
from publishing.queries.circumstances import Circumstances, circumstances_of
from publishing.queries.due import next_due
from publishing.queries.in_hand import with_draft_locked


logger = structlog.get_logger(__name__)

# How long what may not be sent yet is left alone: longer where people or platforms have
# something to do first.
MOMENT = timedelta(seconds=1)
PAUSES = {
    "waits-for-takedown": timedelta(seconds=5),
    "another-correction": timedelta(seconds=5),
    "pair-waits": timedelta(seconds=5),
}


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
        tried = len(passed)
        claim = _claim_one(passed)
        if claim is not None or len(passed) == tried:
            return claim


def _claim_one(passed: set[int]) -> Claim | None:
    """Claim the next, or set it aside, or leave it as it was; each in `passed` then."""
    publication = None
    try:
        with transaction.atomic():
            publication = _lock_next(passed)
            if publication is None:
                return None
            passed.add(publication.pk)
            return _claim_or_set_aside(publication)
    except OperationalError:
        raise
    except Exception as error:
        if publication is None:
            raise
        # One bad row must not stop the rest.
        _log_passed_over(publication, error)
        return None


def _lock_next(passed: set[int]) -> Publication | None:
    """The next due row and its draft, both locked; rows in other hands are skipped.

    An editor locks the draft first and the publication second, so waiting here for
    either could deadlock: where the draft is in other hands, the row is passed over.
    """
    while (publication_id := next_due(passed)) is not None:
        whole = with_draft_locked(publication_id)
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
    now = circumstances_of(publication)
    against = obstacles_in(now, publication)
    if against:
        _set_aside(publication, against)
        return None
    return _claim(publication, now)


def _claim(publication: Publication, now: Circumstances) -> Claim:
    fence = publication.fence + 1
    lease = now.at + timedelta(seconds=settings.COUNTERSIGN_LEASE_SECONDS)
    move(publication, "claim", {"fence": fence, "lease_until": lease, "why": ""})
    attempt = begin_attempt(publication, part=now.receipts, fence=fence)
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
        later = database_time() + PAUSES.get(strongest.reason.code, MOMENT)
        Publication.objects.filter(pk=publication.pk).update(try_at=later, why=why)


def _strongest(against: Sequence[Obstacle]) -> Obstacle:
    for effect in (Effect.CANCEL, Effect.HOLD):
        for obstacle in against:
            if obstacle.effect == effect:
                return obstacle
    return against[0]
