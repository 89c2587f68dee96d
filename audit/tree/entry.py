"""The bytes of one entry: written but for its time, and read back strictly.

No clock: the database writes the time, because nobody else may choose it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from audit.tree.canonical import Json, canonical


SCHEMA = 1
LONGEST = 65_535
TIME_LENGTH = len("2026-11-21T08:20:56.123456Z")


class EntryError(ValueError):
    """An entry that is too long, or bytes that are no entry."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: a person's UUID or `service:publisher`, the post held, the role used."""

    id: str
    post: str
    role: str


@dataclass(frozen=True, slots=True)
class AuthorityRef:
    """The delegation or grant that was relied on, its class and its reference."""

    id: str
    authority_class: str
    reference: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: `Subject("draft", "…")`."""

    type: str
    id: str


def body_without_time(fields: Mapping[str, object]) -> bytes:
    """Return the canonical bytes of an entry whose time is still the empty text.

    `time` is the last key in canonical order, so the database can put in the one
    thing that the application must not choose. EntryError when it is too long.
    """
    body = canonical({"schema": SCHEMA, **fields, "time": ""})
    if len(body) + TIME_LENGTH > LONGEST:
        raise EntryError(f"an entry may have at most {LONGEST} bytes")
    return body


def parse_body(body: bytes) -> dict[str, Json]:
    """Return the members of an entry; EntryError when the bytes are not an object."""
    try:
        parsed = json.loads(body, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise EntryError("the entry is not well-formed JSON") from error
    if not isinstance(parsed, dict):
        raise EntryError("the entry is not a JSON object")
    return cast("dict[str, Json]", parsed)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise EntryError("the entry has the same key twice")
    return members
