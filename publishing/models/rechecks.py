"""The re-checks of what waits, and what went back to its author by one.

No verb lives here.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from drafts.models import Revision


class Recheck(models.Model):
    """That every waiting post is checked again, and how far that has got.

    `upto` is the last draft that was checked: a restart goes on after it.
    """

    why = models.CharField(max_length=400)
    proposal = models.BigIntegerField()
    asked_at = models.DateTimeField(db_default=Now())
    began_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    upto = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(finished_at__isnull=True),
                name="recheck_unfinished",
            )
        ]

    def __str__(self) -> str:
        return f"re-check {self.pk}: {self.done} of {self.total}"


class Lapse(models.Model):
    """That a draft went back to its author because a register changed, and why."""

    recheck = models.ForeignKey(Recheck, models.PROTECT, related_name="lapses")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="lapses")
    reason = models.CharField(max_length=400)
    lapsed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.revision}: {self.reason}"
