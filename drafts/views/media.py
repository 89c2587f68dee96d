"""A picture or film of a draft, for whoever may read the draft when it is asked for.

What may be read is asked of the queries; who knows a file's address gets nothing by it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from accounts.access import let_in, signed_in
from accounts.roles import CONTENT_ROLES
from drafts.models import MediaFile
from drafts.queries.media import media_pieces
from drafts.queries.media_rights import media_open_to


ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
}
RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{0,15})", re.ASCII)


class Stretch(NamedTuple):
    """From which byte to which, the last one included."""

    first: int
    last: int


@require_safe
@let_in(*CONTENT_ROLES)
def draft_media(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The bytes of one file, or the stretch of it that was asked for.

    Browsers may keep it and ask each time whether they may show it still.
    """
    file = get_object_or_404(media_open_to(signed_in(request)), pk=sha256)
    etag = f'"{file.sha256}"'
    answer = get_conditional_response(request, etag=etag) or _sent(request, file, etag)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _sent(request: HttpRequest, file: MediaFile, etag: str) -> HttpResponseBase:
    """All of it, unless a stretch is asked for of the very file that is here."""
    if request.headers.get("If-Range", etag) != etag:
        return _answer(file, Stretch(0, file.size - 1))
    stretch = _asked(request, file)
    if stretch is None:
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{file.size}"}
        )
    return _answer(file, stretch)


def _asked(request: HttpRequest, file: MediaFile) -> Stretch | None:
    """All of the file where nothing else is asked; None for what it does not have."""
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    if found is None:
        return Stretch(0, file.size - 1)
    first, last = int(found[1]), int(found[2] or file.size - 1)
    if not first <= min(last, file.size - 1):
        return None
    return Stretch(first, min(last, file.size - 1))


def _answer(file: MediaFile, stretch: Stretch) -> StreamingHttpResponse:
    name = f"{file.sha256[:12]}.{ENDINGS.get(file.type, 'bin')}"
    headers = {
        "Content-Length": str(stretch.last - stretch.first + 1),
        "Content-Disposition": f'inline; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
    }
    part = stretch != (0, file.size - 1)
    if part:
        place = f"bytes {stretch.first}-{stretch.last}/{file.size}"
        headers["Content-Range"] = place
    return StreamingHttpResponse(
        _bytes(file, stretch),
        status=206 if part else 200,
        content_type=file.type,
        headers=headers,
    )


def _bytes(file: MediaFile, stretch: Stretch) -> Iterator[bytes]:
    left = stretch.last - stretch.first + 1
    for piece in media_pieces(file.sha256, start=stretch.first):
        yield piece[:left]
        left -= len(piece)
        if left <= 0:
            return
