"""Courses, who completed which on what day, and the files that say so.

Whether somebody may act without one is decided in the policy.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models.people import Person


class Course(models.Model):
    """A course. `months` is how long it counts where a record gives no last day.

    Whoever writes, approves or publishes needs every course that is `required`.
    """

    name = models.CharField(max_length=120, unique=True)
    months = models.PositiveSmallIntegerField(default=24)
    required = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class TrainingRecord(models.Model):
    """That a person completed a course; `expires_on` is the last day it counts."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="training")
    course = models.ForeignKey(Course, models.PROTECT, related_name="records")
    completed_on = models.DateField()
    expires_on = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "course", "completed_on"],
                name="one_record_a_completion",
            ),
            models.CheckConstraint(
                name="training_expires_after_it_is_completed",
                condition=Q(expires_on__gte=F("completed_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.course}, {self.completed_on}"


class TrainingFile(models.Model):
    """A file of completed courses: how far it was read, and what became of it.

    It is read row by row first; where any row is wrong, `faults` names each and nothing is
    recorded. `changes` has sentences about the first rows, `to_record` counts all. The
    text is kept only until the file is recorded, refused or replaced by another.
    """

    brought_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(db_default=Now())
    text = models.TextField()
    rows = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    to_record = models.PositiveIntegerField(default=0)
    changes = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    read_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(finished_at__isnull=True),
                name="training_file_in_hand",
            )
        ]

    def __str__(self) -> str:
        return f"file {self.pk} of training"

    @property
    def state(self) -> str:
        """One of: reading, refused, asking, recording, recorded, left."""
        if self.read_at is None:
            return "reading"
        if self.faults:
            return "refused"
        if self.finished_at is not None:
            return "left" if self.trouble else "recorded"
        return "asking" if self.confirmed_at is None else "recording"
