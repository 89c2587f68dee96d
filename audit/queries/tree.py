"""The stored tree: its last checkpoint, and any run of its hashes.

No partial tile is stored: a partial one is read from the rows below it.
"""

from collections.abc import Collection

from django.db import connection

from audit.models import Checkpoint, Leaf, Tile
from audit.tree.tiles import TILE_WIDTH, split_hashes, width_at


# Full tiles as they are; the others, one a level, from the rows that they will repeat.
TILES = """
SELECT asked.level, asked.index, tile.hashes
FROM unnest(%s::smallint[], %s::bigint[]) AS asked (level, index)
JOIN audit_tile tile ON tile.level = asked.level AND tile.index = asked.index
UNION ALL
SELECT asked.level, asked.index, CASE asked.level
    WHEN 0 THEN (
        SELECT string_agg(leaf.hash, '' ORDER BY leaf.index) FROM audit_leaf leaf
        WHERE leaf.index >= asked.index * 256 AND leaf.index < asked.index * 256 + 256)
    ELSE (
        SELECT string_agg(below.root, '' ORDER BY below.index) FROM audit_tile below
        WHERE below.level = asked.level - 1
            AND below.index >= asked.index * 256
            AND below.index < asked.index * 256 + 256)
    END
FROM unnest(%s::smallint[], %s::bigint[]) AS asked (level, index)
"""


def last_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def last_cosigned_checkpoint() -> Checkpoint | None:
    """The last one that any witness has cosigned, which may be a little older."""
    cosigned = Checkpoint.objects.filter(cosignatures__isnull=False)
    return cosigned.order_by("-size").first()


class StoredTree:
    """The stored tiles, each read once however many hashes of it are asked for."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], list[bytes]] = {}

    def load(self, size: int, tiles: Collection[tuple[int, int]]) -> None:
        """Read these tiles (level and index) of a tree of `size` leaves, in one query."""
        whole = [tile for tile in tiles if width_at(*tile, size) == TILE_WIDTH]
        part = [tile for tile in tiles if width_at(*tile, size) < TILE_WIDTH]
        asked = [[tile[at] for tile in kind] for kind in (whole, part) for at in (0, 1)]
        with connection.cursor() as cursor:
            cursor.execute(TILES, asked)
            for level, index, hashes in cursor.fetchall():
                self._read[level, index] = split_hashes(bytes(hashes or b""))

    def hashes(self, level: int, start: int, count: int) -> list[bytes]:
        """Return `count` hashes of this level, all of which one tile must hold."""
        index, within = divmod(start, TILE_WIDTH)
        tile = self._read.get((level, index))
        if tile is None:
            tile = self._read[level, index] = _whole(level, index) or _part(
                level, index
            )
        return tile[within : within + count]


def stored_hashes(level: int, start: int, count: int) -> list[bytes]:
    """The same for a single run of hashes: one or two reads, at most 256 rows."""
    return StoredTree().hashes(level, start, count)


def _whole(level: int, index: int) -> list[bytes]:
    tile = Tile.objects.filter(level=level, index=index).first()
    return split_hashes(bytes(tile.hashes)) if tile else []


def _part(level: int, index: int) -> list[bytes]:
    """A tile that is not complete is in the rows that it will repeat."""
    run = range(index * TILE_WIDTH, (index + 1) * TILE_WIDTH)
    among = {"index__gte": run.start, "index__lt": run.stop}
    if level == 0:
        leaves = Leaf.objects.filter(**among).order_by("index")
        return [bytes(item) for item in leaves.values_list("hash", flat=True)]
    below = Tile.objects.filter(level=level - 1, **among).order_by("index")
    return [bytes(item) for item in below.values_list("root", flat=True)]
