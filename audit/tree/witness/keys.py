"""A witness's private key, in the text form that signed notes give to private keys.

The log's own key is not read here: the sequencer alone does that.
"""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.tree.cosignatures import Cosigner
from audit.tree.notes import (
    ED25519_COSIGNATURE,
    NoteError,
    check_name,
    decode64,
    encode64,
)


PREFIX = "PRIVATE+KEY+"


def make_witness_key(path: Path, name: str) -> Cosigner:
    """Write a fresh key to a new file of mode 0600; FileExistsError if it is there."""
    cosigner = Cosigner(check_name(name), Ed25519PrivateKey.generate())
    typed = bytes([ED25519_COSIGNATURE]) + cosigner.private.private_bytes_raw()
    text = f"{PREFIX}{name}+{cosigner.key.key_id.hex()}+{encode64(typed)}\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    return cosigner


def read_witness_key(path: Path) -> Cosigner:
    """Read that file; NoteError when it is not a witness's key."""
    parts = path.read_text(encoding="utf-8").strip().removeprefix(PREFIX).split("+", 2)
    if len(parts) != 3:
        raise NoteError("the file holds no witness key")
    name, key_id, encoded = parts
    typed = decode64(encoded)
    if typed[:1] != bytes([ED25519_COSIGNATURE]) or len(typed) != 33:
        raise NoteError("the file holds no witness key")
    cosigner = Cosigner(
        check_name(name), Ed25519PrivateKey.from_private_bytes(typed[1:])
    )
    if cosigner.key.key_id.hex() != key_id:
        raise NoteError("the id of the witness key is not that of its key")
    return cosigner
