"""Removing pictures and films that were uploaded and that no words name, in the end.

What a revision names, or somebody uploaded lately, stays: PostgreSQL keeps it too.
"""

from collections.abc import Sequence

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef

from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.models import MediaFile, MediaPiece, MediaUpload, MediaUse
from drafts.queries.media_unused import stale_uploads


logger = structlog.get_logger(__name__)
BATCH = 20


def remove_unused(*, by: Actor) -> bool:
    """Let go of some uploads that are too old; False where there are none.

    A file goes with its last upload, unless words name it. Each has its entry in the log.
    """
    with transaction.atomic():
        old = stale_uploads().select_for_update(skip_locked=True)
        uploads = list(old[:BATCH])
        files = _locked({each.file_id for each in uploads})
        MediaUpload.objects.filter(pk__in=[each.pk for each in uploads]).delete()
        _remove(_unneeded(files), by=by)
    return bool(uploads)


def _locked(names: set[str]) -> Sequence[MediaFile]:
    """In one order, so that two workers do not wait for each other."""
    files = MediaFile.objects.select_for_update().filter(pk__in=names)
    return list(files.order_by("pk"))


def _unneeded(files: Sequence[MediaFile]) -> Sequence[MediaFile]:
    named = MediaUse.objects.filter(file=OuterRef("pk"))
    uploaded = MediaUpload.objects.filter(file=OuterRef("pk"))
    asked = MediaFile.objects.filter(pk__in=[file.pk for file in files])
    return list(asked.exclude(Exists(named)).exclude(Exists(uploaded)))


def _remove(files: Sequence[MediaFile], *, by: Actor) -> None:
    if not files:
        return
    for file in files:
        record(
            Event.MEDIA_REMOVED,
            actor=by,
            subject=Subject("media", file.pk),
            details={"type": file.type, "size": file.size},
        )
    names = [file.pk for file in files]
    # The file first: one that is there loses no piece.
    MediaFile.objects.filter(pk__in=names).delete()
    MediaPiece.objects.filter(file__in=names).delete()
    size = sum(file.size for file in files)
    logger.info("media.removed", files=len(files), bytes=size)
