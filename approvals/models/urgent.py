"""The urgent route: that it was used, what a second officer made of it, and who was told.

Rows here are only ever inserted; triggers hold who may use and who may review.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import Person
from approvals.models.decisions import Decision


class Outcome(models.TextChoices):
    STANDS = "stands", "It was right to publish it"
    WRONG = "wrong", "It should not have gone out"


class UrgentUse(models.Model):
    """That one duty officer filled every seat that was open; the decision has the reason."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="urgent_use")
    used_at = models.DateTimeField(db_default=Now())
    review_due_at = models.DateTimeField()
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urgent_review_is_due_later",
                condition=Q(review_due_at__gt=F("used_at")),
            )
        ]
        indexes = [
            models.Index(fields=["-used_at", "-id"], name="urgent_recent"),
            models.Index(fields=["review_due_at"], name="urgent_due"),
        ]

    def __str__(self) -> str:
        return f"urgent use {self.pk}"


class UrgentReview(models.Model):
    """What a second officer, who wrote none of it, made of an urgent post."""

    use = models.OneToOneField(UrgentUse, models.PROTECT, related_name="review")
    outcome = models.CharField(max_length=8, choices=Outcome)
    note = models.TextField()
    reviewed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.CharField(max_length=160)
    role = models.CharField(max_length=24)
    reviewed_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="urgent_review_is_of_a_kind",
                condition=Q(outcome__in=Outcome.values) & ~Q(note=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome}: {self.use}"

    @property
    def in_time(self) -> bool:
        return self.reviewed_at <= self.use.review_due_at


class UrgentAlarm(models.Model):
    """That everyone above was told of an urgent post that nobody reviewed in time."""

    use = models.OneToOneField(UrgentUse, models.PROTECT, related_name="alarm")
    told_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"alarm about {self.use}"
