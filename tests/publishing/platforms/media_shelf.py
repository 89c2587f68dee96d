"""Media that a test gives to an adapter, in memory.

No platform is known here.
"""

import hashlib
from collections.abc import Iterator

from publishing.platforms.protocol import Attachment, MediaSource, Ref


class Shelf(MediaSource):
    """`put` some bytes, and attach what it answers."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(
        self,
        content: bytes,
        kind: str,
        alt: str,
        captions: str = "",
    ) -> Attachment:
        sha256 = hashlib.sha256(content).hexdigest()
        self.kept[sha256] = content
        return Attachment(sha256, kind, alt, captions)

    def size(self, sha256: str) -> int:
        return len(self.kept[sha256])

    def pieces(self, sha256: str, *, start: int = 0) -> Iterator[bytes]:
        yield self.kept[sha256][start:]

    def public_url(self, sha256: str) -> str:
        return f"https://countersign.example/media/{sha256}"


NOTHING: Ref = {}
