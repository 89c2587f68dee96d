"""Drafts, their immutable revisions, and what the check found in each.

No verb lives here; triggers of the second migration refuse every change to a revision.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from accounts.models import Person, Team
from drafts import content
from drafts.lifecycle import Status


class Draft(models.Model):
    """One piece of work, from first words to post. `title` is internal."""

    title = models.CharField(max_length=120)
    team = models.ForeignKey(Team, models.PROTECT, related_name="drafts")
    author = models.ForeignKey(Person, models.PROTECT, related_name="drafts")
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    current = models.OneToOneField(
        "Revision", models.PROTECT, null=True, related_name="+"
    )
    # The words that were last sent back: they are not submitted again as they were.
    returned_digest = models.BinaryField(max_length=32, null=True)
    # Of the current revision, so that the clock finds what is too late by an index.
    slot_ends_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_status_is_known",
                condition=models.Q(status__in=Status.values),
            )
        ]
        indexes = [
            models.Index(fields=["status", "-changed_at", "-id"], name="draft_queue"),
            models.Index(fields=["author", "-changed_at", "-id"], name="draft_own"),
            models.Index(
                fields=["slot_ends_at"],
                condition=models.Q(status=Status.SUBMITTED),
                name="draft_slot",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """The exact content of a draft at one save; it never changes."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    canonical = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="revisions")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"], name="revision_numbers_are_unique"
            ),
            models.UniqueConstraint(
                fields=["id", "digest"], name="revision_names_its_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft} (revision {self.number})"

    @property
    def content(self) -> content.Content:
        return content.parse(bytes(self.canonical))

    @property
    def short_digest(self) -> str:
        return bytes(self.digest).hex()[:8]


class Check(models.Model):
    """One run of the guidance check on a revision, at the moment of submitting."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="checks")
    ruleset = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    classes = ArrayField(models.CharField(max_length=32))
    explanation = models.TextField(blank=True)
    checked_at = models.DateTimeField(db_default=Now())
    checked_for = models.ForeignKey(Person, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"check of {self.revision}"


class Finding(models.Model):
    """One finding of a check: rule, place and kind, never the matched value."""

    check_run = models.ForeignKey(Check, models.PROTECT, related_name="findings")
    rule = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    severity = models.CharField(max_length=8)
    authority = models.CharField(max_length=32, blank=True)
    field = models.CharField(max_length=80)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=64)
    message = models.CharField(max_length=400)

    def __str__(self) -> str:
        return f"{self.rule} in {self.field}"
