"""Reading an exported bundle that may have been made to hurt whoever reads it.

No judgement of the log: missing and unreadable files only, each in one sentence.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

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
        self._plain: set[str] = set()

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
        with os.fdopen(self._open("openings.jsonl", None), "rb") as file:
            while line := file.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE:
                    raise invalid("openings.jsonl has a line that is too long")
                yield line

    def _read(self, path: str, longest: int, index: int | None = None) -> bytes:
        descriptor = self._open(path, index)
        try:
            size = os.fstat(descriptor).st_size
            if size > longest:
                raise invalid(f"{path} is longer than it can be", index)
            return os.read(descriptor, size)
        except OSError:
            raise incomplete(f"{path} cannot be read to its end", index) from None
        finally:
            os.close(descriptor)

    def _open(self, path: str, index: int | None) -> int:
        """Return a descriptor of a plain file inside the bundle, or raise `Failed`."""
        self._refuse_links(path, index)
        try:
            descriptor = os.open(f"{self.folder}/{path}", FLAGS)
        except FileNotFoundError:
            raise incomplete(f"{path} is missing", index) from None
        except OSError:
            raise invalid(f"{path} is not a plain file", index) from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise invalid(f"{path} is not a plain file", index)
        return descriptor

    def _refuse_links(self, path: str, index: int | None) -> None:
        """A link could lead out of the bundle, or make one file look like two."""
        folder = path.rpartition("/")[0]
        while folder and folder not in self._plain:
            if (self.folder / folder).is_symlink():
                raise invalid(f"{folder} is a link, not a folder", index)
            self._plain.add(folder)
            folder = folder.rpartition("/")[0]
