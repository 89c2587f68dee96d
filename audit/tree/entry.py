"""The bytes of one entry: written up to its time, and read back strictly.

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
# `time` is the last key in canonical order, so a body is head + time + TAIL and the
# database can add the one thing that the application must not choose.
TAIL = b'"}'


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


def body_head(fields: Mapping[str, object]) -> bytes:
    """Return the canonical bytes up to and including the quote that opens the time."""
    head = canonical({"schema": SCHEMA, **fields, "time": ""})[: -len(TAIL)]
    if len(head) + TIME_LENGTH + len(TAIL) > LONGEST:
        raise EntryError(f"an entry may have at most {LONGEST} bytes")
    return head


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
