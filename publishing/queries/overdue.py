"""Which posts are overdue: due a while ago and not settled, or unknown for too long.

Nothing here changes a row. A held post is not: somebody was told, and decides.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from publishing.lifecycle import UNDER_WAY, PublicationStatus
from publishing.models import Publication


UNKNOWN_FOR = timedelta(minutes=15)


def overdue_at(now: datetime) -> QuerySet[Publication]:
    """Every post that is overdue at a moment, whether anybody was told or not.

    What was released again counts from its release.
    """
    late = now - timedelta(minutes=settings.COUNTERSIGN_OVERDUE_MINUTES)
    unclear = now - UNKNOWN_FOR
    return Publication.objects.filter(
        Q(due_at__lte=late, reviewed_at__lte=late)
        | Q(status=PublicationStatus.UNKNOWN, changed_at__lte=unclear),
        status__in=UNDER_WAY,
        due_at__lte=max(late, unclear),
    )


def untold(now: datetime) -> QuerySet[Publication]:
    """Those whose alarm nobody has heard yet."""
    return overdue_at(now).filter(overdue_since=None)


def sounding() -> QuerySet[Publication]:
    """Those whose alarm was told, and that have not settled since."""
    return Publication.objects.filter(status__in=UNDER_WAY, overdue_since__isnull=False)
