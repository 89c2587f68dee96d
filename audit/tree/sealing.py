"""Encryption of openings at rest, so that a copied table discloses nobody.

No key storage: callers hand the keys over, newest first.
"""

import base64
import json
from collections.abc import Sequence

from cryptography.fernet import Fernet, MultiFernet

from audit.tree.canonical import canonical
from audit.tree.commitments import Opening


def seal_opening(opening: Opening, keys: Sequence[str]) -> bytes:
    """Encrypt under the newest key; raises ValueError when there is none."""
    salt = base64.b64encode(opening.salt).decode()
    return _fernet(keys).encrypt(canonical({"salt": salt, "value": opening.value}))


def unseal_opening(sealed: bytes, keys: Sequence[str]) -> Opening:
    """Decrypt with whichever key fits; raises cryptography's InvalidToken if none."""
    held = json.loads(_fernet(keys).decrypt(sealed))
    return Opening(salt=base64.b64decode(held["salt"]), value=held["value"])


def _fernet(keys: Sequence[str]) -> MultiFernet:
    if not keys:
        raise ValueError("there is no key for personal values in the log")
    return MultiFernet([Fernet(key) for key in keys])
