"""Running the catalogue over a material: deterministic findings and their digest.

No rule lives here, and nothing that decides what a finding stops.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import rfc8785

from guidance.content import AuthorityClass, Material, Passage, Severity
from guidance.rules.catalogue import catalogue_page
from guidance.rules.counting import count, limit
from guidance.rules.listed import phrases_of
from guidance.rules.phrases import matches_of
from guidance.rules.reading import Match, Reading
from guidance.rules.registry import RULES
from guidance.rules.rule import Rule


__all__ = [
    "CheckResult",
    "Finding",
    "catalogue_page",
    "check",
    "count",
    "limit",
    "rule",
    "rules",
    "ruleset",
]

# A post with ten thousand hashtags needs to hear of the first few, not of all.
MOST_MATCHES = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, and where; never the words that it found.

    `start` and `end` are character offsets in the field's original text. `text_hash`
    is the SHA-256 hex of the whole passage: a hash of the match alone would let anyone
    who reads the log try every telephone number until one fits.
    """

    rule: str
    version: int
    severity: Severity
    field: str
    start: int
    end: int
    text_hash: str
    message: str
    authority: AuthorityClass | None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """All findings, in the order of the passages and of their words.

    `ruleset` names the rules that were asked; `digest` is SHA-256 hex over the RFC 8785
    form of the findings: the same content, registers and rules give the same digest.
    `not_checked` are the fields whose words are not English: rules that know English
    words left them out, all others read them.
    """

    findings: tuple[Finding, ...]
    ruleset: str
    digest: str
    not_checked: tuple[str, ...] = ()


Phrases = Mapping[str, frozenset[str]]
BY_ID = {each.id: each for each in RULES}


def rule(rule_id: str) -> Rule:
    """The rule of that id; KeyError when the catalogue has none."""
    return BY_ID[rule_id]


@lru_cache(maxsize=64)
def rules(on: date) -> tuple[Rule, ...]:
    """The rules in force on that day, in the order of the catalogue."""
    return tuple(each for each in RULES if each.in_force(on))


def ruleset(on: date) -> str:
    """What names the rules in force on that day: SHA-256 in hex of each with its version."""
    return _asked(on, frozenset()).ruleset


def check(material: Material, *, on: date, skip: Collection[str] = ()) -> CheckResult:
    """Ask every rule in force on the day, except those named in `skip`."""
    asked = _asked(on, frozenset(skip))
    reading = Reading(material, on)
    added = phrases_of(material.registers)
    places = {each.field: place for place, each in enumerate(material.passages)}
    woken = asked.woken(reading.cues)
    found = [
        _finding(each, match, material.passages[places[match.field]])
        for place, each in enumerate(asked.rules)
        if place in woken or each.id in added
        for match in _matches(each, reading, added, tried=place in woken)
    ]
    found.sort(key=lambda each: (places[each.field], each.start, each.end, each.rule))
    return CheckResult(
        tuple(found), asked.ruleset, _digest(_rows(found)), _not_checked(reading)
    )


def _not_checked(reading: Reading) -> tuple[str, ...]:
    return tuple(
        reader.passage.field
        for reader in reading.readers
        if reader.prose and reader.text.strip() and not reader.english
    )


class Asked(NamedTuple):
    """The rules of a day, what names them, and where each word that wakes one stands."""

    rules: tuple[Rule, ...]
    ruleset: str
    by_cue: Mapping[str, tuple[int, ...]]

    def woken(self, cues: frozenset[str]) -> set[int]:
        """The places of the rules that these words wake, and of those always awake."""
        woken = set(self.by_cue[""])
        for cue in cues:
            woken.update(self.by_cue.get(cue, ()))
        return woken


@lru_cache(maxsize=64)
def _asked(on: date, skip: frozenset[str]) -> Asked:
    asked = tuple(each for each in rules(on) if each.id not in skip)
    by_cue: dict[str, tuple[int, ...]] = {"": ()}
    for place, each in enumerate(asked):
        for cue in each.cues or ("",):
            by_cue[cue] = (*by_cue.get(cue, ()), place)
    named: list[list[str | int | None]] = [
        [each.id, each.version, each.severity.value] for each in asked
    ]
    return Asked(asked, _digest(named), by_cue)


def _rows(found: Iterable[Finding]) -> list[list[str | int | None]]:
    return [[getattr(each, field.name) for field in fields(each)] for each in found]


def _digest(rows: list[list[str | int | None]]) -> str:
    return hashlib.sha256(rfc8785.dumps(rows)).hexdigest()


def _matches(
    asked: Rule, reading: Reading, added: Phrases, *, tried: bool
) -> Iterable[Match]:
    """What the rule finds, where it is tried, and the phrases that registers add to it."""
    found: list[Match] = []
    if tried:
        found += islice(asked.find(reading), MOST_MATCHES)
    if asked.id in added:
        found += islice(matches_of(added[asked.id], reading), MOST_MATCHES)
    return _without_overlaps(sorted(found, key=_place)) if found else ()


def _place(match: Match) -> tuple[str, int, int]:
    return match.field, match.start, -match.end


def _without_overlaps(ordered: Iterable[Match]) -> Iterator[Match]:
    """The same thing said twice of overlapping words is said once, of the longest."""
    ends: dict[tuple[object, ...], int] = {}
    for match in ordered:
        said = (match.field, match.severity, match.values)
        if match.start >= ends.get(said, 0):
            yield match
            ends[said] = match.end


def _finding(found: Rule, match: Match, passage: Passage) -> Finding:
    severity = match.severity or found.severity
    return Finding(
        rule=found.id,
        version=found.version,
        severity=severity,
        field=match.field,
        start=match.start,
        end=match.end,
        text_hash=_hash(passage.text),
        message=found.tell.format_map(dict(match.values)),
        authority=found.authority if severity is Severity.AUTH else None,
    )


def _hash(text: str) -> str:
    # A lone surrogate is no character, but a draft that holds one must not break us.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
