"""What the clock has still to do about a submitted revision, and which rules it has seen.

No verb lives here.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from drafts.models import Revision


class Step(models.TextChoices):
    """Who hears that a decision is late, in this order."""

    REMINDER = "reminder", "Those who could decide"
    DEPUTY = "deputy", "The deputy of the account"
    DUTY = "duty", "The duty officer"


class Chase(models.Model):
    """That a step is taken at a moment, unless the revision waits no more by then.

    `told` is how many people heard of it; None until the moment has passed.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="chases")
    step = models.CharField(max_length=12, choices=Step)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    told = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "step"], name="each_step_is_taken_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(done_at__isnull=True),
                name="chase_to_do",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} about {self.revision}"


class RulesetSeen(models.Model):
    """The digest of a set of rules under which what waits was checked again.

    Rules that came back have a row more: the beginning of their digest, and after which.
    """

    ruleset = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.ruleset[:8]
