"""Holds: what they stop, which posts were let out of one, and how far the log of it is.

No verb lives here; triggers hold who places, lifts and releases.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person, SocialAccount, Team
from accounts.models.people import Department
from publishing.models.publications import Publication


class Hold(models.Model):
    """A stop of one account, team or department, or of everything where none is named.

    Lifting it releases nothing.
    """

    account = models.ForeignKey(
        SocialAccount, models.PROTECT, null=True, blank=True, related_name="holds"
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="holds"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="holds"
    )
    reason = models.CharField(max_length=200)
    placed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(db_default=Now())
    lifted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hold_lifting_is_whole",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="hold_is_of_one_thing",
                condition=Q(account__isnull=True, team__isnull=True)
                | Q(account__isnull=True, department__isnull=True)
                | Q(team__isnull=True, department__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"hold on {self.where}: {self.reason}"

    @property
    def where(self) -> str:
        """What it stops, in words for the middle of a sentence."""
        if self.account:
            return str(self.account)
        if self.team:
            return f"the team {self.team}"
        return f"the department {self.department}" if self.department else "everything"

    @property
    def heading(self) -> str:
        """The same for the beginning of one."""
        where = self.where
        return where[0].upper() + where[1:]


class HoldRelease(models.Model):
    """That the director let one post out of a hold in force, and why."""

    hold = models.ForeignKey(Hold, models.PROTECT, related_name="releases")
    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="releases"
    )
    reason = models.CharField(max_length=200)
    released_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hold", "publication"], name="one_release_from_a_hold"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} released from hold {self.hold_id}"


class Unscheduling(models.Model):
    """How far the posts that a hold stops have been taken off the schedule, one by one.

    `upto` is the last publication looked at: a restart goes on after it. Nothing goes
    out meanwhile: the hold itself stops it.
    """

    hold = models.OneToOneField(Hold, models.PROTECT, related_name="unscheduling")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    upto = models.BigIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(finished_at__isnull=True),
                name="unscheduling_unfinished",
            )
        ]

    def __str__(self) -> str:
        return f"unscheduling of hold {self.hold_id}: {self.done} of {self.total}"
