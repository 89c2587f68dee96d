"""The sealed log in its own order, for those who follow it from an index on.

Nothing here writes, and no entry is given before a signed checkpoint covers it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit.models import Checkpoint, Leaf
from audit.tree.canonical import Json
from audit.tree.entry import Subject, parse_body


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """One entry at its place; `details` are what its action added."""

    index: int
    id: UUID
    event: str
    at: datetime
    subject: Subject
    details: Mapping[str, Json]


def sealed_size() -> int:
    """How many entries the last signed checkpoint covers."""
    last = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first()
    return last or 0


def sealed_entries(start: int, stop: int) -> list[SealedEntry]:
    """The entries from index `start` up to but without `stop`; in one query."""
    leaves = Leaf.objects.filter(index__gte=start, index__lt=stop)
    return [_sealed(leaf) for leaf in leaves.select_related("entry").order_by("index")]


def _sealed(leaf: Leaf) -> SealedEntry:
    entry = leaf.entry
    details = parse_body(bytes(entry.body)).get("details")
    return SealedEntry(
        index=leaf.index,
        id=entry.id,
        event=entry.event,
        at=entry.at,
        subject=Subject(entry.subject_type, entry.subject_id),
        details=details if isinstance(details, dict) else {},
    )
