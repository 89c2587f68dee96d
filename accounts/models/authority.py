"""Delegations: who may authorise which class of statement, where and until when.

A delegation is given to a job post; who holds it is worked out on the day.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models.people import JobPost, Person
from accounts.models.social import SocialAccount


class Delegation(models.Model):
    """A standing authority, such as "D-114: commitments on river levels".

    `classes` holds authority classes of the guidance catalogue; `accounts` names
    every account it reaches, none when empty.
    """

    reference = models.CharField(max_length=32, unique=True)
    job_post = models.ForeignKey(JobPost, models.PROTECT, related_name="delegations")
    classes = ArrayField(models.CharField(max_length=32))
    accounts = models.ManyToManyField(SocialAccount, related_name="delegations")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    evidence = models.CharField(max_length=200)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_starts",
                condition=Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="delegation_revocation_is_whole",
                condition=Q(
                    revoked_at__isnull=True, revoked_by__isnull=True, revoked_reason=""
                )
                | (
                    Q(revoked_at__isnull=False, revoked_by__isnull=False)
                    & ~Q(revoked_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
