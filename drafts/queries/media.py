"""Reading the bytes of uploaded pictures and films, and proving them while reading.

Nothing here changes a row; who may see a file is in `media_rights`.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping

from drafts.models.media import PIECE, MediaFile, MediaPiece


class MediaError(LookupError):
    """There is no such file, or its bytes are not what its name says."""


def media_size(sha256: str) -> int:
    """How many bytes the file has; MediaError where there is none."""
    return _file(sha256).size


def media_pieces(sha256: str, *, start: int = 0) -> Iterator[bytes]:
    """The bytes from an offset on, a megabyte at most at a time.

    Raises MediaError before the last piece where the whole is not what its name says:
    nobody can then finish uploading other bytes than those that were authorised.
    """
    file = _file(sha256)
    seen, at = hashlib.sha256(), 0
    for number in range(-(-file.size // PIECE)):
        data = _piece(file, number)
        seen.update(data)
        last = at + len(data) >= file.size
        if last and seen.hexdigest() != sha256:
            raise MediaError("the stored bytes are not those of this file")
        if at + len(data) > start:
            yield data[max(0, start - at) :]
        at += len(data)


def _file(sha256: str) -> MediaFile:
    file = MediaFile.objects.filter(pk=sha256).first()
    if file is None:
        raise MediaError("no such file was uploaded")
    return file


def _piece(file: MediaFile, number: int) -> bytes:
    piece = MediaPiece.objects.filter(file=file, number=number).first()
    if piece is None:
        raise MediaError("a piece of this file is missing")
    return bytes(piece.data)


def media_sizes(wanted: Collection[str]) -> Mapping[str, int]:
    """How many bytes each of these files has, those that are there."""
    files = MediaFile.objects.filter(pk__in=wanted)
    return dict(files.values_list("sha256", "size")) if wanted else {}
