"""MP4 films as they will be stored: what names a place or a camera is made empty.

ISO/IEC 14496-12: a film is boxes in boxes. A box that goes keeps its length and becomes
"free", so that every place in the film stays where its tables say. Words inside the
coded picture itself are not read, and nothing is stored here.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings

from drafts.actions.uploads import Cleaned, Uploaded, refuse_larger, refused
from drafts.models.media import PIECE


MOST_BOXES = 10_000
# Boxes of boxes, in which what names a place may stand.
PARENTS = frozenset(
    {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"}
    | {b"moof", b"traf", b"mvex"}
)
AT_THE_TOP = frozenset({b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"mfra"})
# User data, metadata, makers' own boxes and unused room: places and cameras are here.
EMPTIED = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide"})
# Pictures, sound, and the clock of the recording.
TRACKS = frozenset({b"vide", b"soun", b"tmcd"})
VISUAL = frozenset({b"avc1", b"avc3", b"hvc1", b"hev1", b"av01", b"vp09", b"mp4v"})

DAMAGED = "The film is damaged or not whole. Save it again, and choose it again."
NOT_MP4 = "This film is in QuickTime's format. Save it as MP4."
OTHER_DATA = (
    "The film carries a track of other data, which can hold the places where it was "
    "taken. Export it with picture and sound alone, and choose it again."
)
NO_PICTURE = "This file has no moving picture in it. Choose a film."


class Box(NamedTuple):
    """Where a box and its content begin and end, in bytes of the file."""

    kind: bytes
    start: int
    content: int
    end: int


class Change(NamedTuple):
    """Bytes that are written over a stretch of the film; zeros where there are none."""

    start: int
    end: int
    data: bytes = b""


def cleaned_film(upload: Uploaded) -> Cleaned:
    """The same film without its metadata; `RefusedError` for one that is not taken."""
    refuse_larger(upload, settings.COUNTERSIGN_MEDIA_VIDEO_BYTES, what="film")
    film = Film(upload)
    try:
        changes = [*film.changes()]
    except (struct.error, ValueError):
        raise refused(DAMAGED) from None
    if not film.has_picture:
        raise refused(NO_PICTURE)
    return Cleaned(
        "video/mp4",
        film.size,
        film.width,
        film.height,
        pieces=lambda: film.pieces(changes),
    )


class Film:
    """An uploaded film, read box by box; `ValueError` where its boxes make no sense."""

    def __init__(self, file: Uploaded) -> None:
        self.file = file
        self.size = file.size or 0
        self.boxes = 0
        self.has_picture = False
        self.width: int | None = None
        self.height: int | None = None

    def changes(self) -> Iterator[Change]:
        """What has to be written over, so that nothing but the film is left."""
        top = [*self._boxes(0, self.size)]
        if not top or top[0].kind != b"ftyp" or b"moov" not in {b.kind for b in top}:
            raise ValueError
        if self._read(top[0].content, 4) == b"qt  ":
            raise refused(NOT_MP4)
        for box in top:
            if box.kind in AT_THE_TOP:
                yield from self._inside(box)
            else:
                yield from _emptied(box)

    def pieces(self, changes: list[Change]) -> Iterator[bytes]:
        """The film with the changes made, a megabyte at most at a time."""
        for at in range(0, self.size, PIECE):
            piece = bytearray(self._read(at, min(PIECE, self.size - at)))
            for change in changes:
                _apply(change, piece, at)
            yield bytes(piece)

    def _read(self, start: int, length: int) -> bytes:
        self.file.seek(start)
        read = self.file.read(length)
        if len(read) < length:
            raise ValueError
        return read

    def _boxes(self, start: int, end: int) -> Iterator[Box]:
        while start < end:
            self.boxes += 1
            if self.boxes > MOST_BOXES:
                raise ValueError
            length, kind = struct.unpack(">I4s", self._read(start, 8))
            content = start + 8
            if length == 1:
                (length,) = struct.unpack(">Q", self._read(content, 8))
                content += 8
            elif length == 0:
                length = end - start
            box = Box(kind, start, content, start + length)
            if not box.content <= box.end <= end:
                raise ValueError
            yield box
            start = box.end

    def _inside(self, box: Box) -> Iterator[Change]:
        """What goes of the boxes in a box."""
        if box.kind in EMPTIED:
            yield from _emptied(box)
        elif box.kind in PARENTS:
            for each in self._boxes(box.content, box.end):
                yield from self._inside(each)
        elif box.kind == b"hdlr":
            yield from self._handler(box)
        elif box.kind == b"stsd":
            yield from self._samples(box)
        elif box.kind == b"tkhd":
            self._note_sides(box)

    def _handler(self, box: Box) -> Iterator[Change]:
        """Which kind of track it is (8.4.3); its name is free text, often the camera's."""
        kind = self._read(box.content + 8, 4)
        if kind not in TRACKS:
            raise refused(OTHER_DATA)
        self.has_picture = self.has_picture or kind == b"vide"
        yield Change(min(box.content + 24, box.end), box.end)

    def _samples(self, box: Box) -> Iterator[Change]:
        """The name of the machine that coded the picture (12.1.3, compressorname)."""
        for each in self._boxes(box.content + 8, box.end):
            if each.kind in VISUAL:
                name = each.content + 42
                yield Change(name, min(name + 32, each.end))

    def _note_sides(self, box: Box) -> None:
        """The last eight bytes: width and height, as numbers with 16 bits of fraction."""
        sides = struct.unpack(">II", self._read(box.end - 8, 8))
        if all(sides):
            self.width, self.height = (side >> 16 for side in sides)


def _emptied(box: Box) -> Iterator[Change]:
    yield Change(box.start + 4, box.start + 8, b"free")
    yield Change(box.content, box.end)


def _apply(change: Change, piece: bytearray, at: int) -> None:
    """Write as much of a change as falls into a piece that begins at `at`."""
    first, last = max(change.start, at), min(change.end, at + len(piece))
    if first < last:
        data = change.data[first - change.start : last - change.start]
        piece[first - at : last - at] = data or bytes(last - first)
