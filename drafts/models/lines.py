"""The library of pre-cleared wording: lines, their versions, and what cleared them.

No verb lives here; triggers of the fifth migration keep a version as it was proposed.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import Delegation, JobPost, Person


class SlotKind(models.TextChoices):
    """What may be filled into a slot of a line, and nothing else."""

    PLACE = "place", "Place from a list"
    ROAD = "road", "Road"
    DATE = "date", "Date"
    TIME = "time", "Time"
    NUMBER = "number", "Number"
    LINK = "link", "Link"


class LineVerdict(models.TextChoices):
    WAITING = "", "Waiting to be cleared"
    CLEARED = "cleared", "Cleared"
    REFUSED = "refused", "Refused"


class LineLanguage(models.TextChoices):
    ENGLISH = "en", "English"
    WELSH = "cy", "Welsh"


class Line(models.Model):
    """One pre-cleared wording through all its versions; people quote it as "L-12"."""

    owner = models.ForeignKey(JobPost, models.PROTECT, related_name="lines")
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"L-{self.pk}"


class LineVersion(models.Model):
    """A wording as somebody proposed it, and what another person decided about it.

    `slots` is a list of `drafts.policy.slots.Slot` as JSON; `accounts` holds row ids of
    social accounts; `classes` the authority classes that it was cleared for.
    """

    line = models.ForeignKey(Line, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    text = models.TextField()
    slots = models.JSONField(default=list)
    topic = models.CharField(max_length=60)
    language = models.CharField(
        max_length=2, choices=LineLanguage, default=LineLanguage.ENGLISH
    )
    accounts = ArrayField(models.BigIntegerField())
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_as = models.CharField(max_length=160)
    proposed_at = models.DateTimeField(db_default=Now())
    verdict = models.CharField(
        max_length=8, choices=LineVerdict, default=LineVerdict.WAITING, blank=True
    )
    classes = ArrayField(models.CharField(max_length=32), default=list)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=160, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    # The log's entry of the decision.
    entry = models.UUIDField(null=True, unique=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line", "number"], name="line_versions_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(verdict="", withdrawn_at=None),
                name="one_version_of_a_line_waits",
            ),
            models.CheckConstraint(
                name="line_ends_after_it_starts",
                condition=Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="line_names_its_accounts", condition=Q(accounts__len__gt=0)
            ),
            models.CheckConstraint(
                name="line_decision_is_whole",
                condition=Q(verdict="", decided_by=None, decided_at=None, entry=None)
                | Q(
                    verdict__in=["cleared", "refused"],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    entry__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="line_withdrawal_is_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_why="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """As a draft's content names it: "L-12 v3"."""
        return f"{self.line.reference} v{self.number}"


class LineReliance(models.Model):
    """The delegation on which one class of a line's clearance rests."""

    version = models.ForeignKey(LineVersion, models.PROTECT, related_name="reliances")
    authority = models.CharField(max_length=32)
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="+")
    relied_on_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "authority"], name="one_delegation_a_class_of_a_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority} of {self.version}: {self.delegation}"
