"""Delegations: who may authorise which class of statement, where and until when.

A delegation is given to a job post; who holds it is worked out on the day.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.models.people import JobPost, Person
from accounts.models.social import SocialAccount


# Classes of the guidance catalogue that are about money: their delegations name a sum.
MONEY_CLASSES = ("money", "new_money")


class Delegation(models.Model):
    """A standing authority, such as "D-114: commitments on river levels", or a grant.

    `classes` holds authority classes of the guidance catalogue; `accounts` names every
    account it reaches, none when empty. `platforms` and `topic` narrow it further and
    are empty where they do not. `money_ceiling` is in whole pounds. `one_draft` makes
    it an explicit grant for that draft alone. `under` is the delegation of the granter
    that it was given under; none where the director gave it under the schedule.
    """

    reference = models.CharField(max_length=32, unique=True)
    job_post = models.ForeignKey(JobPost, models.PROTECT, related_name="delegations")
    classes = ArrayField(models.CharField(max_length=32))
    accounts = models.ManyToManyField(SocialAccount, related_name="delegations")
    platforms = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    topic = models.CharField(max_length=80, blank=True)
    money_ceiling = models.BigIntegerField(null=True, blank=True)
    one_draft = models.BigIntegerField(null=True, blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    onward = models.BooleanField(default=False)
    under = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="given_on"
    )
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
            models.CheckConstraint(
                name="delegation_of_money_names_a_sum",
                condition=~Q(classes__overlap=list(MONEY_CLASSES))
                | Q(money_ceiling__isnull=False, money_ceiling__gte=0),
            ),
            models.CheckConstraint(
                name="delegation_is_given_on_once",
                condition=Q(under__isnull=True) | Q(onward=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
