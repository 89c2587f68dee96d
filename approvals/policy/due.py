"""The last day that the words of a promise name: "31 March 2027", "by the spring".

Pure: the day on which the words are read is given.
"""

import calendar
import re
from datetime import date


MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
}
MONTHS["sept"] = 9
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", re.ASCII)
SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", re.ASCII)
DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH})\b(?:,? (\d{{4}})\b)?",
    re.ASCII | re.IGNORECASE,
)
IN_MONTH = re.compile(rf"\b({MONTH}) (\d{{4}})\b", re.ASCII | re.IGNORECASE)
END_OF_YEAR = re.compile(r"\bend of (\d{4})\b", re.ASCII | re.IGNORECASE)


def due_day(words: str, *, said_on: date) -> date | None:
    """The day by which something is promised; None where the words name no one day.

    A month means its last day, and a day without a year the next one of that name.
    """
    if found := ISO.search(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := SLASHED.search(words):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    return _named(words, said_on) if DAY.search(words) else _month_or_year(words)


def _named(words: str, said_on: date) -> date | None:
    number, name, year = DAY.findall(words)[0]
    month = MONTHS[name.lower()]
    if year:
        return _day(int(year), month, int(number))
    return _next(month, int(number), said_on)


def _month_or_year(words: str) -> date | None:
    if found := IN_MONTH.search(words):
        year, month = int(found[2]), MONTHS[found[1].lower()]
        return _day(year, month, calendar.monthrange(year, month)[1]) if year else None
    if found := END_OF_YEAR.search(words):
        return _day(int(found[1]), 12, 31)
    return None


def _next(month: int, day: int, after: date) -> date | None:
    this_year = _day(after.year, month, day)
    if this_year is not None and this_year >= after:
        return this_year
    return _day(after.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
