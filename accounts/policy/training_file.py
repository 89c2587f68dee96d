"""What a training administrator's CSV file says, row by row, and what is wrong with it.

Nothing is written here: a dry run and the import itself read the same rows.
"""

import calendar
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from accounts.models import Course, Person, TrainingRecord
from accounts.policy.training import (
    reasons_against_days,
    reasons_against_keeping_records,
    reasons_against_own,
)
from accounts.reasons import Reason


HEADINGS = ("email", "course", "completed", "expires")
MOST_ROWS = 5_000
MOST_BYTES = 1_000_000
Known = Mapping[tuple[str, int, date], date]


class FileError(Exception):
    """The file as a whole cannot be read; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, what it means, and what is wrong with it.

    `before` is the last day that is recorded already, None for a new record.
    """

    number: int
    person: Person | None
    course: Course | None
    completed_on: date
    expires_on: date
    faults: Sequence[Reason]
    before: date | None

    @property
    def changes(self) -> bool:
        return not self.faults and self.before != self.expires_on

    @property
    def sentence(self) -> str:
        return " ".join(
            (f"Row {self.number}:", *(fault.sentence for fault in self.faults))
        )


def decoded(raw: bytes) -> str:
    """The text of a file: UTF-8 with or without its mark, or what Excel writes.

    Raises `FileError`.
    """
    if len(raw) > MOST_BYTES:
        raise FileError("The file is larger than 1 MB. Split it and bring it in parts.")
    if b"\x00" in raw:
        raise FileError("This is no CSV file. Save the sheet as CSV and bring that.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def read_rows(text: str, *, by: Person) -> list[Row]:
    """Every row of the file, good and bad, in order.

    Raises `FileError` where the headings or the whole cannot be read.
    """
    return rows_of(list(cells(text)), by=by)


def rows_of(found: Sequence[tuple[int, Mapping[str, str]]], *, by: Person) -> list[Row]:
    """What some rows mean; four queries however many they are."""
    against = reasons_against_keeping_records(by)
    people = {
        person.email.lower(): person
        for person in Person.objects.filter(
            email__in={row["email"] for _, row in found}
        )
    }
    courses = {course.name.casefold(): course for course in Course.objects.all()}
    known = _known(people)
    read = [_row(number, row, people, courses, known) for number, row in found]
    return [_as_recorded_by(by, row, against) for row in read]


def cells(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not empty, with its number as a spreadsheet counts.

    Raises `FileError`.
    """
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = list(reader)
    except csv.Error:
        raise FileError(
            "The file cannot be read as CSV. Save the sheet as CSV and bring that."
        ) from None
    names = [name.strip().lower() for name in lines[0]] if lines else []
    if not {"email", "course", "completed"} <= set(names):
        raise FileError(
            "The first row must name the columns: email, course, completed, expires."
        )
    if len(lines) > MOST_ROWS + 1:
        raise FileError(f"Bring at most {MOST_ROWS:,} rows at a time.")
    for number, line in enumerate(lines[1:], start=2):
        values = dict(zip(names, (cell.strip() for cell in line), strict=False))
        row = {name: values.get(name, "") for name in HEADINGS}
        row["email"] = row["email"].lower()
        if any(row.values()):
            yield number, row


def _known(people: Mapping[str, Person]) -> Known:
    records = TrainingRecord.objects.filter(person__in=people.values())
    return {
        (str(person), course, completed): expires
        for person, course, completed, expires in records.values_list(
            "person", "course", "completed_on", "expires_on"
        )
    }


def _row(
    number: int,
    row: Mapping[str, str],
    people: Mapping[str, Person],
    courses: Mapping[str, Course],
    known: Known,
) -> Row:
    person = people.get(row["email"])
    course = courses.get(row["course"].casefold())
    completed_on = _day(row["completed"])
    expires_on = _last_day(row["expires"], completed_on, course)
    faults = _faults(row, person, course, completed_on, expires_on)
    completed, expires = completed_on or date.min, expires_on or date.min
    if not faults:
        faults += reasons_against_days(completed_on=completed, expires_on=expires)
    key = (str(person.pk) if person else "", course.pk if course else 0, completed)
    return Row(number, person, course, completed, expires, faults, known.get(key))


def _as_recorded_by(by: Person, row: Row, against: Sequence[Reason]) -> Row:
    """The same row, with what stands against this person recording it."""
    if row.faults or row.person is None:
        return row
    return replace(row, faults=[*against, *reasons_against_own(by, row.person)])


def _faults(
    row: Mapping[str, str],
    person: Person | None,
    course: Course | None,
    completed_on: date | None,
    expires_on: date | None,
) -> list[Reason]:
    found = (
        (person, "no-person", f"Nobody here has the address “{_short(row['email'])}”."),
        (course, "no-course", f"There is no course “{_short(row['course'])}”."),
        (completed_on, "no-date", f"“{_short(row['completed'])}” is no date. {WRITE}"),
        (
            expires_on or completed_on is None,
            "no-date",
            f"“{_short(row['expires'])}” is no date. {WRITE}",
        ),
    )
    return [Reason(code, sentence) for there, code, sentence in found if not there]


WRITE = "Write 2026-03-27 or 27/03/2026."


def _last_day(
    typed: str, completed_on: date | None, course: Course | None
) -> date | None:
    """What the file says, or else as many months on as the course counts."""
    if typed or completed_on is None:
        return _day(typed)
    return months_later(completed_on, course.months if course else 0)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _day(typed: str) -> date | None:
    parts = typed.replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    if "/" in typed:
        parts.reverse()
    try:
        found = date(*(int(part) for part in parts))
    except (ValueError, OverflowError):
        return None
    near = abs(found.year - timezone.localdate().year) < 100
    return found if near else None


def _short(typed: str) -> str:
    return typed if len(typed) <= 60 else f"{typed[:60]}…"
