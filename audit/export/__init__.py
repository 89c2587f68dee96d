"""The log for people outside: tiles, proofs, receipts, a whole export.

Nothing is signed here; whoever exports records `log.exported` first.
"""

from audit.export.files import Exported, NothingSealedError, write_bundle
from audit.export.pieces import (
    checkpoint_note,
    entries_bytes,
    policy_text,
    receipt,
    tile_bytes,
)
from audit.queries.proofs import consistency_proof, inclusion_proof


__all__ = [
    "Exported",
    "NothingSealedError",
    "checkpoint_note",
    "consistency_proof",
    "entries_bytes",
    "inclusion_proof",
    "policy_text",
    "receipt",
    "tile_bytes",
    "write_bundle",
]
