"""A date and a time as people in the United Kingdom type and mean them.

Nothing here knows a draft; how near a time must be is the policy's.
"""

import re
from datetime import UTC, date, datetime, time

from django import forms
from django.utils import timezone


DAY_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
HALF_CLOCK = re.compile(
    r"(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))?\s*(am|pm)", re.IGNORECASE
)
# What a year of four figures can mean here.
YEARS = range(2000, 3000)


def typed_moment(day: list[str], clock: str) -> datetime | None:
    """The moment that somebody in the United Kingdom means, or None for no time.

    Raises `ValidationError` for half a time, and for the hours in which the clocks
    change.
    """
    if not any(day) and not clock:
        return None
    if not all(day) or not clock:
        raise forms.ValidationError(
            "Give the day, month, year and time, or leave all of them empty."
        )
    naive = datetime.combine(_date(day), _time(clock))
    zone = timezone.get_default_timezone()
    early, late = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    returned = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    raise forms.ValidationError(_clock_change(naive, happens_twice=returned == naive))


def _date(typed: list[str]) -> date:
    try:
        day, month, year = (int(each) for each in typed)
        found = date(year if year in YEARS else 0, month, day)
    except (ValueError, OverflowError):
        raise forms.ValidationError(
            "That is not a date. Write it in numbers, such as 27 3 2027."
        ) from None
    return found


def _time(typed: str) -> time:
    if day := DAY_CLOCK.fullmatch(typed.strip()):
        return time(int(day[1]), int(day[2]))
    if half := HALF_CLOCK.fullmatch(typed.strip()):
        after_noon = 12 if half[3].lower() == "pm" else 0
        return time(int(half[1]) % 12 + after_noon, int(half[2] or 0))
    raise forms.ValidationError("Write the time like 3:15pm or 15:15.")


def _clock_change(naive: datetime, *, happens_twice: bool) -> str:
    said = f"{naive:%H:%M} on {naive.day} {naive:%B %Y}"
    if happens_twice:
        return (
            f"{said} happens twice, because the clocks go back that night. "
            "Choose a time before 1am or from 2am."
        )
    return (
        f"{said} does not exist, because the clocks go forward that night. "
        "Choose a time before 1am or from 2am."
    )
