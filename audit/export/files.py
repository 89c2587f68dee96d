"""A whole export: the folder that the offline verifier reads.

No proof is needed in it: whoever has every entry computes the tree again.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from audit.export.pieces import checkpoint_note, policy_text
from audit.models import Cosignature, Leaf, Opening
from audit.queries.tree import (
    last_checkpoint,
    last_cosigned_checkpoint,
    stored_hashes,
)
from audit.tree.disclosure import Disclosed, format_disclosed
from audit.tree.sealing import unseal_opening
from audit.tree.tiles import (
    TILE_WIDTH,
    TileAddress,
    format_bundle,
    tiles_of,
    width_at,
)


# Entries read at a time: memory stays the same however long the log is.
CHUNK = 16 * TILE_WIDTH


class NothingSealedError(Exception):
    """The log has no checkpoint yet, so there is nothing that could be proved."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: entries, openings disclosed, and the root in hexadecimal."""

    size: int
    openings: int
    root: str


class Folder:
    """A new folder whose files are listed, with their SHA-256, in its MANIFEST."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._path.mkdir(parents=True)
        self._sums: list[str] = []

    def write(self, name: str, content: bytes) -> None:
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")

    def write_lines(self, name: str, lines: Iterator[str]) -> int:
        """Write lines as they come and return how many there were."""
        digest = hashlib.sha256()
        count = 0
        with (self._path / name).open("wb") as file:
            for count, line in enumerate(lines, start=1):  # noqa: B007 - counted
                digest.update(line.encode())
                file.write(line.encode())
        self._sums.append(f"{digest.hexdigest()}  {name}\n")
        return count

    def finish(self) -> None:
        (self._path / "MANIFEST").write_text("".join(sorted(self._sums)))


def write_bundle(path: Path, *, disclose: bool, witnessed: bool = False) -> Exported:
    """Export the log as of its last checkpoint into a folder that does not exist yet.

    `disclose` adds the openings of personal values; `witnessed` takes the last
    checkpoint that a witness has cosigned. Raises NothingSealedError, and
    FileExistsError when the folder is there already.
    """
    last = last_cosigned_checkpoint() if witnessed else last_checkpoint()
    if last is None:
        raise NothingSealedError("the log has no such checkpoint yet")
    folder = Folder(path)
    folder.write("policy", policy_text().encode())
    _write_entries(folder, last.size)
    _write_tiles(folder, last.size)
    lines = _openings(last.size) if disclose else iter(())
    opened = folder.write_lines("openings.jsonl", lines)
    _write_witnessed(folder, last.size)
    # Last, so that an export that was cut off cannot pass for a whole one.
    folder.write("checkpoint", checkpoint_note(last))
    folder.finish()
    return Exported(last.size, opened, bytes(last.root).hex())


def _write_entries(folder: Folder, size: int) -> None:
    for start in range(0, size, CHUNK):
        bodies = _bodies(start, min(start + CHUNK, size))
        for first in range(start, min(start + CHUNK, size), TILE_WIDTH):
            index = first // TILE_WIDTH
            address = TileAddress(None, index, width_at(0, index, size))
            part = bodies[first - start : first - start + address.width]
            folder.write(address.path, format_bundle(part))


def _bodies(start: int, end: int) -> list[bytes]:
    leaves = Leaf.objects.filter(index__gte=start, index__lt=end).order_by("index")
    return [bytes(body) for body in leaves.values_list("entry__body", flat=True)]


def _write_tiles(folder: Folder, size: int) -> None:
    for address in tiles_of(size):
        hashes = stored_hashes(
            address.level or 0, address.index * TILE_WIDTH, address.width
        )
        folder.write(address.path, b"".join(hashes))


def _openings(size: int) -> Iterator[str]:
    keys = settings.COUNTERSIGN_OPENING_KEYS
    for start in range(0, size, CHUNK):
        end = min(start + CHUNK, size)
        openings = Opening.objects.filter(
            entry__leaf__index__gte=start, entry__leaf__index__lt=end
        ).order_by("entry__leaf__index", "field")
        rows = openings.values_list("entry__leaf__index", "field", "sealed")
        for index, field, sealed in rows:
            opening = unseal_opening(bytes(sealed), keys)
            yield format_disclosed(Disclosed(index, field, opening))


def _write_witnessed(folder: Folder, size: int) -> None:
    """The last checkpoint that each witness cosigned, which may be an earlier one."""
    cosigned = Cosignature.objects.filter(checkpoint_id__lte=size)
    names = cosigned.order_by("witness").values_list("witness", flat=True).distinct()
    for number, name in enumerate(names, start=1):
        latest = cosigned.filter(witness=name).latest("checkpoint_id")
        folder.write(f"witness/{number}", checkpoint_note(latest.checkpoint))
