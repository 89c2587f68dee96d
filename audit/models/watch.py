"""What watches over the log: self-checks of it, and the sequencer's refusals to sign.

Nothing that an auditor must believe: whoever doubts the log verifies an export.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone


class SelfCheck(models.Model):
    """One verification of the whole stored log, done a part at a time.

    `done` of `size` entries hold so far. Once it has ended, `failure` says in a
    sentence what does not hold; it is empty when everything does, and `root` is then
    the root that was computed.
    """

    asked_by = models.CharField(max_length=200)
    asked_post = models.CharField(max_length=200)
    asked_role = models.CharField(max_length=100)
    asked_at = models.DateTimeField(db_default=Now())
    size = models.BigIntegerField()
    done = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True)
    first_bad_index = models.BigIntegerField(null=True)
    root = models.BinaryField(null=True, max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finished_at"],
                condition=Q(finished_at=None),
                nulls_distinct=False,
                name="one_self_check_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"self-check of {self.size} entries"

    @property
    def stuck(self) -> bool:
        """Whether it is under way and nobody has taken it further for a minute."""
        still = timezone.now() - self.moved_at
        return self.finished_at is None and still > timedelta(minutes=1)


class Refusal(models.Model):
    """That the sequencer would not sign, and why; in force until it signs again."""

    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"refusal: {self.reason}"
