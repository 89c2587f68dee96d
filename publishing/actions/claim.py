"""Claiming the next due publication: every check again, in the transaction that claims.

Nothing is sent here; the attempt row is committed before the platform hears a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from audit.events import Event
from audit.queries import sealed
from drafts.models import Draft
from publishing.actions.moves import move, note, roll_up
from publishing.lifecycle import PublicationStatus
from publishing.models import Attempt, Publication
from publishing.policy import Effect, Obstacle, obstacles


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one part once, until the lease runs out."""

    publication: Publication
    attempt: Attempt


def due() -> QuerySet[Publication]:
    """What is due, sealed, and on an account that nobody is sending to."""
    sending = Publication.objects.filter(
        account=OuterRef("account"), status=PublicationStatus.CLAIMED
    )
    return Publication.objects.filter(
        ~Exists(sending),
        sealed("authorisation__entry"),
        status=PublicationStatus.WAITING,
        due_at__lte=Now(),
    ).order_by("due_at", "id")


def claim_next() -> Claim | None:
    """Claim the publication that has been due longest, or None when there is none.

    What may not be sent is held or cancelled on the way.
    """
    while True:
        try:
            with transaction.atomic():
                publication = _lock_next()
                if publication is None:
                    return None
                claim = _claim_or_set_aside(publication)
        except IntegrityError:
            # Another worker began to send on this account between query and claim.
            return None
        if claim is not None:
            return claim


def _lock_next() -> Publication | None:
    """The next due row and its draft, both locked; None rather than wait for either.

    An editor locks the draft first and the publication second, so waiting here for
    the draft could deadlock.
    """
    publication = (
        due()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("revision", "authorisation", "account")
        .first()
    )
    if publication is None:
        return None
    draft = (
        Draft.objects.select_for_update(skip_locked=True)
        .filter(pk=publication.revision.draft_id)
        .first()
    )
    if draft is None:
        return None
    publication.revision.draft = draft
    return publication


def _claim_or_set_aside(publication: Publication) -> Claim | None:
    against = obstacles(publication, at=timezone.now())
    if against:
        _set_aside(publication, against)
        return None
    return _claim(publication)


def _claim(publication: Publication) -> Claim:
    fence = publication.fence + 1
    lease = timezone.now() + timedelta(seconds=settings.COUNTERSIGN_LEASE_SECONDS)
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
        later = timezone.now() + timedelta(seconds=1)
        Publication.objects.filter(pk=publication.pk).update(due_at=later, why=why)


def _strongest(against: Sequence[Obstacle]) -> Obstacle:
    for effect in (Effect.CANCEL, Effect.HOLD):
        for obstacle in against:
            if obstacle.effect == effect:
                return obstacle
    return against[0]
