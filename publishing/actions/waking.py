"""When a worker that has nothing to send is needed next: within a moment, or not yet.

Nothing is claimed or sent here.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from audit.queries import sealed
from drafts.queries import database_time
from publishing.lifecycle import PRIORITIES, PublicationStatus
from publishing.models import Publication
from publishing.queries.due import how_many_due


# Workers are woken this long before something is due, and wait for it: what is due on
# the second goes out on the second, however long the clock's next round takes.
AHEAD = timedelta(seconds=1.5)
# What was approved this recently is being sealed; whoever is awake waits for that too.
SEALING = timedelta(seconds=3)
# How long to wait before looking whether it is sealed.
MOMENT = timedelta(seconds=0.1)


def how_much_to_send() -> int:
    """How many workers' worth is due now or within a moment (counted up to a thousand)."""
    ready = how_many_due(within=AHEAD, most=1000)
    return ready or int(_being_sealed(database_time()).exists())


def pause_until_next() -> timedelta | None:
    """How long until something may be claimed; None where nothing is in sight."""
    now = database_time()
    soonest = (
        _waiting()
        .filter(try_at__gt=now, try_at__lte=now + AHEAD)
        .order_by("try_at")
        .values_list("try_at", flat=True)
        .first()
    )
    if _being_sealed(now).exists():
        return min(MOMENT, soonest - now) if soonest else MOMENT
    return soonest - now if soonest else None


def _being_sealed(now: datetime) -> QuerySet[Publication]:
    """What is due and was approved a moment ago, and is not sealed yet."""
    return _waiting().filter(
        ~sealed("authorisation__entry"),
        try_at__lte=now,
        created_at__gt=now - SEALING,
    )


def _waiting() -> QuerySet[Publication]:
    return Publication.objects.filter(
        status=PublicationStatus.WAITING, priority__in=PRIORITIES
    )
