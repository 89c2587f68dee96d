"""Moments and days as a line of JSON writes them.

Nothing is judged here; what is no moment is None.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo


LONDON = ZoneInfo("Europe/London")


def moment(value: object) -> datetime | None:
    """A moment in ISO 8601, of London where it names no zone; None if it is none."""
    try:
        read = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if read is None or read.tzinfo:
        return read
    return read.replace(tzinfo=LONDON)


def day(value: object) -> date | None:
    read = moment(value)
    return read.date() if read else None
