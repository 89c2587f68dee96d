"""Everything that registers and calendars say at one moment, read once for many posts.

No judgement of a post here, and nothing kept: whoever asks again reads again.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from drafts.checks.registers import registers
from guidance.content import Registers
from guidance.models import SensitivePeriod, SittingDays, StatisticsRelease
from guidance.queries.dated import in_force


@dataclass(frozen=True, slots=True)
class Known:
    """The registers as values, and the calendars from this moment on, at `at`."""

    at: datetime
    registers: Registers
    releases: tuple[StatisticsRelease, ...]
    periods: tuple[SensitivePeriod, ...]
    sittings: tuple[tuple[date, date], ...]


def known_now() -> Known:
    """Four queries, however many entries there are and posts to check."""
    at = timezone.now()
    releases = in_force(StatisticsRelease.objects.filter(releases_at__gt=at), at=at)
    periods = in_force(SensitivePeriod.objects.filter(ends_at__gt=at), at=at)
    sittings = in_force(SittingDays.objects.all(), at=at)
    return Known(
        at=at,
        registers=registers(at),
        releases=tuple(releases.order_by("releases_at", "pk")),
        periods=tuple(periods.order_by("starts_at", "pk")),
        sittings=tuple(sittings.values_list("first_day", "last_day")),
    )
