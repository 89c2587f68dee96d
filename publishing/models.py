"""The outbox and what became of it: publications, attempts, receipts, holds.

No verb lives here; constraints keep a part from being sent twice.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import Person, SocialAccount
from approvals.models import Authorisation
from drafts.models import Revision
from publishing.lifecycle import MAY_BE_LIVE, AttemptOutcome, PublicationStatus


class Publication(models.Model):
    """One authorised revision on one account: the outbox row."""

    authorisation = models.ForeignKey(
        Authorisation, models.PROTECT, related_name="publications"
    )
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="publications")
    digest = models.BinaryField(max_length=32)
    account = models.ForeignKey(
        SocialAccount, models.PROTECT, related_name="publications"
    )
    client_key = models.CharField(max_length=64, unique=True)
    status = models.CharField(
        max_length=12, choices=PublicationStatus, default=PublicationStatus.WAITING
    )
    why = models.CharField(max_length=300, blank=True)
    # When it should go out, when it may next be tried, and when its slot is over.
    due_at = models.DateTimeField()
    try_at = models.DateTimeField()
    not_after = models.DateTimeField(null=True)
    # The last time that somebody looked at it: at its approval, or at its release.
    # A hold or sensitive period in force after this stops it, even one that is over.
    reviewed_at = models.DateTimeField(db_default=Now())
    # The claim: who holds it changes the fence, and a stale holder's word is not taken.
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    # The look-up of an unknown outcome.
    look_up_at = models.DateTimeField(null=True)
    look_ups = models.PositiveSmallIntegerField(default=0)
    absences = models.PositiveSmallIntegerField(default=0)
    last_sighting = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "account"], name="one_publication_an_account"
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(status=PublicationStatus.CLAIMED),
                name="one_sender_an_account",
            ),
            models.CheckConstraint(
                name="publication_status_is_known",
                condition=Q(status__in=PublicationStatus.values),
            ),
            models.CheckConstraint(
                name="a_claim_has_a_lease",
                condition=Q(lease_until__isnull=False)
                | ~Q(status=PublicationStatus.CLAIMED),
            ),
        ]
        indexes = [
            models.Index(
                fields=["try_at", "id"],
                condition=Q(status=PublicationStatus.WAITING),
                name="publication_due",
            ),
            models.Index(
                fields=["lease_until"],
                condition=Q(status=PublicationStatus.CLAIMED),
                name="publication_lease",
            ),
            models.Index(
                fields=["look_up_at"],
                condition=Q(status=PublicationStatus.UNKNOWN),
                name="publication_look_up",
            ),
            models.Index(fields=["-changed_at", "-id"], name="publication_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.revision} on {self.account}"


class Attempt(models.Model):
    """One try at one part, committed before the platform is called."""

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="attempts"
    )
    part = models.PositiveSmallIntegerField()
    fence = models.PositiveIntegerField()
    started_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=16, choices=AttemptOutcome, default=AttemptOutcome.STARTED
    )
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "fence"], name="one_attempt_a_claim"
            ),
            models.UniqueConstraint(
                fields=["publication", "part"],
                condition=Q(outcome__in=MAY_BE_LIVE),
                name="no_second_try_while_the_first_may_be_live",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.fence} at {self.publication}: {self.outcome}"


class Receipt(models.Model):
    """The platform's word that a part is live: its id and address there."""

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="receipts"
    )
    part = models.PositiveSmallIntegerField()
    remote_id = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    received_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "part"], name="one_receipt_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.publication} part {self.part}: {self.remote_id}"


class Hold(models.Model):
    """An all-stop, of one account or of everything; lifting it releases nothing."""

    account = models.ForeignKey(
        SocialAccount, models.PROTECT, null=True, blank=True, related_name="holds"
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
            )
        ]

    def __str__(self) -> str:
        return f"hold on {self.account or 'everything'}: {self.reason}"


class Recheck(models.Model):
    """That every waiting post is checked again, and how far that has got.

    `upto` is the last draft that was checked: a restart goes on after it.
    """

    why = models.CharField(max_length=400)
    proposal = models.BigIntegerField()
    asked_at = models.DateTimeField(db_default=Now())
    began_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    upto = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(finished_at__isnull=True),
                name="recheck_unfinished",
            )
        ]

    def __str__(self) -> str:
        return f"re-check {self.pk}: {self.done} of {self.total}"


class Lapse(models.Model):
    """That a draft went back to its author because a register changed, and why."""

    recheck = models.ForeignKey(Recheck, models.PROTECT, related_name="lapses")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="lapses")
    reason = models.CharField(max_length=400)
    lapsed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.revision}: {self.reason}"


class RehearsalPost(models.Model):
    """A post on the rehearsal network, which accepts the same words twice, as X does."""

    handle = models.CharField(max_length=120)
    client_key = models.CharField(max_length=80)
    text = models.TextField()
    reply_to = models.CharField(max_length=40, blank=True)
    posted_at = models.DateTimeField(db_default=Now())
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["handle", "-id"], name="rehearsal_timeline"),
            models.Index(fields=["client_key"], name="rehearsal_key"),
        ]

    def __str__(self) -> str:
        return f"{self.handle}: {self.text[:40]}"


class RehearsalSwitch(models.Model):
    """What goes wrong next on one rehearsal account, and how many times."""

    class Fault(models.TextChoices):
        RATE_LIMIT = "rate limit", "Say “too many posts, try later”"
        TIMEOUT_AFTER = "timeout after", "Accept the post, then never answer"
        TIMEOUT_BEFORE = "timeout before", "Never answer, and post nothing"
        REVOKED = "revoked", "Refuse the token"

    handle = models.CharField(max_length=120, unique=True)
    fault = models.CharField(max_length=20, choices=Fault)
    times = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.handle}: {self.fault}, {self.times} more"
