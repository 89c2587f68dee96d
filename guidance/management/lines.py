"""One line of JSON turned into the material that it describes, and findings into one.

Only shapes are read here; no rule runs and no Django is needed.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from guidance.content import Material, Passage, Registers, Schedule
from guidance.engine import CheckResult


FIELD = "text"
WORD_LISTS = (
    "public_numbers",
    "public_accounts",
    "public_addresses",
    "published_fees",
    "approved_domains",
    "own_names",
)
MOMENTS = ("publish_at", "embargo_until", "stat_release_at")
LONDON = ZoneInfo("Europe/London")


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
    return Material((_passage(known),), _registers(known), _schedule(known))


def findings_line(result: CheckResult) -> str:
    """The findings and the digest of the rules that were asked, as one line of JSON."""
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
    return json.dumps({"findings": findings, "ruleset": result.ruleset})


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


def _word(known: Mapping[str, object], name: str, default: str) -> str:
    value = known.get(name, default)
    if not isinstance(value, str):
        raise LineError(f"Expected {name} as a string.")
    return value


def _schedule(known: Mapping[str, object]) -> Schedule:
    return Schedule(**{name: _moment(known.get(name)) for name in MOMENTS})


def _moment(value: object) -> datetime | None:
    """A moment in ISO 8601, of London where it names no zone; None if it is none."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo:
        return moment
    return moment.replace(tzinfo=LONDON)


def _registers(known: Mapping[str, object]) -> Registers:
    return Registers(**{name: _words(known, name) for name in WORD_LISTS})


def _words(known: Mapping[str, object], name: str) -> frozenset[str]:
    value = known.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise LineError(f"Expected {name} as a list of strings.")
    return frozenset(cast("list[str]", value))
