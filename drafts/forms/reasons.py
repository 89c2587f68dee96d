"""Why the author leaves what the check warns of: one answer for each rule.

Nothing here is saved; the answers go with the words when they are submitted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

from drafts.forms.faults import Fault
from drafts.forms.words import WordsField
from drafts.policy import rules_to_explain
from guidance.engine import CheckResult, rule


FIELD = WordsField(required=False, most=2000)
PREFIX = "reason_"


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One warning and what was typed to it; `error` is empty where nothing is wrong."""

    rule: str
    name: str
    value: str
    words: str
    error: str = ""

    @property
    def field(self) -> str:
        return PREFIX + self.rule


class Reasons:
    """The rules that warn of these words, each with the author's answer."""

    def __init__(
        self, data: QueryDict | None, *, result: CheckResult, before: Mapping[str, str]
    ) -> None:
        self.rows = [
            _row(name, before.get(name, "") if data is None else _typed(data, name))
            for name in rules_to_explain(result)
        ]

    def is_valid(self) -> bool:
        return not any(row.error for row in self.rows)

    @property
    def faults(self) -> list[Fault]:
        return [Fault(f"id_{row.field}", row.error) for row in self.rows if row.error]

    @property
    def given(self) -> dict[str, str]:
        return {row.rule: row.words for row in self.rows if row.words}

    @property
    def asked(self) -> str:
        """Stands for what is asked: the page replaces these fields when it changes."""
        return " ".join(row.rule for row in self.rows)


def typed_reasons(data: QueryDict) -> dict[str, str]:
    """Every reason in a form, whatever the check says of its words now."""
    names = [name for name in data if name.startswith(PREFIX)]
    typed = {name.removeprefix(PREFIX): str(data[name]) for name in names}
    return {name: words for name, words in typed.items() if words.strip()}


def _typed(data: QueryDict, name: str) -> str:
    return data.get(PREFIX + name, "")


def _row(name: str, typed: str) -> ReasonRow:
    try:
        return ReasonRow(name, rule(name).name, typed, FIELD.clean(typed))
    except forms.ValidationError as error:
        return ReasonRow(name, rule(name).name, typed, "", error.messages[0])
