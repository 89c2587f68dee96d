"""Proofs from the stored tree: which tiles one needs is known before any is read.

No signature and no note: audit/export puts proofs into files.
"""

from collections.abc import Callable

from audit.queries.tree import StoredTree
from audit.tree.proofs import RangeHash, prove_consistency, prove_inclusion
from audit.tree.tiles import range_hash, tiles_under


def inclusion_proof(index: int, size: int) -> list[bytes]:
    """One query for O(log n) tiles; ProofError when the index is not in the tree."""
    return _from_tiles(size, lambda ranges: prove_inclusion(index, size, ranges))


def consistency_proof(old: int, new: int) -> list[bytes]:
    """One query for O(log n) tiles; ProofError when `old` is 0 or more than `new`."""
    return _from_tiles(new, lambda ranges: prove_consistency(old, new, ranges))


def _from_tiles(size: int, prove: Callable[[RangeHash], object]) -> list[bytes]:
    """Ask for the ranges first, so that all their tiles come in one round trip."""
    ranges: list[tuple[int, int]] = []

    def note(start: int, end: int) -> bytes:
        ranges.append((start, end))
        return b""

    prove(note)
    tree = StoredTree()
    tree.load(size, {tile for part in ranges for tile in tiles_under(*part)})
    return [range_hash(tree.hashes, start, end) for start, end in ranges]
