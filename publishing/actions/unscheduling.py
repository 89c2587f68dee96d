"""Taking what a hold stops off the schedule, each post with its own entry in the log.

Nothing is stopped here: the hold did that at its commit. Each batch commits, so that a
restart goes on where it stopped.
"""

from django.db import transaction
from django.db.models.functions import Now

from audit.events import Event
from publishing.actions.moves import note
from publishing.lifecycle import MOVES, PublicationStatus
from publishing.models import Hold, Publication, Unscheduling
from publishing.queries.stops import to_unschedule


BATCH = 500


def unschedule_some(size: int = BATCH) -> bool:
    """Unschedule one batch of the oldest hold; False when there is none to go on with."""
    with transaction.atomic():
        going_on = (
            Unscheduling.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(finished_at=None)
            .select_related("hold")
            .order_by("pk")
            .first()
        )
        if going_on is None:
            return False
        if going_on.began_at is None:
            _begin(going_on)
        _go_on(going_on, size)
    return True


def _begin(going_on: Unscheduling) -> None:
    going_on.total = to_unschedule(going_on.hold).count()
    Unscheduling.objects.filter(pk=going_on.pk).update(
        total=going_on.total, began_at=Now()
    )


def _go_on(going_on: Unscheduling, size: int) -> None:
    batch = _locked_batch(going_on, size)
    _hold_each(batch, going_on.hold)
    values: dict[str, object] = {"done": going_on.done + len(batch)}
    if batch:
        values["upto"] = batch[-1].pk
    if len(batch) < size:
        values["finished_at"] = Now()
    Unscheduling.objects.filter(pk=going_on.pk).update(**values)


def _locked_batch(going_on: Unscheduling, size: int) -> list[Publication]:
    """In the order of their numbers, as everybody locks publications."""
    return list(
        to_unschedule(going_on.hold)
        .filter(pk__gt=going_on.upto)
        .select_for_update(of=("self",))
        .select_related("revision", "account")
        .defer("revision__canonical")[:size]
    )


def _hold_each(batch: list[Publication], hold: Hold) -> None:
    """One statement changes them all; each still has its own entry."""
    waiting = PublicationStatus.WAITING
    Publication.objects.filter(pk__in=[each.pk for each in batch]).update(
        status=MOVES[waiting]["hold"],
        why=f"On hold: {hold.reason}",
        changed_at=Now(),
    )
    for each in batch:
        note(
            Event.PUBLICATION_HELD,
            each,
            details={"why": "on-hold", "hold": str(hold.pk)},
        )
