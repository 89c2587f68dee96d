"""Cutting a film into the segments that X takes, without reading it anew for each.

Nothing is sent here.
"""

from collections.abc import Iterator

from publishing.platforms.protocol import MediaSource


# X numbers them from 0 to 999 and takes at most 5 MB each; base64 adds a third.
SEGMENT = 1_000_000


class Segments:
    """Goes on reading where the segment before ended, as long as this object lives."""

    def __init__(self, size: int = SEGMENT) -> None:
        self.size = size
        self.following: tuple[str, int] | None = None
        self.pieces: Iterator[bytes] = iter(())
        self.left = b""

    def count(self, total: int) -> int:
        return max(1, -(-total // self.size))

    def take(self, media: MediaSource, sha256: str, number: int) -> bytes:
        """The bytes of one segment; empty past the end."""
        if self.following != (sha256, number):
            self.pieces = iter(media.pieces(sha256, start=number * self.size))
            self.left = b""
        segment = bytearray(self.left)
        while len(segment) < self.size and (piece := next(self.pieces, b"")):
            segment += piece
        self.left = bytes(segment[self.size :])
        self.following = (sha256, number + 1)
        return bytes(segment[: self.size])
