"""Checkpoints (C2SP tlog-checkpoint): a log's name, its size and its root, signed.

No policy: who must have signed is asked in policy.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from audit.tree.hashing import HASH_LENGTH
from audit.tree.notes import (
    Note,
    NoteError,
    VerifierKey,
    decode64,
    encode64,
    parse_note,
    verified_signatures,
)


SIZE_LIMIT = 2**63


@dataclass(frozen=True, slots=True)
class TreeHead:
    """The three lines that a log signs; `extensions` are kept and not understood."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        lines = (self.origin, str(self.size), encode64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def parse_tree_head(text: str) -> TreeHead:
    """Read the text of a checkpoint; NoteError when a line is not what it must be."""
    lines = text.split("\n")[:-1]
    if len(lines) < 3:
        raise NoteError("a checkpoint has at least three lines")
    origin, size, root, *extensions = lines
    if not origin or "" in extensions:
        raise NoteError("a checkpoint has an empty line")
    head = TreeHead(origin, parse_size(size), decode64(root), tuple(extensions))
    if len(head.root) != HASH_LENGTH:
        raise NoteError("a checkpoint's root has 32 bytes")
    return head


def parse_size(text: str) -> int:
    """Read a decimal without sign or leading zero, below 2^63."""
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        raise NoteError("a size is a decimal number")
    size = int(text)
    if str(size) != text or size >= SIZE_LIMIT:
        raise NoteError("a size is a decimal number below 2^63")
    return size


def open_checkpoint(
    encoded: bytes, keys: Iterable[VerifierKey]
) -> tuple[TreeHead, Note]:
    """Read a checkpoint that one of these keys signed under its own name.

    NoteError when it is malformed, or signed by none of them, or falsely by one.
    """
    note = parse_note(encoded)
    head = parse_tree_head(note.text)
    signed = verified_signatures(note, keys)
    if not any(key.name == head.origin for key in signed):
        raise NoteError("no known key of the log signed the checkpoint")
    return head, note
