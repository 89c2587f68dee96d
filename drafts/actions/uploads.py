"""An uploaded file before and after what it must not hold is taken out.

No format is known here, and nothing is stored.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from accounts.reasons import Reason, RefusedError


class Uploaded(Protocol):
    """As much of an open file as reading one takes; `size` in bytes may be None."""

    @property
    def size(self) -> int | None: ...
    def read(self, size: int = ..., /) -> bytes: ...
    def seek(self, offset: int, whence: int = ..., /) -> object: ...


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it will be stored; `pieces` reads it anew at each call, sides in pixels."""

    type: str
    size: int
    width: int | None
    height: int | None
    pieces: Callable[[], Iterator[bytes]]


def refused(sentence: str) -> RefusedError:
    return RefusedError([Reason("media", sentence)])


def refuse_larger(upload: Uploaded, most: int, *, what: str) -> None:
    """Raise `RefusedError` for a file of more than so many bytes."""
    if (upload.size or 0) > most:
        raise refused(
            f"The {what} has {_megabytes(upload.size or 0)}. "
            f"It may have up to {_megabytes(most)}."
        )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".0 MB", " MB")
