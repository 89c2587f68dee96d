"""Reads of the registers for pages and the publisher.

Nothing here changes a register.
"""

from datetime import datetime

from guidance.models import SensitivePeriod


def period_at(moment: datetime) -> SensitivePeriod | None:
    """The sensitive period in force at a moment, if there is one."""
    return SensitivePeriod.objects.filter(
        starts_at__lte=moment, ends_at__gt=moment
    ).first()
