"""The log in the database, read the way the verifier's walk reads an exported bundle.

Nothing here writes. No row is trusted: what a row repeats is compared with it.
"""

from collections.abc import Iterator

from audit.models import Leaf, Tile
from audit.queries.tree import stored_hashes
from audit.tree.hashing import HASH_LENGTH, leaf_hash, root_of
from audit.tree.outcome import incomplete, invalid
from audit.tree.tiles import TILE_WIDTH, TileAddress, format_bundle, split_hashes


class StoredLog:
    """Reads one bundle, or one tile, at a time: memory does not grow with the log."""

    def tile(self, address: TileAddress) -> bytes:
        if address.width == TILE_WIDTH:
            return _full_tile(address)
        first = address.index * TILE_WIDTH
        found = stored_hashes(address.level or 0, first, address.width)
        hashes = b"".join(found)
        if len(hashes) != address.width * HASH_LENGTH:
            raise incomplete(f"{address.path} is cut short", address.first_leaf)
        return hashes

    def entries(self, address: TileAddress) -> bytes:
        """The bodies, each as long as its row and its leaf's row say its hash."""
        first = address.first_leaf
        leaves = Leaf.objects.filter(index__gte=first, index__lt=first + address.width)
        rows = leaves.order_by("index").values_list(
            "index", "hash", "entry__leaf_hash", "entry__body"
        )
        bodies = []
        for at, (index, place_hash, entry_hash, body) in enumerate(rows, first):
            if index != at:
                raise incomplete(f"entry {at} is missing", at)
            computed = leaf_hash(bytes(body))
            if not computed == bytes(place_hash) == bytes(entry_hash):
                raise invalid(f"entry {at} is not the one that the log holds", at)
            bodies.append(bytes(body))
        return format_bundle(bodies)

    def openings(self) -> Iterator[bytes]:
        """None: what is erased, and so what is not, is no part of the log."""
        return iter(())


def _full_tile(address: TileAddress) -> bytes:
    row = Tile.objects.filter(level=address.level or 0, index=address.index).first()
    if row is None:
        raise incomplete(f"{address.path} is missing", address.first_leaf)
    hashes = bytes(row.hashes)
    if root_of(split_hashes(hashes)) != bytes(row.root):
        raise invalid(
            f"{address.path} does not lead to its own hash", address.first_leaf
        )
    return hashes
