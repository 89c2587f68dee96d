"""One pass over a bundle: every entry against its tile, every tile against its parent.

Memory does not grow with the log: one bundle of entries, and one tile for each level.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from audit.tree.disclosure import Disclosed, check_disclosed, read_disclosed
from audit.tree.frontier import Frontier, FullTile
from audit.tree.hashing import HASH_LENGTH
from audit.tree.outcome import Failed, incomplete, invalid
from audit.tree.tiles import (
    TILE_HEIGHT,
    TILE_WIDTH,
    TileAddress,
    parse_bundle,
    split_hashes,
    width_at,
)


# Canonical order puts the id behind the event; a longer mark is found faster.
ERASED_MARK = b'"event":"erased","id":"'
MOST_ERASURES_KEPT = 1000


class Source(Protocol):
    """Where the bytes come from: an exported bundle, or the log that is stored.

    Each raises `Failed` for what is not there or not well-formed.
    """

    def tile(self, address: TileAddress) -> bytes:
        """Return a tile's hashes, of exactly its width."""

    def entries(self, address: TileAddress) -> bytes:
        """Return a bundle of entries."""

    def openings(self) -> Iterator[bytes]:
        """Yield the lines that disclose personal values."""


@dataclass(slots=True)
class Walk:
    """What one pass over `size` entries found out.

    `wanted` are earlier sizes whose roots are asked for; they are then in `roots`.
    """

    bundle: Source
    size: int
    wanted: Collection[int] = ()
    roots: dict[int, bytes] = field(default_factory=dict)
    frontier: Frontier = field(default_factory=Frontier)
    opened: int = 0
    erasures: int = 0
    erased_at: list[int] = field(default_factory=list)
    _tiles: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    _disclosed: Iterator[Disclosed] = field(default_factory=lambda: iter(()))
    _next: Disclosed | None = None

    def run(self) -> None:
        """Read everything once; raises `Failed` at the first thing that is wrong."""
        self._disclosed = read_disclosed(self.bundle.openings())
        self._next = next(self._disclosed, None)
        self._note_root()
        for index in range(-(-self.size // TILE_WIDTH)):
            self.take(index)
        if self._next is not None:
            raise invalid("openings.jsonl opens an entry that is not in the log")

    def take(self, index: int) -> None:
        """Read one bundle of entries, which must follow those that were read."""
        first, width = index * TILE_WIDTH, width_at(0, index, self.size)
        raw = self._read_entries(index, width)
        entries, whole = parse_bundle(raw)
        sha256 = hashlib.sha256
        hashes = [sha256(b"\x00" + entry).digest() for entry in entries]
        tile = self._tile(0, index)
        if b"".join(hashes) != tile:
            raise _first_difference(hashes, tile, first)
        if not whole:
            raise invalid("a bundle has bytes after its last entry", first + width - 1)
        self._append(hashes, first)
        self._open(entries, first)
        self._count_erasures(raw, entries, first)

    def _read_entries(self, index: int, width: int) -> bytes:
        return self.bundle.entries(TileAddress(None, index, width))

    def _append(self, hashes: list[bytes], first: int) -> None:
        asked = (size - first for size in self.wanted)
        cuts = sorted(cut for cut in asked if 0 < cut < len(hashes))
        for start, end in pairwise((0, *cuts, len(hashes))):
            for tile in self.frontier.append(hashes[start:end]):
                self._check_parent(tile)
            self._note_root()

    def _note_root(self) -> None:
        if self.frontier.size in self.wanted:
            self.roots[self.frontier.size] = self.frontier.root()

    def _check_parent(self, tile: FullTile) -> None:
        """The stored tile above must hold the hash of this one."""
        level = tile.level + 1
        above = self._tile(level, tile.index // TILE_WIDTH)
        at = tile.index % TILE_WIDTH * HASH_LENGTH
        if above[at : at + HASH_LENGTH] != tile.root:
            start = tile.index << TILE_HEIGHT * level
            end = ((tile.index + 1) << TILE_HEIGHT * level) - 1
            raise invalid(
                f"entries {start} to {end} do not lead to their hash in the tile above",
                start,
            )

    def _tile(self, level: int, index: int) -> bytes:
        held = self._tiles.get(level)
        if held is None or held[0] != index:
            address = TileAddress(level, index, width_at(level, index, self.size))
            held = (index, self.bundle.tile(address))
            self._tiles[level] = held
        return held[1]

    def _open(self, entries: list[bytes], first: int) -> None:
        end = first + len(entries)
        while self._next is not None and self._next.index < end:
            check_disclosed(self._next, entries[self._next.index - first])
            self.opened += 1
            self._next = next(self._disclosed, None)

    def _count_erasures(self, raw: bytes, entries: list[bytes], first: int) -> None:
        if ERASED_MARK not in raw:
            return
        found = [at for at, entry in enumerate(entries, first) if ERASED_MARK in entry]
        self.erasures += len(found)
        self.erased_at += found[: MOST_ERASURES_KEPT - len(self.erased_at)]


def _first_difference(hashes: list[bytes], tile: bytes, first: int) -> Failed:
    """Name the first entry of this bundle that its tile does not bear out."""
    wanted = split_hashes(tile)
    for at, (found, expected) in enumerate(zip(hashes, wanted, strict=False), first):
        if found != expected:
            return invalid(f"entry {at} is not the one that the log holds", at)
    if len(hashes) < len(wanted):
        missing = first + len(hashes)
        return incomplete(f"the entries end before entry {missing}", missing)
    extra = first + len(wanted)
    return invalid("a bundle has more entries than the log", extra)
