"""The right edge of a growing tree: what the sequencer and the verifier carry along.

No storage: full tiles are handed to the caller as they complete.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from audit.tree.hashing import EMPTY_ROOT, root_of
from audit.tree.tiles import TILE_HEIGHT, TILE_WIDTH, HashSource


@dataclass(frozen=True, slots=True)
class FullTile:
    """256 hashes that are complete, and the hash of the tree over them."""

    level: int
    index: int
    hashes: tuple[bytes, ...]
    root: bytes


@dataclass(slots=True)
class Frontier:
    """At most 255 hashes for each tile level, and how many leaves there are."""

    levels: list[list[bytes]] = field(default_factory=list)
    size: int = 0

    def append(self, leaves: Sequence[bytes]) -> list[FullTile]:
        """Add leaf hashes and return the tiles that they completed, lowest first."""
        self.size += len(leaves)
        return list(self._extend(0, leaves))

    def root(self) -> bytes:
        """Fold the edge into the root of the whole tree (RFC 9162 section 2.1.1)."""
        folded: list[bytes] = []
        for level in self.levels:
            hashes = [*level, *folded]
            folded = [root_of(hashes)] if hashes else []
        return folded[0] if folded else EMPTY_ROOT

    def _extend(self, level: int, hashes: Iterable[bytes]) -> Iterator[FullTile]:
        if level == len(self.levels):
            self.levels.append([])
        edge = self.levels[level]
        edge.extend(hashes)
        first = ((self.size >> TILE_HEIGHT * level) - len(edge)) // TILE_WIDTH
        whole = len(edge) // TILE_WIDTH
        tiles = [
            _full(level, first + at, edge[at * TILE_WIDTH : (at + 1) * TILE_WIDTH])
            for at in range(whole)
        ]
        del edge[: whole * TILE_WIDTH]
        yield from tiles
        if tiles:
            yield from self._extend(level + 1, [tile.root for tile in tiles])


def load_frontier(size: int, source: HashSource) -> Frontier:
    """Read the edge of a tree of `size` leaves from where its hashes are kept."""
    frontier = Frontier(size=size)
    level = 0
    while count := size >> TILE_HEIGHT * level:
        width = count % TILE_WIDTH
        edge = list(source(level, count - width, width)) if width else []
        frontier.levels.append(edge)
        level += 1
    return frontier


def _full(level: int, index: int, hashes: Sequence[bytes]) -> FullTile:
    return FullTile(level, index, tuple(hashes), root_of(hashes))
