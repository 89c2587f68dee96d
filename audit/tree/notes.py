"""Signed notes (C2SP signed-note): text, a blank line, and signature lines.

No private keys are read here, and no meaning is given to the text.
"""

import base64
import binascii
import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)


ED25519 = 1
ED25519_COSIGNATURE = 4
LONGEST_NOTE = 1_000_000
MOST_SIGNATURES = 100
DASH = "\u2014"


class NoteError(ValueError):
    """A note or key that is malformed, or a signature that does not hold."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line; `blob` is what follows the four bytes of the key id."""

    name: str
    key_id: bytes
    blob: bytes

    @property
    def line(self) -> str:
        return f"{DASH} {self.name} {encode64(self.key_id + self.blob)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """The signed text, which ends in a newline, and every signature line."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def encoded(self) -> bytes:
        lines = "".join(signature.line for signature in self.signatures)
        return f"{self.text}\n{lines}".encode()


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key by its name: `name+hex(keyID)+base64(type ‖ key)`."""

    name: str
    algorithm: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        typed = bytes([self.algorithm]) + self.public
        return hashlib.sha256(self.name.encode() + b"\n" + typed).digest()[:4]

    @property
    def text(self) -> str:
        typed = bytes([self.algorithm]) + self.public
        return f"{self.name}+{self.key_id.hex()}+{encode64(typed)}"

    def made(self, signature: Signature) -> bool:
        """Whether the line claims to be by this key; it may still be false."""
        return (signature.name, signature.key_id) == (self.name, self.key_id)


def encode64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def decode64(text: str) -> bytes:
    """Strict base64: no stray character, no missing padding, no unused bits."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("not base64") from error
    if encode64(data) != text:
        raise NoteError("not base64 in its only spelling")
    return data


def parse_key(text: str) -> VerifierKey:
    """Read a verifier key; NoteError when its parts do not agree."""
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise NoteError("a verifier key has three parts")
    name, key_id, encoded = parts
    typed = decode64(encoded)
    if not typed:
        raise NoteError("a verifier key holds no key")
    key = VerifierKey(check_name(name), typed[0], typed[1:])
    if key.key_id.hex() != key_id:
        raise NoteError("a verifier key's id is not that of its key")
    return key


def check_name(name: str) -> str:
    if not name or "+" in name or any(_space(character) for character in name):
        raise NoteError("a key's name is empty, or has a space or a plus")
    return name


def parse_note(encoded: bytes) -> Note:
    """Read a note without verifying it; the last blank line divides it."""
    if len(encoded) > LONGEST_NOTE:
        raise NoteError("a note has at most a million bytes")
    text = _decode(encoded)
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise NoteError("a note needs a blank line and signatures")
    signatures = lines[:-1].split("\n")
    if len(signatures) > MOST_SIGNATURES:
        raise NoteError("a note has too many signatures")
    return Note(body + "\n", tuple(_signature(line) for line in signatures))


def verified_signatures(note: Note, keys: Iterable[VerifierKey]) -> list[VerifierKey]:
    """Return the plain Ed25519 keys among these that signed the note.

    Unknown keys are passed over; NoteError when a known key's signature is false.
    """
    return [
        key
        for key in keys
        for line in note.signatures
        if key.made(line) and _holds(key, line, note.text)
    ]


def _holds(key: VerifierKey, line: Signature, text: str) -> bool:
    if key.algorithm != ED25519:
        return False
    check_ed25519(key, line.blob, text.encode())
    return True


def check_ed25519(key: VerifierKey, signature: bytes, message: bytes) -> None:
    """Raise NoteError unless this is the key's Ed25519 signature of the message."""
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise NoteError(f"the signature of {key.name} does not hold") from error


def sign_note(text: str, signers: Iterable[tuple[str, Ed25519PrivateKey]]) -> Note:
    """Sign the text, which must end in a newline, with each named key."""
    if not text.endswith("\n"):
        raise NoteError("a note's text ends in a newline")
    _decode(text.encode())
    lines = [
        Signature(name, verifier_key(name, key).key_id, key.sign(text.encode()))
        for name, key in signers
    ]
    return Note(text, tuple(lines))


def verifier_key(
    name: str, key: Ed25519PrivateKey, algorithm: int = ED25519
) -> VerifierKey:
    return VerifierKey(check_name(name), algorithm, key.public_key().public_bytes_raw())


def _signature(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != DASH:
        raise NoteError("a signature line is malformed")
    blob = decode64(parts[2])
    if len(blob) < 5:
        raise NoteError("a signature is too short")
    return Signature(check_name(parts[1]), blob[:4], blob[4:])


def _decode(encoded: bytes) -> str:
    try:
        text = encoded.decode()
    except UnicodeDecodeError as error:
        raise NoteError("a note is UTF-8") from error
    if any(character < " " and character != "\n" for character in text):
        raise NoteError("a note has no control characters")
    return text


def _space(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Zs", "Cc"}
