"""Which uploads nobody saved words for, and how much room pictures and films take.

Nothing here changes a row.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from drafts.models import MediaFile, MediaUpload, MediaUse


def stale_uploads() -> QuerySet[MediaUpload]:
    """What was uploaded too long ago without being saved, the oldest first."""
    return MediaUpload.objects.filter(at__lt=kept_since()).order_by("at", "pk")


def uploads_are_stale() -> bool:
    return stale_uploads().exists()


def kept_since() -> datetime:
    return timezone.now() - timedelta(days=settings.COUNTERSIGN_MEDIA_UNUSED_DAYS)


@dataclass(frozen=True, slots=True)
class Room:
    """How many files there are, and their bytes; of these, what no words name."""

    files: int
    bytes: int
    unused: int
    unused_bytes: int


def media_room() -> Room:
    """Read over all files: for an operator, and not for a page."""
    unused = ~Q(Exists(MediaUse.objects.filter(file=OuterRef("pk"))))
    found = MediaFile.objects.aggregate(
        files=Count("pk"),
        bytes=Sum("size", default=0),
        unused=Count("pk", filter=unused),
        unused_bytes=Sum("size", filter=unused, default=0),
    )
    return Room(**found)
