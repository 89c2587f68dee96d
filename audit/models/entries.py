"""Entries as the actions wrote them, and the openings of their personal values.

No foreign key into live data: actors and subjects are text, so the log outlives them.
"""

from collections.abc import Mapping
from typing import ClassVar, TypeAlias
from uuid import UUID

from django.db import connection, models

from audit.tree.entry import TAIL


Column: TypeAlias = str | bytes | UUID | None

# The time is the statement's, written by the database into the body itself, so that
# an append is one round trip and nobody else chooses the time.
APPEND = """
WITH moment AS (SELECT statement_timestamp() AS at),
written AS (
    SELECT at, %(head)s::bytea || convert_to(
        to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'UTF8'
    ) || %(tail)s::bytea AS body FROM moment
)
INSERT INTO audit_entry (
    id, event, at, actor, actor_post, actor_role, authority, subject_type, subject_id,
    digest, body, leaf_hash
)
SELECT %(id)s, %(event)s, at, %(actor)s, %(actor_post)s, %(actor_role)s,
    %(authority)s, %(subject_type)s, %(subject_id)s, %(digest)s::bytea, body,
    sha256('\\x00'::bytea || body)
FROM written
"""


class EntryManager(models.Manager["Entry"]):
    def append(self, columns: Mapping[str, Column], *, head: bytes) -> None:
        """Insert one entry, its time written by the database, in one round trip."""
        with connection.cursor() as cursor:
            cursor.execute(APPEND, {**columns, "head": head, "tail": TAIL})


class Entry(models.Model):
    """One thing that happened. The columns repeat the body, so that it can be found."""

    id = models.UUIDField(primary_key=True)
    event = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    actor_post = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=100)
    authority = models.CharField(max_length=200)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=200)
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
                fields=["authority", "at", "id"],
                name="audit_entry_authority",
                condition=~models.Q(authority=""),
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
