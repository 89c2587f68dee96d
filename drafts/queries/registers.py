"""Reads of registers for pages: every row in words, with the changes behind it.

Nothing here changes a row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.utils import timezone

from accounts.models.proposals import Proposal
from drafts.purposes import Purpose
from guidance.models.registers import Dated
from guidance.queries.registers import ended, listed, model_of
from guidance.registers import PeriodKind, Register


# The columns of each register, as pages and files head them.
WHAT = "What it is"
ENTRY = (("value", "Entry"), ("what", WHAT))
COLUMNS: Mapping[Register, Sequence[tuple[str, str]]] = {
    Register.RELEASE: (
        ("series", "Series"),
        ("words", "Words that name it"),
        ("guarded_from", "Guarded from"),
        ("releases_at", "Released"),
    ),
    Register.PERIOD: (
        ("name", "Period"),
        ("kind", "Kind"),
        ("starts_at", "Starts"),
        ("ends_at", "Ends"),
        ("places", "Places"),
        ("allowed", "Goes out all the same"),
    ),
    Register.SITTING: (
        ("first_day", "First day"),
        ("last_day", "Last day"),
        ("what", WHAT),
    ),
}
LABELS = {"kind": PeriodKind, "allowed": Purpose}


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words, from when to when it counts, and who changed it."""

    pk: int
    told: Sequence[tuple[str, str]]
    valid_from: datetime
    valid_to: datetime | None
    added: Proposal | None
    ended: Proposal | None

    @property
    def cells(self) -> list[str]:
        return [cell for _heading, cell in self.told]


def columns_of(register: Register) -> Sequence[tuple[str, str]]:
    return COLUMNS.get(register, ENTRY)


def lines_listed(register: Register, *, words: str = "") -> list[Line]:
    """What the register says now; only rows that hold all these words, if any."""
    found = lines(register, listed(register))
    wanted = words.lower().split()
    return [
        line
        for line in found
        if all(word in " ".join(line.cells).lower() for word in wanted)
    ]


def lines_ended(register: Register) -> list[Line]:
    """What it once said, what ended last first."""
    return lines(register, ended(register)[:500])


def lines(register: Register, rows: Iterable[Dated]) -> list[Line]:
    """Two queries, however many rows there are."""
    found = list(rows)
    numbers = chain.from_iterable((row.proposal, row.ended_by) for row in found)
    changes = Proposal.objects.select_related("proposed_by", "decided_by").in_bulk(
        [number for number in numbers if number is not None]
    )
    return [
        Line(
            pk=row.pk,
            told=_told(register, vars(row)),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            added=changes.get(row.proposal),
            ended=changes.get(row.ended_by or 0),
        )
        for row in found
    ]


def values_in_words(register: Register, values: Mapping[str, Any]) -> str:
    """The values of a row in one phrase, for a sentence that explains a change."""
    first, *rest = [each for each in _told(register, values) if each[1]]
    return first[1] + "".join(
        f" ({cell})" if heading == WHAT else f", {heading.lower()} {cell}"
        for heading, cell in rest
    )


def row_in_words(register: Register, number: int) -> str:
    return values_in_words(register, vars(model_of(register).objects.get(pk=number)))


def values_of(register: Register, number: int) -> dict[str, Any]:
    """The values of a row that counts now, as a form starts from."""
    row = vars(listed(register).get(pk=number))
    return {name: row[name] for name, _heading in columns_of(register)}


def changes_of(register: Register) -> list[Proposal]:
    """Every change that was ever proposed of it, the newest first."""
    return list(
        Proposal.objects.filter(kind="register", subject=register.value)
        .select_related("proposed_by", "decided_by")
        .order_by("-pk")[:200]
    )


def _told(register: Register, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (heading, _cell(name, values[name])) for name, heading in columns_of(register)
    ]


def _cell(name: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_label(name, each) for each in value)
    if name.endswith(("_at", "_from")):
        return at_in_words(value)
    if name.endswith("_day"):
        return day_in_words(value)
    return _label(name, value)


def _label(name: str, value: object) -> str:
    known = LABELS.get(name)
    text = str(value)
    return str(known(text).label) if known and text in known.values else text


def at_in_words(value: object) -> str:
    """A moment as people say it wherever it is read: "9:30am on 12 May 2026"."""
    moment = (
        value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    )
    local = timezone.localtime(moment)
    clock = local.strftime("%I:%M%p").lstrip("0").lower()
    return f"{clock} on {day_in_words(local.date())}"


def day_in_words(value: object) -> str:
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return f"{day.day} {day:%B %Y}"
