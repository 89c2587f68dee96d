"""Entries as the actions wrote them, and the openings of their personal values.

No foreign key into live data: actors and subjects are text, so the log outlives them.
"""

from typing import ClassVar

from django.db import connection, models


class EntryManager(models.Manager["Entry"]):
    def append(self, body: bytes) -> None:
        """Insert an entry whose time is still empty, in one round trip.

        The database writes the time into the body, and takes the columns from it.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "/* planned once */ INSERT INTO audit_entry (body) VALUES (%s)", [body]
            )


class Entry(models.Model):
    """One thing that happened; its columns are taken from its body, to find it by."""

    id = models.UUIDField(primary_key=True)
    event = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    actor_post = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=100)
    authority = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=200)
    # The official account that it concerns, "@handle on Platform"; empty where none.
    account = models.CharField(max_length=200)
    digest = models.BinaryField(null=True)
    body = models.BinaryField()
    leaf_hash = models.BinaryField()
    # Which transaction wrote it, set by the database: lets the sequencer find what
    # has committed since its last look without reading the whole table.
    transaction = models.BigIntegerField()

    objects: ClassVar[EntryManager] = EntryManager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["at", "id"], name="audit_entry_time"),
            models.Index(
                fields=["subject_type", "subject_id", "at", "id"],
                name="audit_entry_subject",
            ),
            models.Index(fields=["actor", "at", "id"], name="audit_entry_actor"),
            models.Index(fields=["actor_post", "at", "id"], name="audit_entry_post"),
            models.Index(fields=["event", "at", "id"], name="audit_entry_event"),
            models.Index(
                fields=["account", "at", "id"],
                name="audit_entry_account",
                condition=~models.Q(account=""),
            ),
            models.Index(fields=["transaction"], name="audit_entry_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.id}"


class Opening(models.Model):
    """The salt and value behind one commitment, encrypted; deleting it is erasure."""

    entry = models.ForeignKey(
        Entry, on_delete=models.DO_NOTHING, related_name="openings"
    )
    field = models.CharField(max_length=60)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "field"], name="audit_opening_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.entry_id}"
