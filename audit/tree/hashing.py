"""Merkle tree hashes (RFC 9162 section 2.1.1, RFC 6962 section 2.1), SHA-256.

Hashes are 32 bytes. No storage: callers hold the hashes.
"""

import hashlib
from collections.abc import Sequence


HASH_LENGTH = 32
EMPTY_ROOT = hashlib.sha256().digest()


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Return the root over these hashes, which may be leaves or equal subtrees."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        level = _parents(level)
    return level[0]


def _parents(level: list[bytes]) -> list[bytes]:
    sha256 = hashlib.sha256
    each = iter(level)
    pairs = zip(each, each, strict=False)
    parents = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    if len(level) % 2:
        # The last one has no sibling: it moves up as it is, which is what splitting
        # at the largest power of two smaller than the size comes to.
        parents.append(level[-1])
    return parents
