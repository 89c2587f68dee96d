"""Witness cosignatures of checkpoints (C2SP tlog-cosignature, version 1, Ed25519).

No network: how a witness is asked is elsewhere.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.tree.notes import (
    ED25519_COSIGNATURE,
    Note,
    NoteError,
    Signature,
    VerifierKey,
    check_ed25519,
    verifier_key,
)


TIME_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Cosigner:
    """A witness's name and private key."""

    name: str
    private: Ed25519PrivateKey

    @property
    def key(self) -> VerifierKey:
        return verifier_key(self.name, self.private, ED25519_COSIGNATURE)


def cosign(note: Note, cosigner: Cosigner, *, time: int) -> Signature:
    """Return the line by which a witness says that it saw this at POSIX `time`."""
    signature = cosigner.private.sign(_message(note, time))
    stamped = time.to_bytes(TIME_LENGTH, "big") + signature
    return Signature(cosigner.name, cosigner.key.key_id, stamped)


def cosigned_at(note: Note, key: VerifierKey) -> int | None:
    """Return the POSIX time at which this witness cosigned; None if it did not.

    NoteError when a line by this key is false.
    """
    times = [_time(note, key, line) for line in note.signatures if key.made(line)]
    return max(times, default=None)


def _time(note: Note, key: VerifierKey, line: Signature) -> int:
    if key.algorithm != ED25519_COSIGNATURE:
        raise NoteError(f"the key of {key.name} is not a witness's key")
    time = int.from_bytes(line.blob[:TIME_LENGTH], "big")
    check_ed25519(key, line.blob[TIME_LENGTH:], _message(note, time))
    return time


def _message(note: Note, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{note.text}".encode()
