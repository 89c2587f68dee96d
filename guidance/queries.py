"""Reads of the registers for pages and the publisher.

Nothing here changes a register.
"""

from datetime import datetime

from guidance.models import SensitivePeriod


def period_at(moment: datetime) -> SensitivePeriod | None:
    """The sensitive period in force at a moment, if there is one."""
    return period_since(moment, until=moment)


def period_since(moment: datetime, *, until: datetime) -> SensitivePeriod | None:
    """A sensitive period that was in force at any time between two moments."""
    return SensitivePeriod.objects.filter(
        starts_at__lte=until, ends_at__gt=moment
    ).first()
