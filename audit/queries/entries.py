"""Entries as screens and the publisher's claim read them, with their seals.

Nothing here writes; a page that reads the log records `log.read` itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from audit.models import Checkpoint, Entry, Leaf
from audit.queries.witnessed import claimable_size
from audit.tree.canonical import Json
from audit.tree.entry import Subject, parse_body


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
    covering = Checkpoint.objects.filter(size__gt=OuterRef("index")).order_by("size")
    placed = Leaf.objects.filter(entry_id__in=entry_ids).annotate(
        size=Subquery(covering.values("size")[:1]),
        signed_at=Subquery(covering.values("signed_at")[:1]),
    )
    rows = placed.values_list("entry_id", "index", "size", "signed_at")
    return {
        entry_id: Seal(index, size, signed_at)
        for entry_id, index, size, signed_at in rows
        if size is not None
    }
