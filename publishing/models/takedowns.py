"""Taking live posts down, and correcting them: who asked, what was live, how far it is.

No verb lives here; triggers hold who may, and that a row is kept.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person, SocialAccount
from drafts.models import Draft
from publishing.models.publications import Publication
from publishing.models.truth import Divergence


@dataclass(frozen=True, slots=True)
class Progress:
    """How many posts of a takedown there are, and how many are where."""

    all: int
    gone: int
    by_hand: int

    @property
    def under_way(self) -> bool:
        return self.gone + self.by_hand < self.all


class Finding(models.TextChoices):
    STANDS = "stands", "It was right to take it down"
    WRONG = "wrong", "It should have stayed"


class Takedown(models.Model):
    """One act by one person: everything live of a draft, or some posts of one account.

    The latter are strangers, or what stands where the words of a `correction` are to go.
    `confirm_by` is set where a duty officer acted, and head of digital confirms it.
    """

    draft = models.ForeignKey(
        Draft, models.PROTECT, null=True, related_name="takedowns"
    )
    account = models.ForeignKey(
        SocialAccount, models.PROTECT, null=True, related_name="takedowns"
    )
    correction = models.ForeignKey(
        "Correction", models.PROTECT, null=True, related_name="takedowns"
    )
    reason = models.CharField(max_length=400)
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    post = models.CharField(max_length=160)
    role = models.CharField(max_length=24)
    requested_at = models.DateTimeField(db_default=Now())
    confirm_by = models.DateTimeField(null=True)
    finding = models.CharField(max_length=8, choices=Finding, blank=True)
    note = models.CharField(max_length=400, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="takedown_is_of_one_thing",
                condition=Q(draft__isnull=True, account__isnull=False)
                | Q(draft__isnull=False, account__isnull=True),
            ),
            models.CheckConstraint(
                name="takedown_makes_room_on_one_account",
                condition=Q(correction__isnull=True) | Q(account__isnull=False),
            ),
            models.CheckConstraint(
                name="takedown_confirmation_is_whole",
                condition=Q(
                    finding="", confirmed_by__isnull=True, confirmed_at__isnull=True
                )
                | ~Q(note="")
                & Q(
                    finding__in=Finding.values,
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                    confirm_by__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["confirm_by"],
                condition=Q(confirm_by__isnull=False, confirmed_at__isnull=True),
                name="takedown_unconfirmed",
            )
        ]

    def __str__(self) -> str:
        return f"takedown {self.pk}"

    @property
    def progress(self) -> Progress:
        """Of the deletions that were read with it."""
        states = [each.state for each in self.deletions.all()]
        return Progress(
            all=len(states),
            gone=states.count(DeletionState.GONE),
            by_hand=states.count(DeletionState.BY_HAND),
        )

    @property
    def confirmed_in_time(self) -> bool | None:
        """None where nobody confirmed it, or nobody has to."""
        if self.confirm_by is None or self.confirmed_at is None:
            return None
        return self.confirmed_at <= self.confirm_by


class DeletionState(models.TextChoices):
    REQUESTED = "requested", "About to be taken down"
    DELETING = "deleting", "Being taken down"
    CHECKING = "checking", "Asked for: looking whether it is gone"
    BY_HAND = "by hand", "Somebody must delete it by hand"
    GONE = "gone", "Gone"


# A worker still has something to do, or may.
UNDER_WAY = (DeletionState.REQUESTED, DeletionState.DELETING, DeletionState.CHECKING)


class Deletion(models.Model):
    """One live post that is to go: what was there before, and how far it is.

    `words` are the live ones as captured, evidence that may be erased, while
    `words_hash` (SHA-256, hex) stays. `asks` counts the calls that delete, each
    committed before it is made; `looks` those that only looked, since the last ask.
    """

    takedown = models.ForeignKey(Takedown, models.PROTECT, related_name="deletions")
    account = models.ForeignKey(SocialAccount, models.PROTECT, related_name="deletions")
    remote_id = models.CharField(max_length=200)
    url = models.CharField(max_length=500, blank=True)
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, related_name="deletions"
    )
    part = models.PositiveSmallIntegerField(default=0)
    divergence = models.ForeignKey(
        Divergence, models.PROTECT, null=True, related_name="deletions"
    )
    state = models.CharField(
        max_length=12, choices=DeletionState, default=DeletionState.REQUESTED
    )
    captured_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)
    words_hash = models.CharField(max_length=64, blank=True)
    media = models.PositiveSmallIntegerField(default=0)
    posted_at = models.DateTimeField(null=True)
    asks = models.PositiveSmallIntegerField(default=0)
    looks = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(db_default=Now())
    turn_until = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    # Who said that they had deleted it by hand; it is looked at all the same.
    said_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "remote_id"],
                condition=~Q(state=DeletionState.GONE),
                name="one_open_deletion_a_post",
            ),
            models.UniqueConstraint(
                fields=["takedown", "account", "remote_id"],
                name="one_deletion_a_post_of_a_takedown",
            ),
            models.CheckConstraint(
                name="deletion_state_is_known",
                condition=Q(state__in=DeletionState.values),
            ),
            models.CheckConstraint(
                name="deletion_is_gone_at_a_moment",
                condition=Q(state=DeletionState.GONE, gone_at__isnull=False)
                | ~Q(state=DeletionState.GONE) & Q(gone_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                condition=Q(state__in=UNDER_WAY),
                name="deletion_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.remote_id} on {self.account}"


class Correction(models.Model):
    """That one draft puts right what another published."""

    draft = models.OneToOneField(Draft, models.PROTECT, related_name="correction")
    corrects = models.ForeignKey(Draft, models.PROTECT, related_name="corrections")
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"draft {self.draft_id} corrects draft {self.corrects_id}"
