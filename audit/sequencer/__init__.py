"""The one process that gives entries their index and signs checkpoints.

No entry is written or changed here, and nothing but this reads the signing key.
"""

from audit.sequencer.adopt import adopt
from audit.sequencer.batch import Busy, Refused, Sequencer
from audit.sequencer.loop import run
from audit.sequencer.memory import Memory, UnusableMemoryError
from audit.sequencer.signing import (
    SigningKeyError,
    make_signing_key,
    read_signing_keys,
)
from audit.sequencer.witnessing import ask_all


__all__ = [
    "Busy",
    "Memory",
    "Refused",
    "Sequencer",
    "SigningKeyError",
    "UnusableMemoryError",
    "adopt",
    "ask_all",
    "make_signing_key",
    "read_signing_keys",
    "run",
]
