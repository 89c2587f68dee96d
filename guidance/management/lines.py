"""One line of JSON turned into the material that it describes, and findings into one.

Only shapes are read here; no rule runs and no Django is needed.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

from guidance.content import Kind, Material, Passage, Registers, Schedule
from guidance.engine import CheckResult
from guidance.management.facts import ShapeError, facts_of, objects, word
from guidance.management.moments import moment


FIELD = "text"
WORD_LISTS = (
    "public_numbers",
    "public_mailboxes",
    "public_accounts",
    "public_addresses",
    "published_fees",
    "approved_domains",
    "own_names",
    "political_handles",
    "live_issues",
    "live_cases",
)
MOMENTS = ("publish_at", "embargo_until", "stat_release_at", "now")


class LineError(ValueError):
    """A line that cannot be read; the message says what was expected."""


def material_of(line: str) -> Material:
    """A string, or an object with `text` and what else is known about the post."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError("This line is not JSON.") from error
    known = {FIELD: given} if isinstance(given, str) else given
    if not isinstance(known, dict):
        raise LineError("Expected a string, or an object with text.")
    try:
        passages = (_passage(known), *_alt_texts(known))
        facts = facts_of(known)
    except ShapeError as error:
        raise LineError(str(error)) from error
    return Material(passages, _registers(known), _schedule(known), **facts)


def findings_line(result: CheckResult) -> str:
    """The findings and the digest of the rules that were asked, as one line of JSON.

    The fields that English rules left out are named where there are any.
    """
    findings = [
        {
            "rule": found.rule,
            "version": found.version,
            "severity": found.severity.value,
            "field": found.field,
            "start": found.start,
            "end": found.end,
        }
        for found in result.findings
    ]
    answer: dict[str, object] = {"findings": findings, "ruleset": result.ruleset}
    if result.not_checked:
        answer["not_checked"] = list(result.not_checked)
    return json.dumps(answer)


def _passage(known: Mapping[str, object]) -> Passage:
    text = known.get(FIELD)
    if not isinstance(text, str):
        raise LineError("Expected text as a string.")
    length = known.get("max_length")
    return Passage(
        field=FIELD,
        text=text,
        platform=_word(known, "platform", ""),
        language=_word(known, "language", "en"),
        max_length=length if isinstance(length, int) and length > 0 else None,
    )


def _alt_texts(known: Mapping[str, object]) -> list[Passage]:
    described = [word(each, "alt") for each in objects(known, "images")]
    return [
        Passage(f"images.{number}.alt", alt, kind=Kind.ALT_TEXT)
        for number, alt in enumerate(described)
        if alt.strip()
    ]


def _word(known: Mapping[str, object], name: str, default: str) -> str:
    value = known.get(name, default)
    if not isinstance(value, str):
        raise LineError(f"Expected {name} as a string.")
    return value


def _schedule(known: Mapping[str, object]) -> Schedule:
    moments = {name: moment(known.get(name)) for name in MOMENTS}
    sits = known.get("parliament_sits")
    return Schedule(
        publish_at=moments["publish_at"],
        embargo_until=moments["embargo_until"],
        stat_release_at=moments["stat_release_at"],
        now=moments["now"],
        scheduled=bool(known.get("scheduled")),
        parliament_sits=None if sits is None else bool(sits),
    )


def _registers(known: Mapping[str, object]) -> Registers:
    lists: dict[str, Any] = {name: _words(known, name) for name in WORD_LISTS}
    kept = known.get("known_handles") is not None
    known_handles = _words(known, "known_handles") if kept else None
    return Registers(**lists, known_handles=known_handles)


def _words(known: Mapping[str, object], name: str) -> frozenset[str]:
    value = known.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise LineError(f"Expected {name} as a list of strings.")
    return frozenset(cast("list[str]", value))
