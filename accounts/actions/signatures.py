"""The signature on what a webhook is sent, in the shape of Standard Webhooks 1.0.

Pure: nothing is sent, stored or logged. docs/webhooks.md says how to check one.
"""

import base64
import binascii
import hmac
from datetime import datetime
from uuid import UUID


PREFIX = "whsec_"
SHORTEST, LONGEST = 24, 64


class SecretError(ValueError):
    """Words that cannot be a secret; the message is a sentence for people."""


def key_of(secret: str) -> bytes:
    """The key's bytes: base64 of 24 to 64 bytes, with or without `whsec_` before it."""
    try:
        key = base64.b64decode(secret.strip().removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not SHORTEST <= len(key) <= LONGEST:
        raise SecretError(
            "Give a secret of 24 to 64 random bytes in base64, such as one made with "
            "“openssl rand -base64 32”."
        )
    return key


def message_id(message: UUID) -> str:
    return f"msg_{message.hex}"


def signed_headers(
    body: bytes, *, message: UUID, at: datetime, secret: str
) -> dict[str, str]:
    """The three headers: id, time in whole seconds, and the HMAC-SHA256 of all."""
    identifier, moment = message_id(message), str(int(at.timestamp()))
    signed = b".".join((identifier.encode(), moment.encode(), body))
    mac = hmac.digest(key_of(secret), signed, "sha256")
    return {
        "webhook-id": identifier,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{base64.b64encode(mac).decode()}",
    }
