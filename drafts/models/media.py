"""Pictures and films that were uploaded: their bytes in pieces, and who names them.

No verb lives here; a post names a file by the SHA-256 of its bytes, and none is changed.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person
from drafts.models.drafts import Revision


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
    """Up to a megabyte of a file, by its number from 0; it goes after its file alone."""

    file = models.ForeignKey(MediaFile, models.DO_NOTHING, related_name="pieces")
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


class MediaUpload(models.Model):
    """Somebody uploaded the file and has not saved words that name it yet.

    PostgreSQL takes the row away as they save such words.
    """

    file = models.ForeignKey(MediaFile, models.PROTECT, related_name="uploads")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "person"], name="one_upload_a_file_and_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file} from {self.person}"


class MediaUse(models.Model):
    """A revision names the file. PostgreSQL writes these as revisions are saved."""

    file = models.ForeignKey(MediaFile, models.PROTECT, related_name="uses")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="media_uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "file"], name="one_use_a_revision_and_file"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file} in {self.revision}"
