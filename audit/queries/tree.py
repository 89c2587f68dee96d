"""The stored tree: its last checkpoint, and any run of its hashes.

No partial tile is stored: a partial one is read from the rows below it.
"""

from audit.models import Checkpoint, Leaf, Tile
from audit.tree.tiles import TILE_WIDTH, split_hashes


def last_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def last_cosigned_checkpoint() -> Checkpoint | None:
    """The last one that any witness has cosigned, which may be a little older."""
    cosigned = Checkpoint.objects.filter(cosignatures__isnull=False)
    return cosigned.order_by("-size").first()


def stored_hashes(level: int, start: int, count: int) -> list[bytes]:
    """Return `count` hashes of one tile of this level: one read, at most 256 rows.

    All must be inside one tile, and be there; a full tile is a single row.
    """
    tile = Tile.objects.filter(level=level, index=start // TILE_WIDTH).first()
    if tile is not None:
        within = start % TILE_WIDTH
        return split_hashes(bytes(tile.hashes))[within : within + count]
    if level == 0:
        leaves = Leaf.objects.filter(index__gte=start, index__lt=start + count)
        return [
            bytes(item)
            for item in leaves.order_by("index").values_list("hash", flat=True)
        ]
    below = Tile.objects.filter(
        level=level - 1, index__gte=start, index__lt=start + count
    )
    return [
        bytes(item) for item in below.order_by("index").values_list("root", flat=True)
    ]
