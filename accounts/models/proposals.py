"""Changes that one person proposes and another decides, with their day of effect.

No verb lives here; triggers keep two people, the log entries and what was decided.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models.people import Person


class Verdict(models.TextChoices):
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Proposal(models.Model):
    """One change: what, by whom, from when, and what a second person said of it.

    `subject` names what it changes ("public number"), `payload` is its kind's to read,
    `digest` is SHA-256 over both. No `takes_effect_at` means: as soon as it is approved.
    `trouble` says why an approved change could not be made when its time came.
    """

    kind = models.CharField(max_length=32)
    subject = models.CharField(max_length=120)
    payload = models.JSONField()
    digest = models.BinaryField(max_length=32)
    summary = models.CharField(max_length=400)
    why = models.CharField(max_length=400, blank=True)
    takes_effect_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField(db_default=Now())
    made_entry = models.UUIDField()
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="proposals_decided"
    )
    decided_at = models.DateTimeField(null=True)
    decided_entry = models.UUIDField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    applied_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proposal_verdict_is_known",
                condition=Q(verdict__in=["", *Verdict.values]),
            ),
            models.CheckConstraint(
                name="proposal_decision_is_whole",
                condition=Q(
                    verdict="",
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    decided_entry__isnull=True,
                )
                | (
                    ~Q(verdict="")
                    & Q(
                        decided_by__isnull=False,
                        decided_at__isnull=False,
                        decided_entry__isnull=False,
                    )
                ),
            ),
            models.CheckConstraint(
                name="proposal_needs_a_second_person",
                condition=Q(verdict="")
                | Q(verdict=Verdict.WITHDRAWN, decided_by=F("proposed_by"))
                | (
                    Q(verdict__in=[Verdict.APPROVED, Verdict.REFUSED])
                    & ~Q(decided_by=F("proposed_by"))
                ),
            ),
            models.CheckConstraint(
                name="refusing_a_proposal_gives_a_reason",
                condition=~Q(verdict=Verdict.REFUSED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="only_an_approved_proposal_is_applied",
                condition=Q(applied_at__isnull=True, trouble="")
                | (
                    Q(verdict=Verdict.APPROVED)
                    & (Q(applied_at__isnull=True) | Q(trouble=""))
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["takes_effect_at"],
                condition=Q(
                    verdict=Verdict.APPROVED, applied_at__isnull=True, trouble=""
                ),
                name="proposal_due",
            ),
            models.Index(
                fields=["kind", "id"], condition=Q(verdict=""), name="proposal_open"
            ),
            models.Index(fields=["kind", "subject", "-id"], name="proposal_history"),
        ]

    def __str__(self) -> str:
        return f"change {self.pk}: {self.summary}"
