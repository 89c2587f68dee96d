"""Bundles written without a database, and the ways in which one may be spoiled.

No assertion lives here.
"""

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.tree.checkpoint import TreeHead
from audit.tree.frontier import Frontier
from audit.tree.hashing import leaf_hash
from audit.tree.notes import Note, sign_note, verifier_key
from audit.tree.tiles import (
    TILE_WIDTH,
    TileAddress,
    format_bundle,
    tiles_of,
    width_at,
)


Change = Callable[[list[bytes]], list[bytes]]
ORIGIN = "log.example"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
POLICY = f"log {verifier_key(ORIGIN, KEY).text}\nquorum none\n"


def entry(number: int) -> bytes:
    return b'{"details":{},"id":"%d","personal":{},"time":"2026-11-21"}' % number


def signed(size: int, root: bytes, key: Ed25519PrivateKey = KEY) -> Note:
    return sign_note(TreeHead(ORIGIN, size, root).text, [(ORIGIN, key)])


def head_over(entries: Sequence[bytes]) -> Note:
    frontier = Frontier()
    frontier.append([leaf_hash(item) for item in entries])
    return signed(frontier.size, frontier.root())


def write_log(folder: Path, entries: Sequence[bytes]) -> None:
    """Write the checkpoint, the tiles and the entries of a log, as an export would."""
    size = len(entries)
    frontier = Frontier()
    tiles = frontier.append([leaf_hash(item) for item in entries])
    hashes = {(tile.level, tile.index): tile.hashes for tile in tiles}
    for address in tiles_of(size):
        level = address.level or 0
        held = hashes.get((level, address.index)) or frontier.levels[level]
        put(folder / address.path, b"".join(held))
    for index in range(-(-size // TILE_WIDTH)):
        address = TileAddress(None, index, width_at(0, index, size))
        first = index * TILE_WIDTH
        part = entries[first : first + address.width]
        put(folder / address.path, format_bundle(part))
    put(folder / "checkpoint", signed(size, frontier.root()).encoded)


def put(path: Path, content: bytes) -> None:
    """Write a fresh file, never into the one that a copied bundle shares with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_bytes(content)


@dataclass
class Spoilt:
    """A copy of a log, to be spoiled; untouched files are shared with the original."""

    folder: Path
    size: int

    @classmethod
    def of(cls, original: Path, folder: Path, size: int) -> Self:
        shutil.copytree(original, folder, copy_function=os.link)
        return cls(folder, size)

    def entries_path(self, index: int) -> Path:
        bundle = index // TILE_WIDTH
        width = width_at(0, bundle, self.size)
        return self.folder / TileAddress(None, bundle, width).path

    def tile_path(self, level: int, index: int) -> Path:
        width = width_at(level, index, self.size)
        return self.folder / TileAddress(level, index, width).path

    def flip(self, path: Path, at: int, bit: int = 0) -> None:
        content = bytearray(path.read_bytes())
        content[at] ^= 1 << bit
        put(path, bytes(content))

    def cut(self, path: Path, length: int) -> None:
        put(path, path.read_bytes()[:length])

    def rehash(self, index: int) -> None:
        """Make the lowest tile agree with entries that were changed."""
        entries = bundle_entries(self.entries_path(index).read_bytes())
        hashes = b"".join(leaf_hash(item) for item in entries)
        put(self.tile_path(0, index // TILE_WIDTH), hashes)

    def exchange(self, index: int, change: Change) -> None:
        """Put what `change` makes of a bundle's list of entries in its place."""
        path = self.entries_path(index)
        put(path, format_bundle(change(bundle_entries(path.read_bytes()))))


def bundle_entries(raw: bytes) -> list[bytes]:
    entries = []
    while raw:
        end = 2 + int.from_bytes(raw[:2], "big")
        entries.append(raw[2:end])
        raw = raw[end:]
    return entries
