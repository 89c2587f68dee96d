"""What the sequencer adds: an entry's index, full tiles, checkpoints, cosignatures.

No partial tile is stored: a partial one is read from the rows that it would repeat.
"""

from django.db import models

from audit.models.entries import Entry


class Leaf(models.Model):
    """The place of one entry in the tree; a row exists once a batch has taken it."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(
        # No constraint in the database: its check would lock, and so rewrite, every
        # entry; the sequencer inserts what it has just read, and entries never go.
        Entry,
        on_delete=models.DO_NOTHING,
        related_name="leaf",
        db_constraint=False,
    )
    hash = models.BinaryField()

    class Meta:
        verbose_name_plural = "leaves"

    def __str__(self) -> str:
        return f"leaf {self.index}"


class Tile(models.Model):
    """A full tile: 256 hashes of 32 bytes, and the hash of the tree over them."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "index"], name="audit_tile_once"),
        ]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed size and root. `horizon`: every transaction before it is sealed."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    signed_at = models.DateTimeField()
    horizon = models.BigIntegerField()

    class Meta:
        get_latest_by = "size"

    def __str__(self) -> str:
        return f"checkpoint of {self.size}"


class Cosignature(models.Model):
    """A witness's signature line under one checkpoint."""

    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.DO_NOTHING, related_name="cosignatures"
    )
    witness = models.CharField(max_length=200)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "witness"], name="audit_cosignature_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.witness} under {self.checkpoint_id}"
