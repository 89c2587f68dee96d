"""Storing a picture or film that somebody uploads, with its entry in the log.

What is stored holds no place and no camera; which post carries it is said in a draft.
How an upload that nobody saves goes again is in `media_removal`.
"""

import hashlib
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from accounts.models import Person
from accounts.queries import Capacity, capacities
from accounts.reasons import Reason, RefusedError
from audit.events import Event
from audit.log import Subject, record
from drafts.actions.films import cleaned_film
from drafts.actions.pictures import cleaned_picture
from drafts.actions.uploads import Cleaned, Uploaded, refused
from drafts.models import MediaFile, MediaPiece, MediaUpload
from drafts.policy import EDITING_ROLES


NOT_AN_AUTHOR = Reason(
    "not-an-author", "Only authors and line managers upload pictures and films."
)
UNREADABLE = (
    "This is not a picture or film that can be published. Use a JPEG, PNG, GIF or WebP "
    "picture, or an MP4 film."
)
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")


def store_media(upload: Uploaded, *, by: Person) -> MediaFile:
    """Keep a cleaned copy; the same bytes are one row, whoever uploaded them first.

    Raises `RefusedError` with a sentence for a file that is not taken.
    """
    capacity = _capacity(by)
    cleaned = _cleaned(upload)
    sha256 = _digest_of(cleaned.pieces())
    known = _known(sha256, by=by)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _store(cleaned, sha256, capacity=capacity)
    except IntegrityError:
        # Somebody else stored the same bytes just now.
        return _known(sha256, by=by) or MediaFile.objects.get(pk=sha256)


def _known(sha256: str, *, by: Person) -> MediaFile | None:
    """A file that is there already, kept for them too; locked against its removal."""
    with transaction.atomic():
        files = MediaFile.objects.select_for_update(no_key=True)
        file = files.filter(pk=sha256).first()
        if file is not None:
            MediaUpload.objects.update_or_create(
                file=file, person=by, defaults={"at": Now()}
            )
        return file


def _capacity(person: Person) -> Capacity:
    for capacity in capacities(person):
        if capacity.role in EDITING_ROLES:
            return capacity
    raise RefusedError([NOT_AN_AUTHOR])


def _cleaned(upload: Uploaded) -> Cleaned:
    """What the first bytes say it is: a name or a header can say anything."""
    upload.seek(0)
    begins = upload.read(12)
    upload.seek(0)
    if begins.startswith(PICTURES) or (begins[:4], begins[8:]) == (b"RIFF", b"WEBP"):
        return cleaned_picture(upload)
    if begins[4:8] == b"ftyp":
        return cleaned_film(upload)
    raise refused(UNREADABLE)


def _digest_of(pieces: Iterator[bytes]) -> str:
    seen = hashlib.sha256()
    for piece in pieces:
        seen.update(piece)
    return seen.hexdigest()


def _store(cleaned: Cleaned, sha256: str, *, capacity: Capacity) -> MediaFile:
    file = MediaFile.objects.create(
        sha256=sha256,
        type=cleaned.type,
        size=cleaned.size,
        width=cleaned.width,
        height=cleaned.height,
        uploaded_by=capacity.person,
    )
    for number, data in enumerate(cleaned.pieces()):
        MediaPiece.objects.create(file=file, number=number, data=data)
    MediaUpload.objects.create(file=file, person=capacity.person)
    record(
        Event.MEDIA_STORED,
        actor=capacity.actor,
        subject=Subject("media", sha256),
        details={"type": cleaned.type, "size": cleaned.size},
    )
    return file
