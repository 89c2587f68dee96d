"""Reads about connections: what waits on an account, and whose turn it is to be asked.

Nothing here changes a row, and no platform is asked.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import SocialAccount
from publishing.lifecycle import RECALLABLE, PublicationStatus
from publishing.models import Publication


@dataclass(frozen=True, slots=True)
class Standing:
    """What a disconnection does to an account's posts, in numbers."""

    cancelled: int
    held: int
    unknown: int


def to_cancel(account: SocialAccount) -> QuerySet[Publication]:
    """What has not begun: nothing of it is on the platform."""
    return Publication.objects.filter(
        account=account, status__in=RECALLABLE, receipts__isnull=True
    ).order_by("pk")


def to_hold(account: SocialAccount) -> QuerySet[Publication]:
    """What is live in part, and waits to go on."""
    waiting = PublicationStatus.WAITING
    return (
        Publication.objects.filter(
            account=account, status=waiting, receipts__isnull=False
        )
        .distinct()
        .order_by("pk")
    )


def standing_of(account: SocialAccount) -> Standing:
    """What is sent at this moment counts as held: whatever remains of it will be."""
    rows = Publication.objects.filter(account=account)
    sending = rows.filter(status=PublicationStatus.CLAIMED).count()
    return Standing(
        cancelled=to_cancel(account).count(),
        held=to_hold(account).count() + sending,
        unknown=rows.filter(status=PublicationStatus.UNKNOWN).count(),
    )


def anything_waits(account: SocialAccount) -> bool:
    return Publication.objects.filter(
        Q(status=PublicationStatus.WAITING) | Q(status=PublicationStatus.HELD),
        account=account,
        receipts__isnull=True,
    ).exists()
