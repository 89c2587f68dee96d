"""What the check found, as pages show it: beside the words, grouped, with the way out.

No rule and no decision lives here; a finding says where, the content says which words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django import template
from django.utils.safestring import SafeString

from drafts.content import Content
from drafts.templatetags.wordings import Wording, wordings
from drafts.templatetags.words import marked
from guidance.content import Severity
from guidance.engine import rule
from guidance.rules.rule import Rule


register = template.Library()

PLACE = re.compile(r"targets\.(\d+)\.(.+)", re.ASCII)
HEADINGS = (
    (Severity.BLOCK, "Blocks", "Cannot be approved while this stands."),
    (Severity.AUTH, "Needs authority", "Goes to somebody who holds it."),
    (Severity.WARN, "To fix or explain", "Change it, or say why it should stay."),
    (Severity.PAUSE, "Answer first", "Waits for an answer."),
    (Severity.ADVISE, "Advice", "For you to decide."),
)


class Found(Protocol):
    """A finding, stored or fresh."""

    @property
    def rule(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def field(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def message(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Said:
    """One finding as the page says it, once for all accounts with the same words."""

    number: int
    severity: Severity
    message: str
    quote: str
    where: str
    rule: Rule | None
    rule_id: str
    part: tuple[int, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    severity: Severity
    heading: str
    hint: str
    said: tuple[Said, ...]


def said(content: Content, findings: Iterable[Found]) -> list[Said]:
    """Findings as sentences, hardest first, numbered from one, doubles left out."""
    first = {
        target.account: wording.place
        for wording in wordings(content)
        for target in wording.targets
    }
    order = [severity for severity, _, _ in HEADINGS]
    once: dict[tuple[object, ...], tuple[Found, int, str]] = {}
    for each in findings:
        index, rest = _place(each.field)
        place = first[content.targets[index].account] if index >= 0 else -1
        key = (
            each.rule,
            each.severity,
            place,
            rest,
            each.start,
            each.end,
            each.message,
        )
        once.setdefault(key, (each, place, rest))
    ranked = sorted(
        once.values(), key=lambda found: order.index(Severity(found[0].severity))
    )
    return [
        _said(content, number, each, (place, rest))
        for number, (each, place, rest) in enumerate(ranked, start=1)
    ]


def _place(field: str) -> tuple[int, str]:
    found = PLACE.fullmatch(field)
    return (int(found[1]), found[2]) if found else (-1, field)


def _said(content: Content, number: int, found: Found, part: tuple[int, str]) -> Said:
    passage = _passage(content, part)
    handles = [
        target.handle
        for wording in wordings(content)
        if wording.place == part[0]
        for target in wording.targets
    ]
    return Said(
        number=number,
        severity=Severity(found.severity),
        message=found.message,
        quote=passage[found.start : found.end],
        where=", ".join(dict.fromkeys(handles)) if len(wordings(content)) > 1 else "",
        rule=_rule(found.rule),
        rule_id=found.rule,
        part=part,
        start=found.start,
        end=found.end,
    )


def _passage(content: Content, part: tuple[int, str]) -> str:
    """The words of a place such as (0, "parts.1.text"); empty for any other."""
    place, path = part
    steps = path.split(".")
    if place < 0 or len(steps) < 3 or steps[0] != "parts":
        return ""
    found = content.targets[place].parts[int(steps[1])]
    if steps[2] == "media":
        return found.media[int(steps[3])].alt
    return found.text if steps[2] == "text" else found.link or ""


def _rule(rule_id: str) -> Rule | None:
    try:
        return rule(rule_id)
    except KeyError:
        # A finding outlives the rule that made it.
        return None


@register.simple_tag
def finding_groups(content: Content, findings: Iterable[Found]) -> list[Group]:
    every = said(content, findings)
    groups = [
        Group(
            severity, heading, hint, tuple(e for e in every if e.severity == severity)
        )
        for severity, heading, hint in HEADINGS
    ]
    return [group for group in groups if group.said]


@register.simple_tag
def marked_wordings(
    content: Content, findings: Iterable[Found]
) -> list[tuple[Wording, list[SafeString]]]:
    """Each different text with its accounts, its parts marked where findings point."""
    every = said(content, findings)
    return [
        (wording, [_marked_part(wording, n, every) for n in range(len(wording.parts))])
        for wording in wordings(content)
    ]


def _marked_part(wording: Wording, number: int, every: Sequence[Said]) -> SafeString:
    here = (wording.place, f"parts.{number}.text")
    spans = [(each.start, each.end, each.number) for each in every if each.part == here]
    return marked(wording.parts[number].text, spans)
