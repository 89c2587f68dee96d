"""The seats of a plan, and who has declared a conflict: rows that are only inserted.

No verb lives here.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from accounts.models import Person
from drafts.models import Check, Draft, Revision


class Seat(models.Model):
    """One decision that a checked revision needs; its members are those of the plan."""

    check_run = models.ForeignKey(Check, models.PROTECT, related_name="seats")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="seats")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    authority = models.CharField(max_length=32)
    classes = ArrayField(models.CharField(max_length=32))
    roles = ArrayField(models.CharField(max_length=24))
    plus = models.BooleanField()
    amount = models.BigIntegerField(null=True)
    topic = models.CharField(max_length=80, blank=True)
    why = models.JSONField()
    # Where the words go out, so that a long queue is sorted by rows; the trigger that
    # admits a decision reads the words themselves.
    accounts = ArrayField(models.BigIntegerField(), default=list)
    platforms = ArrayField(models.CharField(max_length=16), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_run", "name"], name="one_seat_of_a_name"
            )
        ]
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.name} for {self.revision}"


class Conflict(models.Model):
    """That somebody must not decide on a draft, as they themselves have said."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="conflicts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="conflicts")
    reason = models.TextField()
    declared_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "person"], name="one_conflict_each"
            )
        ]

    def __str__(self) -> str:
        return f"conflict of {self.person}"
