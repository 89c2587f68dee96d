"""Openings that an auditor was given, against the commitments in the entries.

No encryption: a disclosed opening is plain JSON, one to a line, in order of index.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from audit.tree.canonical import Json
from audit.tree.commitments import Opening, opens
from audit.tree.entry import EntryError, parse_body
from audit.tree.notes import decode64, encode64
from audit.tree.outcome import Failed, invalid


@dataclass(frozen=True, slots=True)
class Disclosed:
    """One opening, and the place of the entry that it opens."""

    index: int
    field: str
    opening: Opening


def format_disclosed(disclosed: Disclosed) -> str:
    line = {
        "index": disclosed.index,
        "field": disclosed.field,
        "salt": encode64(disclosed.opening.salt),
        "value": disclosed.opening.value,
    }
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_disclosed(lines: Iterator[bytes]) -> Iterator[Disclosed]:
    """Yield each line's opening; `Failed` when one is malformed or out of order."""
    last = 0
    for number, line in enumerate(lines, start=1):
        disclosed = _parse(line, number)
        if disclosed.index < last:
            raise invalid(f"line {number} of openings.jsonl is out of order")
        last = disclosed.index
        yield disclosed


def _parse(line: bytes, number: int) -> Disclosed:
    try:
        return _disclosed(json.loads(line))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise invalid(f"line {number} of openings.jsonl is malformed") from None


def _disclosed(held: dict[str, Json]) -> Disclosed:
    index, name, salt = held["index"], held["field"], held["salt"]
    if type(index) is not int or index < 0:
        raise TypeError("an index is a number")
    if not isinstance(name, str) or not isinstance(salt, str):
        raise TypeError("a field and a salt are text")
    return Disclosed(index, name, Opening(decode64(salt), held["value"]))


def check_disclosed(disclosed: Disclosed, entry: bytes) -> None:
    """`Failed` unless the entry committed to exactly this value."""
    try:
        holds = _holds(disclosed, parse_body(entry))
    except (EntryError, ValueError, RecursionError):
        holds = False
    if not holds:
        raise _does_not_open(disclosed)


def _holds(disclosed: Disclosed, body: dict[str, Json]) -> bool:
    entry_id, personal = body.get("id"), body.get("personal")
    if not isinstance(entry_id, str) or not isinstance(personal, dict):
        return False
    commitment = personal.get(disclosed.field)
    return isinstance(commitment, str) and opens(
        disclosed.opening,
        bytes.fromhex(commitment),
        entry_id=entry_id,
        field=disclosed.field,
    )


def _does_not_open(disclosed: Disclosed) -> Failed:
    return invalid(
        f"the value disclosed for {disclosed.field!r} is not the one that entry"
        f" {disclosed.index} committed to",
        disclosed.index,
    )
