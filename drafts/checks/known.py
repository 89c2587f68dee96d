"""Everything that registers and calendars say at one moment, read once for many posts.

No judgement of a post here. What was read is kept for as long as the database says that
it is what it would say again: one small query instead of all the rows.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from drafts.checks.registers import registers
from guidance.content import Registers
from guidance.models import SensitivePeriod, SittingDays, StatisticsRelease
from guidance.queries.dated import in_force
from guidance.queries.edition import edition, next_change


@dataclass(frozen=True, slots=True)
class Known:
    """The registers as values, and the calendars from this moment on, at `at`."""

    at: datetime
    edition: UUID | None
    registers: Registers
    releases: tuple[StatisticsRelease, ...]
    periods: tuple[SensitivePeriod, ...]
    sittings: tuple[tuple[date, date], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read under its edition, and the moment at which it changes by itself."""

    known: Known | None = None
    until: datetime | None = None

    def at(self, moment: datetime, *, edition: UUID | None) -> Known | None:
        """What is known at a moment; None where it has to be read again."""
        known = self.known
        if known is None or edition is None or edition != known.edition:
            return None
        if moment < known.at or (self.until is not None and moment >= self.until):
            return None
        return replace(known, at=moment)


class _Last:
    """The last reading of this process, put in place whole: threads may share it."""

    kept: Kept = Kept()


def known_now() -> Known:
    """One query while nothing changed, six otherwise, whatever there is to check."""
    return known_under(edition())


def known_under(state: UUID | None) -> Known:
    """The same, where the edition was read already, a moment ago."""
    at = timezone.now()
    known = _Last.kept.at(at, edition=state)
    if known is None:
        until = next_change(at)
        known = _read(at, state)
        _Last.kept = Kept(known, until)
    return known


def _read(at: datetime, state: UUID | None) -> Known:
    releases = in_force(StatisticsRelease.objects.filter(releases_at__gt=at), at=at)
    periods = in_force(SensitivePeriod.objects.filter(ends_at__gt=at), at=at)
    sittings = in_force(SittingDays.objects.all(), at=at)
    return Known(
        at=at,
        edition=state,
        registers=registers(at),
        releases=tuple(releases.order_by("releases_at", "pk")),
        periods=tuple(periods.order_by("starts_at", "pk")),
        sittings=tuple(sittings.values_list("first_day", "last_day")),
    )
