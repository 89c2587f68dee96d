"""Reasons of a decision that are pinned to words: rows that are only inserted.

No verb lives here.
"""

from django.db import models
from django.db.models import F, Q

from approvals.models.decisions import Decision
from drafts.content import texts


class Pin(models.Model):
    """What should change in some words of the revision that a decision sent back.

    `field` is a path of `drafts.content.texts`; `start` and `end` count characters.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="pins")
    field = models.CharField(max_length=80)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "field", "start", "end"], name="one_pin_a_passage"
            ),
            models.CheckConstraint(
                name="pin_has_words_and_a_reason",
                condition=Q(end__gt=F("start")) & ~Q(reason=""),
            ),
        ]
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.field} {self.start} to {self.end}"

    @property
    def words(self) -> str:
        """The words that it is pinned to."""
        text = texts(self.decision.revision.content).get(self.field, "")
        return text[self.start : self.end]
