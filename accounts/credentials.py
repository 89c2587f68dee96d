"""Sealing and unsealing platform secrets with authenticated encryption.

Nothing here stores, logs or sends a secret.
"""

import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class CredentialError(Exception):
    """The secret cannot be read: no key fits it, or no key is configured."""


def keyring() -> MultiFernet:
    """Keys of `COUNTERSIGN_CREDENTIAL_KEYS`, newest first: the first one seals."""
    keys = settings.COUNTERSIGN_CREDENTIAL_KEYS
    if not keys:
        raise ImproperlyConfigured(
            "Set COUNTERSIGN_CREDENTIAL_KEYS to at least one Fernet key."
        )
    return MultiFernet([Fernet(key) for key in keys])


def seal(secret: dict[str, str]) -> bytes:
    return keyring().encrypt(json.dumps(secret, sort_keys=True).encode())


def resealed(ciphertext: bytes) -> bytes | None:
    """The same secret sealed with the newest key; None where it is so already.

    Raises `CredentialError` if no key fits.
    """
    newest, *_ = settings.COUNTERSIGN_CREDENTIAL_KEYS or [""]
    ring = keyring()
    try:
        Fernet(newest).decrypt(bytes(ciphertext))
    except InvalidToken:
        pass
    else:
        return None
    try:
        return ring.rotate(bytes(ciphertext))
    except InvalidToken:
        raise CredentialError("No configured key opens this credential.") from None


def unseal(ciphertext: bytes) -> dict[str, str]:
    """The secret's fields, such as `{"token": …}`; `CredentialError` if no key fits."""
    try:
        plain: dict[str, str] = json.loads(keyring().decrypt(bytes(ciphertext)))
    except InvalidToken:
        raise CredentialError("No configured key opens this credential.") from None
    return plain
