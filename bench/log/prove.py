"""Inclusion and consistency proofs from stored tiles, and the reads that they cost.

Budget: at most 5 ms at 10,000,000 entries. COUNTERSIGN_BENCH_SIZE sets the size.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.export import consistency_proof, inclusion_proof
from audit.sequencer.store import insert_tiles
from audit.tree.frontier import Frontier
from audit.tree.hashing import leaf_hash
from audit.tree.proofs import verify_consistency, verify_inclusion
from bench.table import Row


SIZE = int(os.environ.get("COUNTERSIGN_BENCH_SIZE", "1000000"))
STEP = 65_536
PROOFS = 300
EMPTY = """
ALTER TABLE audit_leaf DISABLE TRIGGER ALL;
ALTER TABLE audit_tile DISABLE TRIGGER ALL;
TRUNCATE audit_leaf, audit_tile;
"""
# An entry of the number itself: its leaf is made alike here and in `fill`.
LEAVES = """
INSERT INTO audit_leaf (index, hash, entry_id)
SELECT number, sha256('\\x00'::bytea || int8send(number)),
    lpad(to_hex(number), 32, '0')::uuid
FROM generate_series(0::bigint, %s - 1) AS number
"""


def leaf(number: int) -> bytes:
    return leaf_hash(number.to_bytes(8, "big"))


def fill() -> tuple[dict[int, bytes], bytes]:
    """Store leaves and tiles; return the roots of some sizes, and that of the whole."""
    frontier = Frontier()
    roots = {}
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        cursor.execute(LEAVES, [SIZE])
    for start in range(0, SIZE, STEP):
        end = min(start + STEP, SIZE)
        insert_tiles(frontier.append([leaf(number) for number in range(start, end)]))
        roots[end] = frontier.root()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_leaf, audit_tile")
    return roots, frontier.root()


def _milliseconds(prove: Callable[[int, int], object], index: int) -> float:
    started = time.perf_counter()
    prove(index, SIZE)
    return (time.perf_counter() - started) * 1000


def check(indexes: list[int], roots: dict[int, bytes], root: bytes) -> None:
    """What is fast must also be right."""
    for index in indexes:
        path = inclusion_proof(index, SIZE)
        verify_inclusion(leaf(index), index, SIZE, path, root)
    for old, older in roots.items():
        verify_consistency(old, SIZE, older, root, consistency_proof(old, SIZE))


def measure(_folder: Path) -> list[Row]:
    roots, root = fill()
    chosen = random.Random(7)  # noqa: S311 - the same proofs in every run
    indexes = [chosen.randrange(1, SIZE) for _ in range(PROOFS)]
    check(indexes[:20], roots, root)
    return [
        row("inclusion", inclusion_proof, indexes),
        row("consistency", consistency_proof, indexes),
    ]


def row(name: str, prove: Callable[[int, int], object], indexes: list[int]) -> Row:
    with CaptureQueriesContext(connection) as captured:
        prove(indexes[0], SIZE)
    found = sorted(_milliseconds(prove, index) for index in indexes)
    what = (
        f"{name} proof in {SIZE:,}, {len(captured)} query: p50 {median(found):.1f} ms,"
    )
    return Row.at_most(f"{what} p95", quantiles(found, n=20)[-1], 5, " ms")
