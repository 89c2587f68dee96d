"""What was sent from the compose page: its boxes, changed as a button asked, its files.

Files are stored at once, so that a page that comes back still has them; no draft is saved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from accounts.access import signed_in
from accounts.reasons import Reason, RefusedError
from drafts.actions.media import store_media
from drafts.forms.captions import MOST_BYTES
from drafts.forms.changes import UPLOAD, add_media, changed


File: TypeAlias = "UploadedFile[bytes]"
MOST_FILES = 10
NO_ROOM = Reason("upload", "There is no room for more pictures in this draft.")
TOO_MANY_FILES = Reason("upload", f"Choose up to {MOST_FILES} files at a time.")
NOT_TEXT = "“{name}” is no text, so it holds no captions."


@dataclass(slots=True)
class Typed:
    """The boxes as they go into the form; `reasons` speak against files that were sent.

    `asked_again` says that a button asked for the page with other boxes, not for saving.
    """

    data: QueryDict
    asked_again: bool
    reasons: list[Reason] = field(default_factory=list)

    @property
    def refused(self) -> Mapping[str, Sequence[str]]:
        """The same by the name of the box that the file was in."""
        found: dict[str, list[str]] = {}
        for reason in self.reasons:
            box = reason.code.partition(":")[2]
            found.setdefault(box, []).append(reason.sentence)
        return found


def typed_in(request: HttpRequest) -> Typed:
    """Everything that was sent; call it once for a request, because files are stored."""
    data = request.POST.copy()
    typed = Typed(data, asked_again="change" in data)
    # Files are named by the boxes as they were on the page, before any moves.
    for name, upload in _files(request, typed):
        _take(request, typed, name, upload)
    changed(data, data.get("change", ""))
    return typed


def _files(request: HttpRequest, typed: Typed) -> Iterator[tuple[str, File]]:
    sent: Sequence[tuple[str, File]] = [
        (name, upload) for name, uploads in request.FILES.lists() for upload in uploads
    ]
    if len(sent) > MOST_FILES:
        typed.reasons.append(TOO_MANY_FILES)
    yield from sent[:MOST_FILES]


def _take(request: HttpRequest, typed: Typed, name: str, upload: File) -> None:
    found = UPLOAD.fullmatch(name)
    if found is None:
        return
    if found["part"] is None:
        _take_captions(typed, name.removesuffix("_file"), upload)
        return
    try:
        stored = store_media(upload, by=signed_in(request))
    except RefusedError as refused:
        typed.reasons += [_about(upload, name, why) for why in refused.sentences]
        return
    if not add_media(typed.data, stored.sha256, int(found["part"])):
        typed.reasons.append(NO_ROOM)


def _take_captions(typed: Typed, box: str, upload: File) -> None:
    """The text of a captions file, in the box where it can be read and changed."""
    try:
        typed.data[box] = upload.read(MOST_BYTES + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        said = NOT_TEXT.format(name=upload.name)
        typed.reasons.append(Reason(f"upload:{box}", said))


def _about(upload: File, box: str, why: str) -> Reason:
    return Reason(f"upload:{box}", f"“{upload.name}”: {why}")
