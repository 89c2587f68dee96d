"""Reads of the sensitive periods for pages and the publisher.

Nothing here changes a period, and what one stops is decided elsewhere.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from guidance.models import SensitivePeriod
from guidance.queries.dated import in_force


def period_at(moment: datetime) -> SensitivePeriod | None:
    """The sensitive period in force at a moment, if there is one."""
    return periods_since(moment, until=moment).first()


def periods_since(moment: datetime, *, until: datetime) -> QuerySet[SensitivePeriod]:
    """The periods on record now that lasted at any time between two moments."""
    known = in_force(SensitivePeriod.objects.all(), at=timezone.now())
    return known.filter(starts_at__lte=until, ends_at__gt=moment).order_by("starts_at")
