"""What the sequencer signed last, kept outside the database and written before a commit.

No key, and no decision: batch.py compares this with what the database says.
"""

import fcntl
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias
from uuid import UUID

from audit.tree.notes import decode64, encode64


# Called with the name of each step, so that a test can stop the process there.
Hook: TypeAlias = Callable[[str], None]


class UnusableMemoryError(Exception):
    """The memory file cannot be read or written, or another sequencer uses it."""


@dataclass(frozen=True, slots=True)
class Signed:
    """One signed batch: where it started, which entries it took, and its note.

    The entries are kept so that a batch that was signed but not committed is later
    committed as it was: its size is never signed again over another root.
    """

    size: int
    root: bytes
    note: str
    base_size: int
    base_root: bytes
    entries: tuple[UUID, ...]


def no_hook(_step: str) -> None:
    """Do nothing: nobody watches the steps."""


class Memory:
    """The file, and beside it a refusal that stays until a person deals with it."""

    def __init__(self, path: Path, *, hook: Hook = no_hook) -> None:
        self.path = path
        self._hook = hook
        self._lock: IO[bytes] | None = None

    def lock(self) -> None:
        """Keep other processes off this memory for as long as this one lives."""
        if self._lock is not None:
            return
        try:
            self._lock = self._beside("lock").open("ab")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self.unlock()
            reason = f"{self.path} is in use or cannot be written: {error.strerror}"
            raise UnusableMemoryError(reason) from error

    def unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def read(self) -> Signed | None:
        """Return what was signed last; None when nothing ever was."""
        try:
            return _parse(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnusableMemoryError(f"{self.path} cannot be read") from error

    def write(self, signed: Signed) -> None:
        """Replace the file durably: whole and old, or whole and new, whenever killed."""
        self._replace(self.path, _format(signed))

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
        self._sync_folder()

    def refuse(self, reason: str) -> None:
        """Remember why nothing may be signed until a person has looked."""
        self._replace(self._beside("refused"), reason.encode())

    def refusal(self) -> str | None:
        try:
            return self._beside("refused").read_text()
        except FileNotFoundError:
            return None

    def clear_refusal(self) -> None:
        self._beside("refused").unlink(missing_ok=True)
        self._sync_folder()

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{suffix}")

    def _replace(self, path: Path, content: bytes) -> None:
        temporary = path.with_name(f"{path.name}.new")
        with temporary.open("wb") as file:
            file.write(content)
            self._hook("memory written")
            file.flush()
            os.fsync(file.fileno())
        self._hook("memory synced")
        temporary.replace(path)
        self._hook("memory replaced")
        self._sync_folder()

    def _sync_folder(self) -> None:
        """A rename lasts only once its folder is on disk."""
        descriptor = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _format(signed: Signed) -> bytes:
    held = {
        "size": signed.size,
        "root": encode64(signed.root),
        "note": signed.note,
        "base_size": signed.base_size,
        "base_root": encode64(signed.base_root),
        "entries": [str(entry) for entry in signed.entries],
    }
    return json.dumps(held, indent=1).encode()


def _parse(content: bytes) -> Signed:
    held = json.loads(content)
    return Signed(
        size=int(held["size"]),
        root=decode64(held["root"]),
        note=str(held["note"]),
        base_size=int(held["base_size"]),
        base_root=decode64(held["base_root"]),
        entries=tuple(UUID(entry) for entry in held["entries"]),
    )
