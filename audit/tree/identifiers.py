"""Entry ids: UUIDs of version 7 (RFC 9562 section 5.7), which sort by when they began.

The id's milliseconds are a convenience for indexes; the time that counts is in the entry.
"""

import secrets
import time
from uuid import UUID


def uuid7() -> UUID:
    milliseconds = time.time_ns() // 1_000_000
    high = (milliseconds & (1 << 48) - 1) << 16 | 0x7000 | secrets.randbits(12)
    return UUID(int=high << 64 | 0b10 << 62 | secrets.randbits(62))
