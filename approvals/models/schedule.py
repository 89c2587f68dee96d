"""Versions of the schedule of authority: rows that are only inserted.

No verb lives here; triggers keep each version to a change that two people agreed on.
"""

from django.db import models
from django.db.models.functions import Now

from accounts.models.proposals import Proposal


class ScheduleVersion(models.Model):
    """One version: what one class says from now on; the others stay as they were.

    `row` has the members of `approvals.queries.schedule.Row`. The default schedule is
    version 0 and has no row here.
    """

    number = models.PositiveIntegerField(unique=True)
    authority = models.CharField(max_length=32)
    row = models.JSONField()
    proposal = models.OneToOneField(
        Proposal, models.PROTECT, related_name="schedule_version"
    )
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"schedule {self.number}: {self.authority}"
