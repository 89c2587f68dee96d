"""The sequencer's statements: what waits, and the rows that a batch adds.

No decision and no signature: batch.py says what is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from audit.tree.frontier import FullTile


BATCH_LIMIT = 5_000
EVER = 2**63 - 1
# Any number, as long as every sequencer of this database takes the same.
ADVISORY_LOCK = 0x636F756E74657273

LOOK = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
    last.size, last.root
FROM (VALUES (1)) AS one
LEFT JOIN LATERAL (
    SELECT size, root FROM audit_checkpoint ORDER BY size DESC LIMIT 1
) AS last ON true
"""
WAITING = """
SELECT entry.id, entry.leaf_hash FROM audit_entry entry
WHERE entry.transaction >= %s AND entry.transaction < %s
    AND NOT EXISTS (SELECT FROM audit_leaf leaf WHERE leaf.entry_id = entry.id)
ORDER BY entry.transaction, entry.at, entry.id LIMIT %s
"""
NAMED = """
SELECT id, leaf_hash FROM audit_entry WHERE id = ANY(%s)
"""
LEAVES = """
INSERT INTO audit_leaf (index, entry_id, hash)
SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[])
"""
TILES = """
INSERT INTO audit_tile (level, index, hashes, root) VALUES (%s, %s, %s, %s)
"""
CHECKPOINT = """
INSERT INTO audit_checkpoint (size, root, note, signed_at, horizon)
VALUES (%s, %s, %s, clock_timestamp(), %s)
"""
# A sequencer that is started again and again says the same thing once.
REFUSAL = """
INSERT INTO audit_refusal (reason, at)
SELECT %s, clock_timestamp() WHERE NOT EXISTS (
    SELECT FROM audit_refusal WHERE reason = %s AND at > coalesce(
        (SELECT signed_at FROM audit_checkpoint ORDER BY size DESC LIMIT 1),
        '-infinity'))
"""


@dataclass(frozen=True, slots=True)
class Look:
    """The database at the start of a batch: its transactions, and its last checkpoint."""

    horizon: int
    upcoming: int
    size: int
    root: bytes | None


@dataclass(frozen=True, slots=True)
class Waiting:
    id: UUID
    leaf_hash: bytes


def look() -> Look:
    with connection.cursor() as cursor:
        cursor.execute(LOOK)
        horizon, upcoming, size, root = cursor.fetchone()
    return Look(horizon, upcoming, size or 0, bytes(root) if root else None)


def waiting_entries(horizon: int, upcoming: int) -> list[Waiting]:
    """Committed entries without an index, written by transactions of this range.

    Horizon 0 reads the whole table, whatever its transactions are numbered: that is
    the first look, which also finds what a restored database brought along.
    """
    return _read(WAITING, [horizon, upcoming if horizon else EVER, BATCH_LIMIT])


def named_entries(ids: Sequence[UUID]) -> list[Waiting]:
    """These entries, in the order asked for; fewer when the database lacks some."""
    found = {entry.id: entry for entry in _read(NAMED, [list(ids)])}
    return [found[entry_id] for entry_id in ids if entry_id in found]


def _read(statement: str, parameters: list[int] | list[list[UUID]]) -> list[Waiting]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [Waiting(entry_id, bytes(leaf)) for entry_id, leaf in cursor.fetchall()]


def insert_leaves(first: int, entries: Sequence[Waiting]) -> None:
    indexes = list(range(first, first + len(entries)))
    ids = [entry.id for entry in entries]
    hashes = [entry.leaf_hash for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute(LEAVES, [indexes, ids, hashes])


def insert_tiles(tiles: Sequence[FullTile]) -> None:
    rows = [
        (tile.level, tile.index, b"".join(tile.hashes), tile.root) for tile in tiles
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(TILES, rows)


def insert_checkpoint(size: int, root: bytes, note: str, horizon: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CHECKPOINT, [size, root, note, horizon])


def insert_refusal(reason: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REFUSAL, [reason, reason])


def take_lock() -> bool:
    """Whether this database connection is now the one sequencer's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
        return bool(cursor.fetchone()[0])
