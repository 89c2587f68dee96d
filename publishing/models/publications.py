"""The outbox and what became of it: publications, attempts, receipts.

No verb lives here; constraints keep a part from being sent twice.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import SocialAccount
from approvals.models import Authorisation
from drafts.models import Revision
from publishing.lifecycle import (
    MAY_BE_LIVE,
    UNDER_WAY,
    AttemptOutcome,
    PublicationStatus,
)


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
    # Every part as it goes on the wire, rendered at the approval, and its SHA-256.
    wire = models.BinaryField()
    wire_digest = models.BinaryField(max_length=32)
    # What is sent before what else is due: danger to life is 0, everything else 1.
    priority = models.PositiveSmallIntegerField(default=1)
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
    # When somebody was told that it is late; empty again once it is released anew.
    overdue_since = models.DateTimeField(null=True)
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
                fields=["priority", "try_at", "id"],
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
            models.Index(
                fields=["due_at"],
                condition=Q(status__in=UNDER_WAY),
                name="publication_under_way",
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


class Staging(models.Model):
    """What a platform gave for the media, draft or container of one part.

    Kept before the part is published, so that a film is uploaded once. `ref` holds no
    secret and no words.
    """

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="stagings"
    )
    part = models.PositiveSmallIntegerField()
    ref = models.JSONField(default=dict)
    whole = models.BooleanField(default=False)
    began_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "part"], name="one_staging_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"staging of {self.publication}, part {self.part}"


class RateLimit(models.Model):
    """What a platform said may still be done on an account: "posts" or "reads"."""

    account = models.ForeignKey(
        SocialAccount, models.CASCADE, related_name="rate_limits"
    )
    kind = models.CharField(max_length=16)
    limit = models.PositiveIntegerField(null=True)
    remaining = models.PositiveIntegerField()
    resets_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"], name="one_rate_limit_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.remaining} {self.kind} left"


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
        indexes = [models.Index(fields=["remote_id"], name="receipt_remote")]

    def __str__(self) -> str:
        return f"{self.publication} part {self.part}: {self.remote_id}"
