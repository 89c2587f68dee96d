"""Single answers about the log: a tile, a bundle, a proof, a receipt.

No files: everything is returned as bytes or text, ready to be served.
"""

from uuid import UUID

from audit.models import Checkpoint, Entry, Leaf
from audit.queries.entries import seal_of
from audit.queries.keys import verifier_keys
from audit.queries.proofs import inclusion_proof
from audit.queries.tree import last_checkpoint, stored_hashes
from audit.tree.proof_file import ProofFile, format_proof
from audit.tree.tiles import (
    TILE_WIDTH,
    TileAddress,
    format_bundle,
    width_at,
)


def checkpoint_note(checkpoint: Checkpoint) -> bytes:
    """The signed note, with every cosignature that witnesses have sent."""
    lines = checkpoint.cosignatures.order_by("witness").values_list("line", flat=True)
    return (checkpoint.note + "".join(lines)).encode()


def tile_bytes(address: TileAddress) -> bytes | None:
    """A tile's hashes; None when the log has no such tile yet."""
    if address.level is None or not _exists(address, address.level):
        return None
    first = address.index * TILE_WIDTH
    return b"".join(stored_hashes(address.level, first, address.width))


def entries_bytes(address: TileAddress) -> bytes | None:
    """A bundle of entries; None when the log has no such bundle yet."""
    if address.level is not None or not _exists(address, 0):
        return None
    first = address.index * TILE_WIDTH
    leaves = Leaf.objects.filter(index__gte=first, index__lt=first + address.width)
    bodies = leaves.order_by("index").values_list("entry__body", flat=True)
    return format_bundle(bytes(body) for body in bodies)


def receipt(entry_id: UUID, *, whole: bool = False) -> str | None:
    """The entry's `.tlog-proof`; None while the entry waits for its checkpoint.

    `whole` puts the entry's own bytes into it, for whoever may not read the log.
    """
    seal = seal_of(entry_id)
    if seal is None:
        return None
    checkpoint = Checkpoint.objects.get(size=seal.checkpoint_size)
    path = inclusion_proof(seal.index, checkpoint.size)
    note = checkpoint_note(checkpoint)
    entry = bytes(Entry.objects.get(pk=entry_id).body) if whole else None
    return format_proof(ProofFile(seal.index, tuple(path), note, entry))


def policy_text() -> str:
    """A trust file of the log's own keys. An auditor brings one from elsewhere.

    Raises NoteError when a configured key is malformed.
    """
    return "".join(f"log {key.text}\n" for key in verifier_keys()) + "quorum none\n"


def _exists(address: TileAddress, level: int) -> bool:
    last = last_checkpoint()
    size = last.size if last else 0
    return address.width <= width_at(level, address.index, size)
