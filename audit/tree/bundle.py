"""Reading an exported bundle that may have been made to hurt whoever reads it.

No judgement of the log: missing and unreadable files only, each in one sentence.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from audit.tree.hashing import HASH_LENGTH
from audit.tree.notes import LONGEST_NOTE
from audit.tree.outcome import incomplete, invalid
from audit.tree.tiles import LONGEST_BUNDLE, TileAddress


LONGEST_LINE = 200_000
# Neither follow a link at the end of the path, nor wait for somebody to fill a pipe.
FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Bundle:
    """A folder of files, each read whole and once, none of them trusted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def checkpoint(self) -> bytes:
        return self._read("checkpoint", LONGEST_NOTE)

    def tile(self, address: TileAddress) -> bytes:
        """Return a tile's hashes, of exactly its width."""
        wanted = address.width * HASH_LENGTH
        found = self._read(address.path, wanted, address.first_leaf)
        if len(found) < wanted:
            raise incomplete(f"{address.path} is cut short", address.first_leaf)
        return found

    def entries(self, address: TileAddress) -> bytes:
        return self._read(address.path, LONGEST_BUNDLE, address.first_leaf)

    def openings(self) -> Iterator[bytes]:
        """Yield the lines of `openings.jsonl`; none when it is not there."""
        if not os.path.lexists(self.folder / "openings.jsonl"):
            return
        with self._open("openings.jsonl") as file:
            while line := file.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise invalid("openings.jsonl has a line that is too long")
                yield line

    def _read(self, path: str, longest: int, index: int | None = None) -> bytes:
        with self._open(path, index) as file:
            found = file.read(longest + 1)
        if len(found) > longest:
            raise invalid(f"{path} is longer than it can be", index)
        return found

    @contextmanager
    def _open(self, path: str, index: int | None = None) -> Iterator[BinaryIO]:
        self._refuse_links(path, index)
        try:
            descriptor = os.open(self.folder / path, FLAGS)
        except FileNotFoundError:
            raise incomplete(f"{path} is missing", index) from None
        except OSError:
            raise invalid(f"{path} is not a plain file", index) from None
        try:
            _must_be_plain(descriptor, path, index)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                yield file
        except OSError:
            raise incomplete(f"{path} cannot be read to its end", index) from None
        finally:
            os.close(descriptor)

    def _refuse_links(self, path: str, index: int | None) -> None:
        """A link could lead out of the bundle, or make one file look like two."""
        for part in Path(path).parents:
            if part.name and (self.folder / part).is_symlink():
                raise invalid(f"{part} is a link, not a folder", index)


def _must_be_plain(descriptor: int, path: str, index: int | None) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise invalid(f"{path} is not a plain file", index)
