"""Days as a line writes them in English and Welsh, and whether there is such a day.

No draft and no clock of its own lives here.
"""

import re
from datetime import date


MONTHS = {
    "en": "January February March April May June July August September October "
    "November December",
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref "
    "Tachwedd Rhagfyr",
}
DAYS = {
    "en": (
        *("Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Friday", "Saturday", "Sunday"),
    ),
    "cy": (
        *("dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau"),
        *("dydd Gwener", "dydd Sadwrn", "dydd Sul"),
    ),
}


def day_pattern(language: str) -> str:
    """A pattern for days such as "27 March", "Friday 27 March" or "27 March 2027"."""
    days = "|".join(DAYS[language])
    months = "|".join(MONTHS[language].split())
    return rf"(?:(?:{days}) )?(?:[12][0-9]|3[01]|[1-9]) (?:{months})(?: 20[0-9]{{2}})?"


def exists(words: str, *, language: str, today: date) -> bool:
    """Whether there is such a day; a day of the week before it has to be the right one.

    Without a year, the day of this year is meant, or of the one before or after.
    """
    weekday, number, month, year = _parts(words, language)
    years = [year] if year else [today.year - 1, today.year, today.year + 1]
    return any(_is(weekday, number, month, each) for each in years)


def _parts(words: str, language: str) -> tuple[int | None, int, int, int | None]:
    """Day of the week from nought, day, month, year; absent ones are None."""
    found = re.fullmatch(r"(?:(\D+) )?([0-9]+) (\D+?)(?: ([0-9]+))?", words)
    if found is None:
        raise ValueError(f"{words!r} does not look like a day")
    named, number, month, year = found.groups()
    return (
        DAYS[language].index(named) if named else None,
        int(number),
        MONTHS[language].split().index(month) + 1,
        int(year) if year else None,
    )


def _is(weekday: int | None, number: int, month: int, year: int) -> bool:
    try:
        day = date(year, month, number)
    except ValueError:
        return False
    return weekday is None or day.weekday() == weekday


def written(day: date, language: str) -> str:
    """A day as a line writes it: "27 March"."""
    return f"{day.day} {MONTHS[language].split()[day.month - 1]}"
