"""Inclusion and consistency proofs (RFC 9162 sections 2.1.3 and 2.1.4).

Each `prove` has its `verify`; where the hashes are kept is the caller's business.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from audit.tree.hashing import HASH_LENGTH, node_hash


# Half-open range of leaves -> the hash of the tree over them.
RangeHash: TypeAlias = Callable[[int, int], bytes]


class ProofError(ValueError):
    """A proof that does not show what it claims."""


def prove_inclusion(index: int, size: int, range_hash: RangeHash) -> list[bytes]:
    """PATH(m, D[n]) of section 2.1.3.1, from the leaf to the root."""
    if not 0 <= index < size:
        raise ProofError("the index is not inside the tree")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return [range_hash(*part) for part in reversed(path)]


def prove_consistency(old: int, new: int, range_hash: RangeHash) -> list[bytes]:
    """PROOF(m, D[n]) of section 2.1.4.1: that the first `old` leaves are unchanged."""
    if not 0 < old <= new:
        raise ProofError("the older tree is empty, or larger than the newer one")
    path = []
    start, end = 0, new
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    if start > 0:
        # SUBPROOF with b false: the verifier does not know this subtree's hash.
        path.append((start, end))
    return [range_hash(*part) for part in reversed(path)]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Section 2.1.3.2; raises ProofError unless the leaf is at `index` under `root`."""
    if not 0 <= index < size:
        raise ProofError("the index is not inside the tree")
    if len(leaf) != HASH_LENGTH:
        raise ProofError("a leaf hash has 32 bytes")
    computed = leaf
    position, last = index, size - 1
    for sibling in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if position % 2 or position == last:
            computed = node_hash(sibling, computed)
            position, last = _climb(position, last)
        else:
            computed = node_hash(computed, sibling)
        position, last = position >> 1, last >> 1
    _must_end(last, matches=computed == root)


def verify_consistency(
    old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Section 2.1.4.2; raises ProofError unless `new_root` extends `old_root`.

    From size 0 is an error: an empty tree proves nothing about a later one.
    """
    if not 0 < old <= new:
        raise ProofError("the older tree is empty, or larger than the newer one")
    if old == new:
        if proof or old_root != new_root:
            raise ProofError("trees of one size must have one root and no proof")
        return
    path = [old_root, *proof] if _power_of_two(old) else list(proof)
    if not path:
        raise ProofError("the proof is empty")
    position, last = _skip_right(old - 1, new - 1)
    old_computed, new_computed, last = _fold(path, position, last)
    _must_end(last, matches=(old_computed, new_computed) == (old_root, new_root))


def _fold(path: Sequence[bytes], position: int, last: int) -> tuple[bytes, bytes, int]:
    old_computed = new_computed = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError("the proof is too long")
        if position % 2 or position == last:
            old_computed = node_hash(sibling, old_computed)
            new_computed = node_hash(sibling, new_computed)
            position, last = _climb(position, last)
        else:
            new_computed = node_hash(new_computed, sibling)
        position, last = position >> 1, last >> 1
    return old_computed, new_computed, last


def _must_end(last: int, *, matches: bool) -> None:
    if last != 0:
        raise ProofError("the proof is too short")
    if not matches:
        raise ProofError("the proof leads to another root")


def _climb(position: int, last: int) -> tuple[int, int]:
    """Go up past the levels where this node has no sibling to its right."""
    while position % 2 == 0 and position != 0:
        position, last = position >> 1, last >> 1
    return position, last


def _skip_right(position: int, last: int) -> tuple[int, int]:
    while position % 2:
        position, last = position >> 1, last >> 1
    return position, last


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def _power_of_two(number: int) -> bool:
    return number & (number - 1) == 0
