"""Courses, and who completed which on what day.

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
