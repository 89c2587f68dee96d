"""Each disclosure and commitment of a draft, as the author confirms, edits or adds it.

Nothing here is saved; what is declared becomes part of the content and of its digest.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django import forms
from django.http import QueryDict

from drafts.content import Content, Place, Statement, texts
from drafts.forms.faults import Fault
from drafts.forms.words import LineField, WordsField
from drafts.policy.statements import DECLARABLE, Proposal, proposals
from guidance.engine import CheckResult


# A post of twenty thousand characters has room for more promises than anyone authorises.
MOST = 30
MOST_WHAT = 400
NOT_THERE = "These words are not in the post. Copy them exactly as they stand there."


class StatementForm(forms.Form):
    """One statement. `words` are those of the post that it is about, or nothing."""

    authority = forms.ChoiceField(
        choices=[(each.value, each.value) for each in DECLARABLE],
        required=False,
        error_messages={"invalid_choice": "Choose from the list what this is."},
    )
    words = WordsField(required=False)
    what = WordsField(required=False, most=MOST_WHAT)
    by_when = LineField(most=80)
    basis = WordsField(required=False, most=MOST_WHAT)
    added = forms.BooleanField(required=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One statement on the page, whether the check asked for it or the author added it.

    `asked` says that the check reads these words so; `moved` that the words were
    changed after something was typed here; `lost` that they are gone.
    """

    authority: str = ""
    words: str = ""
    what: str = ""
    by_when: str = ""
    basis: str = ""
    place: Place | None = None
    asked: bool = False
    added: bool = False
    moved: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> bool:
        """Whether the author has said anything: words that we filled in say nothing."""
        own = self.what if self.what != self.words[:MOST_WHAT] else ""
        return bool(own or self.by_when or self.basis)

    @property
    def lost(self) -> bool:
        return bool(self.words) and self.place is None and not self.errors

    @property
    def statement(self) -> Statement:
        return Statement(
            authority=self.authority,
            what=self.what,
            basis=self.basis,
            by_when=self.by_when or None,
            place=self.place,
        )


class Statements:
    """Every statement of the page: what was typed, and what the check asks for beside."""

    def __init__(
        self, data: QueryDict | None, *, content: Content, result: CheckResult
    ) -> None:
        found = texts(content)
        typed = _from_content(content) if data is None else _from_form(data, found)
        self.rows = list(_joined(proposals(content, result), list(typed)))

    def is_valid(self) -> bool:
        return not any(row.errors for row in self.rows)

    @property
    def room(self) -> bool:
        """Whether one more may be added."""
        return len(self.rows) < MOST

    @property
    def faults(self) -> list[Fault]:
        return [
            Fault(f"id_statement-{number}-{name}", sentence)
            for number, row in enumerate(self.rows)
            for name, sentence in row.errors.items()
        ]

    @property
    def declared(self) -> tuple[Statement, ...]:
        """What goes into the content; words that are gone take their statement along."""
        return tuple(
            row.statement
            for row in self.rows
            if row.said and row.authority and not row.errors and not row.lost
        )

    @property
    def asked(self) -> str:
        """Stands for what is asked: the page replaces these fields when it changes."""
        every = [f"{row.authority}:{row.words}" for row in self.rows if row.asked]
        return hashlib.sha256("\n".join(every).encode()).hexdigest()[:16]


def _from_content(content: Content) -> Iterator[Row]:
    found = texts(content)
    for each in content.statements:
        place = each.place
        yield Row(
            authority=each.authority,
            words=found[place.field][place.start : place.end] if place else "",
            what=each.what,
            by_when=each.by_when or "",
            basis=each.basis,
            place=place,
        )


def _from_form(data: QueryDict, found: Mapping[str, str]) -> Iterator[Row]:
    for number in range(MOST):
        prefix = f"statement-{number}"
        if f"{prefix}-authority" in data:
            row = _typed(StatementForm(data, prefix=prefix), found)
            if row.said or row.errors:
                yield row


def _typed(form: StatementForm, found: Mapping[str, str]) -> Row:
    """A row as it was typed: cleaned where it could be, with a sentence where not."""
    form.is_valid()
    values = {
        name: form.cleaned_data.get(name, form[name].value() or "")
        for name in form.fields
    }
    errors = {name: str(problems[0]) for name, problems in form.errors.items()}
    row = Row(**values, place=_place_of(values["words"], found), errors=errors)
    if row.said and not row.authority:
        errors["authority"] = "Choose from the list what this is."
    if row.added and row.words and row.place is None:
        errors.setdefault("words", NOT_THERE)
    return row


def _place_of(words: str, found: Mapping[str, str]) -> Place | None:
    for name, text in found.items():
        start = text.find(words) if words else -1
        if start >= 0:
            return Place(name, start, start + len(words))
    return None


def _joined(asked: Sequence[Proposal], typed: list[Row]) -> Iterator[Row]:
    """What the check asks for with what was typed to it, then what the author added."""
    for proposal in asked:
        row = _taken(typed, (r for r in typed if _is_about(r, proposal)))
        row = row or _taken(typed, (r for r in typed if _was_about(r, proposal)))
        yield _answering(proposal, row)
    yield from typed


def _taken(typed: list[Row], wanted: Iterable[Row]) -> Row | None:
    row = next(iter(wanted), None)
    if row is not None:
        typed.remove(row)
    return row


def _is_about(row: Row, proposal: Proposal) -> bool:
    return row.authority == proposal.authority and proposal.words in row.words


def _was_about(row: Row, proposal: Proposal) -> bool:
    """Whether the row is of the class, and its own words are gone."""
    return row.authority == proposal.authority and row.lost


def _answering(proposal: Proposal, row: Row | None) -> Row:
    if row is None:
        return Row(
            authority=proposal.authority,
            words=proposal.words,
            what=proposal.words[:MOST_WHAT],
            place=proposal.place,
            asked=True,
        )
    if row.place is not None:
        return replace(row, asked=True)
    return replace(
        row, words=proposal.words, place=proposal.place, asked=True, moved=True
    )
