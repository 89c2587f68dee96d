"""What the clock does: expire leases, close what is too late, say what is to do.

Nothing is sent here; it may run twice at once and any number of times.
"""

from dataclasses import dataclass

from django.db import transaction

from approvals.actions import expire_late
from drafts.queries import database_time
from publishing.actions.record import lock, lose_sight
from publishing.actions.waking import how_much_to_send
from publishing.lifecycle import AttemptOutcome, PublicationStatus
from publishing.models import Publication


@dataclass(frozen=True, slots=True)
class Work:
    """How much there is to send and to look up now (counted up to a thousand)."""

    to_send: int
    to_look_up: int

    def __bool__(self) -> bool:
        return bool(self.to_send or self.to_look_up)


def sweep() -> Work:
    """Bring the outbox up to date with the time, and count what workers should do."""
    now = database_time()
    for publication_id in _expired_leases():
        _expire(publication_id)
    expire_late()
    unknown = Publication.objects.filter(
        status=PublicationStatus.UNKNOWN, look_up_at__lte=now
    )
    return Work(to_send=how_much_to_send(), to_look_up=unknown[:1000].count())


def _expired_leases() -> list[int]:
    return list(
        Publication.objects.filter(
            status=PublicationStatus.CLAIMED, lease_until__lte=database_time()
        ).values_list("pk", flat=True)[:1000]
    )


def _expire(publication_id: int) -> None:
    """A worker that claimed this never came back: its outcome is unknown."""
    with transaction.atomic():
        publication = lock(publication_id)
        lease = publication.lease_until
        if publication.status != PublicationStatus.CLAIMED:
            return
        if lease is None or lease > database_time():
            return
        attempt = publication.attempts.get(
            fence=publication.fence, outcome=AttemptOutcome.STARTED
        )
        lose_sight(publication, attempt, "the worker never came back")
