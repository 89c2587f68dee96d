"""The add-checkpoint request of C2SP tlog-witness: its bytes, read and written.

No network, and no decision.
"""

from dataclasses import dataclass

from audit.tree.checkpoint import parse_size
from audit.tree.hashing import HASH_LENGTH
from audit.tree.notes import NoteError, decode64, encode64


MOST_HASHES = 63
LONGEST_REQUEST = 100_000


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A checkpoint, and the proof that it extends the tree of `old` leaves."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes


def format_request(request: AddCheckpoint) -> bytes:
    hashes = [encode64(item) for item in request.proof]
    lines = [f"old {request.old}", *hashes, ""]
    return "".join(f"{line}\n" for line in lines).encode() + request.checkpoint


def parse_request(encoded: bytes) -> AddCheckpoint:
    """Read a request; NoteError when it is malformed."""
    head, blank, checkpoint = encoded.partition(b"\n\n")
    if not blank or len(encoded) > LONGEST_REQUEST:
        raise NoteError("a request has an empty line, and is not that long")
    try:
        first, *hashes = head.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise NoteError("a request's first lines are ASCII") from error
    if not first.startswith("old "):
        raise NoteError("a request names the old size first")
    proof = tuple(decode64(line) for line in hashes)
    if len(proof) > MOST_HASHES or any(len(one) != HASH_LENGTH for one in proof):
        raise NoteError("a proof has at most 63 hashes of 32 bytes")
    return AddCheckpoint(parse_size(first.removeprefix("old ")), proof, checkpoint)
