"""Commitments to personal values (audit-log section 2): what an entry holds instead.

No storage and no encryption: an opening is a salt and a value, whoever keeps it.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from audit.tree.canonical import Json, canonical


SALT_LENGTH = 32
DOMAIN = b"countersign.v1"


@dataclass(frozen=True, slots=True)
class Opening:
    """What turns a commitment back into a value; deleting it is erasure."""

    salt: bytes
    value: Json


def new_opening(value: Json) -> Opening:
    return Opening(salt=secrets.token_bytes(SALT_LENGTH), value=value)


def commit(opening: Opening, *, entry_id: str, field: str) -> bytes:
    """Return the 32 bytes of HMAC-SHA256 that stand in the entry for this field."""
    message = b"\0".join(
        (DOMAIN, entry_id.encode(), field.encode(), canonical(opening.value))
    )
    return hmac.digest(opening.salt, message, hashlib.sha256)


def opens(opening: Opening, commitment: bytes, *, entry_id: str, field: str) -> bool:
    """Say whether this opening is the one that was committed to."""
    if len(opening.salt) != SALT_LENGTH:
        return False
    expected = commit(opening, entry_id=entry_id, field=field)
    return hmac.compare_digest(expected, commitment)
