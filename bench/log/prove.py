"""Inclusion and consistency proofs from stored tiles, and the reads that they cost.

Budget: at most 5 ms at 10,000,000 entries. COUNTERSIGN_BENCH_SIZE sets the size.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.export import consistency_proof, inclusion_proof
from audit.sequencer.store import insert_tiles
from audit.tree.frontier import Frontier
from audit.tree.hashing import leaf_hash


SIZE = int(os.environ.get("COUNTERSIGN_BENCH_SIZE", "1000000"))
STEP = 65_536
PROOFS = 300
EMPTY = """
ALTER TABLE audit_leaf DISABLE TRIGGER ALL;
ALTER TABLE audit_tile DISABLE TRIGGER ALL;
DELETE FROM audit_leaf;
DELETE FROM audit_tile;
"""


def fill() -> None:
    """Store the tiles of a tree of that size, without its entries."""
    frontier = Frontier()
    # A full tile answers for its leaves, so the tree needs only its edge of them.
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
    for start in range(0, SIZE, STEP):
        end = min(start + STEP, SIZE)
        leaves = [leaf_hash(number.to_bytes(8, "big")) for number in range(start, end)]
        insert_tiles(frontier.append(leaves))
    with connection.cursor() as cursor:
        for at, item in enumerate(frontier.levels[0], SIZE - len(frontier.levels[0])):
            cursor.execute(
                "INSERT INTO audit_leaf VALUES (%s, %s, gen_random_uuid())", [at, item]
            )
        cursor.execute("ANALYZE audit_tile")


def p95_ms(prove: Callable[[int, int], object], at: list[int]) -> float:
    found = [timed(prove, index) for index in at]
    return round(quantiles(found, n=20)[-1], 2)


def timed(prove: Callable[[int, int], object], index: int) -> float:
    started = time.perf_counter()
    prove(index, SIZE)
    return (time.perf_counter() - started) * 1000


def measure(_folder: Path) -> dict[str, float]:
    fill()
    chosen = random.Random(7)  # noqa: S311 - the same proofs in every run
    indexes = [chosen.randrange(1, SIZE) for _ in range(PROOFS)]
    with CaptureQueriesContext(connection) as captured:
        inclusion_proof(indexes[0], SIZE)
    return {
        "size": SIZE,
        "inclusion_p95_ms": p95_ms(inclusion_proof, indexes),
        "consistency_p95_ms": p95_ms(consistency_proof, indexes),
        "reads_of_one": len(captured),
    }
