"""What the check found, as pages show it: beside the words, grouped, with the way out.

No rule and no decision lives here; a finding says where, the content says which words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django import template
from django.utils.safestring import SafeString

from drafts.content import Content, texts
from drafts.models import disputes
from drafts.models.disputes import key_of
from drafts.policy.disputes import OF_BOTH, OF_RECORDS, reasons_about
from drafts.templatetags.wordings import Wording, wordings
from drafts.templatetags.words import marked
from guidance.content import Severity
from guidance.engine import rule
from guidance.rules.rule import Rule


register = template.Library()

PLACE = re.compile(r"targets\.(\d+)\.(.+)", re.ASCII)
# These speak of the post and not of its words: marking all of them would say nothing.
OF_THE_POST = OF_RECORDS | OF_BOTH | {"CR-INTEGRATE", "CR-REPLY", "PR-DOUBT"}
HEADINGS = (
    (Severity.BLOCK, "Blocks", "Cannot be approved while this stands."),
    (Severity.AUTH, "Needs authority", "Goes to somebody who holds it."),
    (Severity.WARN, "To fix or explain", "Change it, or say why it should stay."),
    (Severity.PAUSE, "Answer first", "Waits for an answer."),
    (Severity.ADVISE, "Advice", "For you to decide."),
)


class Found(disputes.Found, Protocol):
    """A finding, stored or fresh, with its sentence."""

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
    key: str
    disputable: bool


@dataclass(frozen=True, slots=True)
class Group:
    severity: Severity
    heading: str
    hint: str
    said: tuple[Said, ...]


def said(content: Content, findings: Iterable[Found]) -> list[Said]:
    """Findings as sentences, hardest first, numbered from one, doubles left out."""
    every = wordings(content)
    first = {target.account: each.place for each in every for target in each.targets}
    order = [severity for severity, _, _ in HEADINGS]
    once: dict[tuple[object, ...], tuple[Found, tuple[int, str]]] = {}
    for each in findings:
        index, rest = place_of_field(each.field)
        part = (first[content.targets[index].account] if index >= 0 else -1, rest)
        key = (each.rule, each.severity, part, each.start, each.end, each.message)
        once.setdefault(key, (each, part))
    ranked = sorted(
        once.values(), key=lambda one: order.index(Severity(one[0].severity))
    )
    return [
        _said(content, each, part, number=number, every=every)
        for number, (each, part) in enumerate(ranked, start=1)
    ]


def place_of_field(field: str) -> tuple[int, str]:
    found = PLACE.fullmatch(field)
    return (int(found[1]), found[2]) if found else (-1, field)


def _said(
    content: Content,
    found: Found,
    part: tuple[int, str],
    *,
    number: int,
    every: Sequence[Wording],
) -> Said:
    passage = _passage(content, part)
    whole = found.rule in OF_THE_POST and (found.start, found.end) == (0, len(passage))
    return Said(
        number=number,
        severity=Severity(found.severity),
        message=found.message,
        quote="" if whole else passage[found.start : found.end],
        where=_where(part[0], every) if len(every) > 1 else "",
        rule=_rule(found.rule),
        rule_id=found.rule,
        part=part,
        start=found.start,
        end=found.start if whole else found.end,
        key=str(key_of(found)),
        disputable=not reasons_about(found, content),
    )


def _where(place: int, every: Sequence[Wording]) -> str:
    handles = [
        target.handle
        for wording in every
        if wording.place == place
        for target in wording.targets
    ]
    return ", ".join(dict.fromkeys(handles))


def _passage(content: Content, part: tuple[int, str]) -> str:
    """The words of a place such as (0, "parts.1.text") or (0, "title"); else empty."""
    place, path = part
    return texts(content).get(f"targets.{place}.{path}", "")


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
    spans = [
        (each.start, each.end, each.number)
        for each in every
        if each.part == here and each.start < each.end
    ]
    return marked(wording.parts[number].text, spans)
