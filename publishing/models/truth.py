"""What is live on an account against what was authorised: the runs and what differs.

No verb lives here. Live words are kept as evidence here and never in the log.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person, SocialAccount
from publishing.models.publications import Publication, Receipt


class Reconciliation(models.Model):
    """One reading of an account's timeline, page by page, from `since` to its start.

    `older` asks the platform for the next page; while `turn_until` lasts a worker is at
    it. `asked_by` is empty where the clock asked.
    """

    account = models.ForeignKey(
        SocialAccount, models.PROTECT, related_name="reconciliations"
    )
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    started_at = models.DateTimeField(db_default=Now())
    turn_until = models.DateTimeField(null=True)
    older = models.CharField(max_length=1000, blank=True)
    read_all = models.BooleanField(default=False)
    upto = models.BigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    posts = models.PositiveIntegerField(default=0)
    matched = models.PositiveIntegerField(default=0)
    differing = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(finished_at__isnull=True),
                name="one_reconciliation_an_account",
            )
        ]
        indexes = [
            models.Index(fields=["account", "-id"], name="reconciliation_newest")
        ]

    def __str__(self) -> str:
        return f"reconciliation {self.pk} of {self.account}"


class LiveSighting(models.Model):
    """The last time that a part of ours was seen live on its platform, and in which run."""

    receipt = models.OneToOneField(
        Receipt, models.PROTECT, primary_key=True, related_name="sighting"
    )
    run = models.ForeignKey(Reconciliation, models.PROTECT, related_name="sightings")
    seen_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.receipt} seen in {self.run}"


class DivergenceKind(models.TextChoices):
    ALTERED = "altered", "Altered there"
    MISSING = "missing", "Missing there"
    UNAUTHORISED = "unauthorised", "Nobody authorised it"
    STILL_LIVE = "still live", "Taken down, and still live"


class Resolution(models.TextChoices):
    RESTORED = "restored", "As it was authorised again"
    GONE = "gone", "Not live any more"
    RECOGNISED = "recognised", "Known to us, for the reason given"
    TAKEN_DOWN = "taken down", "Taken down by us"


class Divergence(models.Model):
    """Something live that is not what was authorised, or the other way round.

    `words` are the live ones, an attacker's perhaps: evidence that may be erased, while
    `words_hash` (SHA-256, hex) stays.
    """

    account = models.ForeignKey(
        SocialAccount, models.PROTECT, related_name="divergences"
    )
    kind = models.CharField(max_length=12, choices=DivergenceKind)
    remote_id = models.CharField(max_length=200)
    url = models.CharField(max_length=500, blank=True)
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, related_name="divergences"
    )
    part = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    words_hash = models.CharField(max_length=64)
    media = models.PositiveSmallIntegerField(default=0)
    posted_at = models.DateTimeField(null=True)
    run = models.ForeignKey(Reconciliation, models.PROTECT, related_name="found")
    first_seen_at = models.DateTimeField(db_default=Now())
    last_seen_at = models.DateTimeField(db_default=Now())
    resolution = models.CharField(max_length=12, choices=Resolution, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "remote_id", "kind"],
                condition=Q(resolved_at__isnull=True),
                name="one_open_divergence_a_post",
            ),
            models.CheckConstraint(
                name="divergence_resolution_is_whole",
                condition=Q(resolution="", resolved_at__isnull=True)
                | (~Q(resolution="") & Q(resolved_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "-id"],
                condition=Q(resolved_at__isnull=True),
                name="divergence_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.remote_id} on {self.account}"
