"""Tiles and entry bundles (C2SP tlog-tiles): their paths, widths and bytes.

No files: a path is text, and a tile is bytes.
"""

import re
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from audit.tree.hashing import HASH_LENGTH, root_of


TILE_WIDTH = 256
TILE_HEIGHT = 8
LONGEST_ENTRY = 65_535
LONGEST_BUNDLE = TILE_WIDTH * (2 + LONGEST_ENTRY)
# Level, first index, count -> that many hashes of that tile level.
HashSource: TypeAlias = Callable[[int, int, int], Sequence[bytes]]

_U16BE = struct.Struct(">H")
_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class TileError(ValueError):
    """A path that names no tile, or bytes that are not the tile they should be."""


@dataclass(frozen=True, slots=True)
class TileAddress:
    """One tile: `level` None means an entry bundle; `width` is 1 to 256."""

    level: int | None
    index: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        level = "entries" if self.level is None else self.level
        partial = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{level}/{format_index(self.index)}{partial}"

    @property
    def first_leaf(self) -> int:
        """The index of the first entry that this tile speaks of."""
        return self.index * TILE_WIDTH << TILE_HEIGHT * (self.level or 0)


def format_index(index: int) -> str:
    """1234067 -> `x001/x234/067`."""
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    return "/".join(reversed(groups))


def parse_path(path: str) -> TileAddress:
    """Return the address of a tile's path; TileError when it is not exactly one."""
    match = _PATH.fullmatch(path)
    if match is None:
        raise TileError("not the path of a tile")
    address = TileAddress(
        level=None if match["level"] == "entries" else int(match["level"]),
        index=int(match["index"].replace("x", "").replace("/", "")),
        width=int(match["width"] or TILE_WIDTH),
    )
    if address.path != path or address.width > TILE_WIDTH:
        raise TileError("not the path of a tile")
    return address


def width_at(level: int, index: int, size: int) -> int:
    """How many hashes this tile has in a tree of `size` leaves: 0 to 256."""
    hashes = size >> TILE_HEIGHT * level
    return max(0, min(TILE_WIDTH, hashes - index * TILE_WIDTH))


def tiles_of(size: int) -> Iterator[TileAddress]:
    """Every tile of a tree of `size` leaves, level by level; entry bundles not."""
    level = 0
    while size >> TILE_HEIGHT * level:
        hashes = size >> TILE_HEIGHT * level
        for index in range(-(-hashes // TILE_WIDTH)):
            yield TileAddress(level, index, width_at(level, index, size))
        level += 1


def split_hashes(tile: bytes) -> list[bytes]:
    return [tile[at : at + HASH_LENGTH] for at in range(0, len(tile), HASH_LENGTH)]


def format_bundle(entries: Iterable[bytes]) -> bytes:
    """u16be length ‖ entry, one after another."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def parse_bundle(bundle: bytes) -> tuple[list[bytes], bool]:
    """Return the whole entries, and whether they were all that the bytes held."""
    entries: list[bytes] = []
    length_at, keep = _U16BE.unpack_from, entries.append
    at, end = 0, len(bundle)
    while at + 2 <= end:
        (length,) = length_at(bundle, at)
        start = at + 2
        at = start + length
        keep(bundle[start:at])
    if at > end:
        entries.pop()
    return entries, at == end


def range_hash(source: HashSource, start: int, end: int) -> bytes:
    """Return the tree hash over leaves `start` to `end`, reading O(log n) tiles.

    `start` must be where a subtree of that length can start, as in every proof.
    """
    parts = []
    while start < end:
        height = _largest_subtree(start, end)
        parts.append(_subtree(source, height, start >> height))
        start += 1 << height
    return _join(parts)


def tiles_under(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The level and index of each tile that `range_hash` reads for these leaves."""
    while start < end:
        height = _largest_subtree(start, end)
        level = height // TILE_HEIGHT
        yield level, start >> (level + 1) * TILE_HEIGHT
        start += 1 << height


def _largest_subtree(start: int, end: int) -> int:
    height = (end - start).bit_length() - 1
    while start & (1 << height) - 1:
        height -= 1
    return height


def _subtree(source: HashSource, height: int, index: int) -> bytes:
    level, within = divmod(height, TILE_HEIGHT)
    return root_of(source(level, index << within, 1 << within))


def _join(parts: list[bytes]) -> bytes:
    """Fold subtrees of shrinking size from the right, as RFC 9162 splits them."""
    from_right = parts.pop()
    while parts:
        from_right = root_of([parts.pop(), from_right])
    return from_right
