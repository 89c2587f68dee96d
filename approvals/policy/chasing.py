"""When people are reminded of a decision, and when it goes to somebody else.

Pure: the times and the settings are given. Shares are of real time, whatever the clocks
do; working hours are Monday to Friday by the clock of the zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Working:
    """The hours in which people are at work: from and to a full hour, in a zone."""

    opens: int
    closes: int
    zone: tzinfo


def moments(
    start: datetime,
    *,
    last: datetime | None,
    percents: Sequence[int],
    hours: Sequence[int],
    working: Working,
) -> list[datetime]:
    """When each step is taken: after shares of the time left, or after working hours.

    `last` is when the post is to go; None, or over already, where there is no such time.
    """
    start = start.astimezone(UTC)
    if last is not None and last > start:
        left = last.astimezone(UTC) - start
        return [start + left * percent / 100 for percent in percents]
    return [after_working_hours(start, each, working=working) for each in hours]


def after_working_hours(start: datetime, hours: int, *, working: Working) -> datetime:
    """The moment by which that many working hours have gone since `start`, in UTC."""
    left = timedelta(hours=hours)
    day = start.astimezone(working.zone).date()
    while True:
        opens, closes = _day(day, working)
        begin = max(opens, start.astimezone(UTC))
        if closes > begin:
            if begin + left <= closes:
                return begin + left
            left -= closes - begin
        day += timedelta(days=1)


def _day(day: date, working: Working) -> tuple[datetime, datetime]:
    """When work begins and ends on a day, in UTC; both the same on a free day."""
    opens = _at(day, working.opens, working.zone)
    if day.weekday() >= SATURDAY:
        return opens, opens
    return opens, _at(day, working.closes, working.zone)


def _at(day: date, hour: int, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
