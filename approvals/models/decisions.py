"""Decisions, the delegations they rest on, and the completed authorisation.

Rows here are only ever inserted; triggers hold four eyes, digest and authority.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Delegation, Person
from approvals.lifecycle import Verdict
from drafts.models import Revision


class Decision(models.Model):
    """What one person decided on one digest, in which post and role."""

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="decisions")
    digest = models.BinaryField(max_length=32)
    verdict = models.CharField(max_length=12, choices=Verdict)
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="decisions")
    post = models.CharField(max_length=160)
    role = models.CharField(max_length=24)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(db_default=Now())
    entry = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "decided_by"], name="one_decision_each"
            ),
            models.CheckConstraint(
                name="decision_verdict_is_known",
                condition=Q(verdict__in=Verdict.values),
            ),
            models.CheckConstraint(
                name="refusing_gives_a_reason",
                condition=Q(verdict=Verdict.APPROVED) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.decided_by}"


class Reliance(models.Model):
    """That a decision rests on a delegation, for one seat of the plan."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="reliances")
    seat = models.CharField(max_length=80)
    authority = models.CharField(max_length=32)
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "seat"], name="one_reliance_a_seat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority} under {self.delegation}"


class Authorisation(models.Model):
    """Every decision that a revision needs has been given; it may be published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    revision = models.OneToOneField(
        Revision, models.PROTECT, related_name="authorisation"
    )
    digest = models.BinaryField(max_length=32)
    authorised_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    entry = models.UUIDField()

    def __str__(self) -> str:
        return f"authorisation of {self.revision}"
