"""CR-DATES: a weekday that is not that date's, a day no month has, “today” read later.

Which day it is today comes with the material; nothing here asks a clock.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from guidance.content import Kind, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import PARTICIPATION_2008
from guidance.rules.words import words


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    *("Saturday", "Sunday"),
)
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
WEEKDAY = r"(?P<weekday>mon(?:day)?|tues?(?:day)?|wed(?:nesday|s)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)[0-9]{2})\b"
WITH_MONTH = (
    re.compile(
        rf"(?:(?<!\w){WEEKDAY},? (?:the )?)?(?<![\w£$€.:/-]){DAY} (?:of )?{MONTH}(?:,? {YEAR})?(?: ?\((?P<after>mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\))?"
    ),
    re.compile(
        rf"(?:(?<!\w){WEEKDAY},? )?(?<![\w£$€.:/-]){MONTH} {DAY}(?![\w:%/.-]*[\w%])(?:,? {YEAR})?"
    ),
)
IN_FIGURES = (
    re.compile(
        rf"(?:(?<!\w){WEEKDAY},? )?(?<![\w£$€.:/-]){DAY}[/.](?P<month>0?[1-9]|1[0-2])[/.](?P<year>(?:19|20)[0-9]{{2}})(?![\w/])"
    ),
    re.compile(
        r"(?<![\w£$€.:/-])(?P<year>20[0-9]{2})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-9]{2})(?![\w-])"
    ),
)
NUMERIC_YEAR = re.compile(r"[/.](?:19|20)[0-9]{2}|20[0-9]{2}-")
MONTH_WORDS = words(
    """
    jan january feb february mar march apr april may jun june jul july aug august sep sept
    september oct october nov november dec december
    """
)
# "32 may" and "34 march" may be other words; these after a number are months.
SURELY_MONTHS = words(
    "january february april june july august september october november december"
)
SOON = re.compile(
    r"\b(?:(?:today|tomorrow|tonight|yesterday)(?:'s)?|this (?:morning|afternoon|evening)(?:'s)?|last night)\b"
)
# "Tues 3 March to Friday 5 March 2027": the year of the second day is the first one's.
TO_YEAR = re.compile(r"\s?(?:to|and|until|till|-|or)\s[^.!?\n]{0,30}?\b(20[0-9]{2})\b")
MOST_DAYS = 39
LEAP_YEAR = 2024
# A date without a year is the next such day, or one not long gone.
LOOK_BACK = timedelta(days=60)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if reader.passage.kind is not Kind.TEXT:
        return
    if "0" in reader.cues:
        yield from _dates(reader, reading)
    if reading.material.schedule.scheduled:
        for found in SOON.finditer(reader.lowered):
            values = (("what", "This goes out on another day than you wrote it."),)
            yield reader.match(*found.span(), values=values)


def _dates(reader: Reader, reading: Reading) -> Iterator[Match]:
    for pattern in _patterns(reader):
        for found in pattern.finditer(reader.lowered):
            wrong = _wrong(_with_year(reader, found), reading)
            if wrong and not reader.quoted(found.start()):
                yield reader.match(*found.span(), values=(("what", wrong),))


def _with_year(reader: Reader, found: re.Match[str]) -> dict[str, str | None]:
    """What was said of the date, with the year that the end of its range has."""
    said: dict[str, str | None] = found.groupdict()
    later = None if said.get("year") else TO_YEAR.match(reader.text, found.end())
    return {**said, "year": later[1]} if later else said


def _patterns(reader: Reader) -> Iterator[re.Pattern[str]]:
    """The ways of writing a date that can occur in the text at all."""
    if not MONTH_WORDS.isdisjoint(reader.cues):
        yield from WITH_MONTH
    if NUMERIC_YEAR.search(reader.text):
        yield from IN_FIGURES


def _wrong(said: dict[str, str | None], reading: Reading) -> str:
    """What is wrong with the date that was said, as a sentence; empty when nothing is."""
    day, month = int(said["day"] or 0), _month(said["month"] or "")
    year = int(said.get("year") or 0) or None
    if not 1 <= day <= MOST_DAYS:
        return ""
    if day > monthrange(year or LEAP_YEAR, month)[1]:
        meant = day <= 31 or year or said["month"] in SURELY_MONTHS
        return "There is no such date." if meant else ""
    return _wrong_weekday(said, _meant(day, month, year, reading))


def _wrong_weekday(said: dict[str, str | None], meant: date | None) -> str:
    weekday = said.get("weekday") or said.get("after")
    if (
        meant is None
        or weekday is None
        or WEEKDAYS.index(weekday[:3]) == meant.weekday()
    ):
        return ""
    return f"That date is a {NAMES[meant.weekday()]}."


def _month(word: str) -> int:
    return int(word) if word.isdigit() else MONTHS.index(word[:3]) + 1


def _meant(day: int, month: int, year: int | None, reading: Reading) -> date | None:
    """The day that is meant; None where no year is said and none is known."""
    if year:
        return date(year, month, day)
    schedule = reading.material.schedule
    known = schedule.publish_at or schedule.now
    if known is None:
        return None
    earliest = known.date() - LOOK_BACK
    for each in (earliest.year, earliest.year + 1):
        if day <= monthrange(each, month)[1] and date(each, month, day) >= earliest:
            return date(each, month, day)
    return None


CR_DATES = Rule(
    id="CR-DATES",
    name="Date mistakes",
    severity=Severity.WARN,
    who="Nobody needs to: change it, or say why not.",
    citations=(Citation(PARTICIPATION_2008, "Be credible"),),
    tell="{what} Check the date.",
    better="“Tuesday 12 May 2026”, with the weekday from a calendar.",
    triggers=("Join us on Monday 12 May 2026", "Apply by 31 June"),
    near_misses=("Join us on Tuesday 12 May 2026", "Apply by 31 March 2026"),
    find=in_english(find),
    cues=words("0 today tomorrow tonight yesterday this last"),
)
