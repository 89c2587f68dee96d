"""Pictures and films that were uploaded: what they are, and their bytes in pieces.

Rows are only ever inserted; a post names a file by the SHA-256 of its bytes.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person


# No piece is longer, so that nobody holds a whole film in memory.
PIECE = 1_000_000


class MediaFile(models.Model):
    """One picture or film; `sha256` in hex, `size` in bytes, sides in pixels."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    type = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="media_is_named_by_its_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(name="media_has_bytes", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.sha256[:8]}"


class MediaPiece(models.Model):
    """Up to a megabyte of a file, by its number from 0."""

    file = models.ForeignKey(MediaFile, models.PROTECT, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"], name="media_pieces_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"piece {self.number} of {self.file}"
