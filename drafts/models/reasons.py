"""Why an author left something that the check warned of: one reason for each rule.

No verb lives here; triggers of the fourth migration refuse every change to a row.
"""

from django.db import models
from django.db.models import Q

from drafts.models.drafts import Check


class Explanation(models.Model):
    """The author's reason for what one rule warned of, in one check."""

    check_run = models.ForeignKey(Check, models.PROTECT, related_name="explanations")
    rule = models.CharField(max_length=16)
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["check_run", "rule"], name="one_explanation_a_rule"
            ),
            models.CheckConstraint(
                name="explanation_has_words", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"why {self.rule} stays"
