"""The log's signing keys: files that only the sequencer's account may read.

One line a key, in the text form that signed notes give to private keys. Two lines sign
together while one key follows another. No key ever reaches the database or a log.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.tree.notes import (
    ED25519,
    NoteError,
    VerifierKey,
    decode64,
    encode64,
    verifier_key,
)


Signer: TypeAlias = tuple[str, Ed25519PrivateKey]
PREFIX = "PRIVATE+KEY+"
OTHERS_MAY_READ = 0o077


class SigningKeyError(Exception):
    """A key file that is missing, readable by others, or not one of ours."""


def make_signing_key(path: Path, name: str) -> VerifierKey:
    """Write a fresh key to a new file of mode 0600 and return its public half.

    SigningKeyError when the file is already there: a key is never written over.
    """
    private = Ed25519PrivateKey.generate()
    public = verifier_key(name, private)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise SigningKeyError(f"{path} could not be made: {error.strerror}") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(_text(name, public, private))
        file.flush()
        os.fsync(file.fileno())
    return public


def read_signing_keys(path: Path, name: str) -> Sequence[Signer]:
    """Return the keys of this log's name, or raise SigningKeyError with the reason."""
    try:
        if path.stat().st_mode & OTHERS_MAY_READ:
            raise SigningKeyError(f"{path} can be read by others: give it mode 0600")
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SigningKeyError(f"{path} cannot be read") from error
    signers = [_signer(line, name) for line in lines if line]
    if not signers:
        raise SigningKeyError(f"{path} holds no key")
    return signers


def _text(name: str, public: VerifierKey, private: Ed25519PrivateKey) -> str:
    typed = bytes([ED25519]) + private.private_bytes_raw()
    return f"{PREFIX}{name}+{public.key_id.hex()}+{encode64(typed)}\n"


def _signer(line: str, name: str) -> Signer:
    start, found, rest = line.partition(f"{PREFIX}{name}+")
    key_id, _, encoded = rest.partition("+")
    try:
        typed = decode64(encoded)
        private = Ed25519PrivateKey.from_private_bytes(typed[1:])
    except (NoteError, ValueError) as error:
        raise SigningKeyError("a line of the key file is malformed") from error
    agrees = verifier_key(name, private).key_id.hex() == key_id
    if start or not found or typed[0] != ED25519 or not agrees:
        raise SigningKeyError(f"a line of the key file is not a key of {name}")
    return name, private
