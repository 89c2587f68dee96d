"""The rows of the log: entries and their openings, leaves, tiles, checkpoints.

No update and no delete of the log itself: triggers refuse both (migration 0002).
"""

from audit.models.entries import Entry, Opening
from audit.models.sealed import Checkpoint, Cosignature, Leaf, Tile
from audit.models.watch import Refusal, SelfCheck


__all__ = [
    "Checkpoint",
    "Cosignature",
    "Entry",
    "Leaf",
    "Opening",
    "Refusal",
    "SelfCheck",
    "Tile",
]
