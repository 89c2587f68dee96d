"""Entries as screens and the publisher's claim read them, with their seals.

Nothing here writes; a page that reads the log records `log.read` itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from audit.models import Entry, Leaf
from audit.queries.witnessed import claimable_size
from audit.tree.canonical import Json
from audit.tree.entry import Subject, parse_body


# Written out, because each delivery asks it three times.
SEALS = """
SELECT leaf.entry_id, leaf.index, covering.size, covering.signed_at
FROM audit_leaf leaf
CROSS JOIN LATERAL (
    SELECT size, signed_at FROM audit_checkpoint
    WHERE size > leaf.index ORDER BY size LIMIT 1
) covering
WHERE leaf.entry_id = ANY(%s)
"""


@dataclass(frozen=True, slots=True)
class Seal:
    """Where an entry is in the tree, and the first checkpoint that covers it."""

    index: int
    checkpoint_size: int
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry as a screen shows it: the parsed body, its exact bytes, its seal."""

    id: UUID
    event: str
    at: datetime
    body: dict[str, Json]
    body_bytes: bytes
    leaf_hash: bytes
    seal: Seal | None


def sealed(entry_id_ref: str) -> Exists:
    """The condition that the entry named by this column is inside a signed checkpoint.

    For the publisher's claim: `Publication.objects.filter(sealed("authorisation__…"))`.
    Where publishing waits for witnesses, inside one that their quorum cosigned.
    """
    placed = Leaf.objects.filter(
        entry_id=OuterRef(entry_id_ref), index__lt=claimable_size()
    )
    return Exists(placed)


def seal_of(entry_id: UUID) -> Seal | None:
    """The entry's index and the first checkpoint that covers it; None while it waits."""
    return _seals([entry_id]).get(entry_id)


def entries_about(subjects: Sequence[Subject]) -> list[EntryView]:
    """Every entry about any of these subjects, in the order in which they happened."""
    if not subjects:
        return []
    about = reduce(or_, (Q(subject_type=s.type, subject_id=s.id) for s in subjects))
    return entry_views(Entry.objects.filter(about).order_by("at", "id"))


def entry_views(entries: Iterable[Entry]) -> list[EntryView]:
    """Entries with their bodies parsed and their seals, in two queries."""
    rows = list(entries)
    seals = _seals([row.id for row in rows])
    return [_view(row, seals.get(row.id)) for row in rows]


def _view(row: Entry, seal: Seal | None) -> EntryView:
    body = bytes(row.body)
    return EntryView(
        id=row.id,
        event=row.event,
        at=row.at,
        body=parse_body(body),
        body_bytes=body,
        leaf_hash=bytes(row.leaf_hash),
        seal=seal,
    )


def _seals(entry_ids: Sequence[UUID]) -> dict[UUID, Seal]:
    with connection.cursor() as cursor:
        cursor.execute(SEALS, [list(entry_ids)])
        return {entry_id: Seal(*seal) for entry_id, *seal in cursor.fetchall()}
