"""Every disclosure and commitment that was authorised, and what became of it.

No verb lives here; rows are only inserted, and triggers keep them to their revision.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import JobPost, Person
from approvals.models.decisions import Authorisation, Reliance
from drafts.models import Draft


class Outcome(models.TextChoices):
    KEPT = "kept", "Kept"
    CHANGED = "changed", "Changed"
    MISSED = "missed", "Missed"


class RegisteredStatement(models.Model):
    """One declared statement of an authorised revision, word for word.

    `due_on` is the last day that `by_when` names, None where it names none; `amount` is
    in pounds; `owner` is the post that authorised a commitment and owns it until it is
    handed over, None for a disclosure.
    """

    authorisation = models.ForeignKey(
        Authorisation, models.PROTECT, related_name="statements"
    )
    position = models.PositiveSmallIntegerField()
    authority = models.CharField(max_length=32)
    what = models.TextField()
    basis = models.TextField(blank=True)
    by_when = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)
    topic = models.CharField(max_length=80, blank=True)
    accounts = ArrayField(models.BigIntegerField())
    reliance = models.ForeignKey(Reliance, models.PROTECT, related_name="statements")
    owner = models.ForeignKey(
        JobPost, models.PROTECT, null=True, related_name="commitments"
    )
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authorisation", "position"], name="each_statement_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(owner__isnull=False),
                name="commitment_due",
            ),
            models.Index(fields=["-made_at", "-id"], name="statement_recent"),
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"


class StatementOutcome(models.Model):
    """What became of a commitment, in a note and the draft that says so.

    The last one counts. `due_on` is the new day of one that was changed.
    """

    statement = models.ForeignKey(
        RegisteredStatement, models.PROTECT, related_name="outcomes"
    )
    outcome = models.CharField(max_length=8, choices=Outcome)
    note = models.TextField()
    said_in = models.ForeignKey(Draft, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.CharField(max_length=160)
    role = models.CharField(max_length=24)
    recorded_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outcome_is_known", condition=Q(outcome__in=Outcome.values)
            ),
            models.CheckConstraint(name="outcome_has_a_note", condition=~Q(note="")),
            models.CheckConstraint(
                name="only_a_change_has_a_new_day",
                condition=Q(due_on__isnull=True) | Q(outcome=Outcome.CHANGED),
            ),
        ]
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.outcome}: {self.statement}"


class StatementHandover(models.Model):
    """That a commitment went to another post, and why; the last one is its owner."""

    statement = models.ForeignKey(
        RegisteredStatement, models.PROTECT, related_name="handovers"
    )
    to = models.ForeignKey(JobPost, models.PROTECT, related_name="commitments_taken")
    reason = models.TextField()
    handed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.CharField(max_length=160)
    role = models.CharField(max_length=24)
    handed_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="handover_has_a_reason", condition=~Q(reason="")
            )
        ]
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.statement} to {self.to}"


class DueNotice(models.Model):
    """That the owner of a commitment was told of the day that it is due, once."""

    statement = models.ForeignKey(
        RegisteredStatement, models.PROTECT, related_name="due_notices"
    )
    due_on = models.DateField()
    told_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "due_on"], name="told_once_of_each_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement}, due {self.due_on}"
