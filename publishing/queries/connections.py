"""Reads about connections: how each account stands, and what waits on it.

Nothing here changes a row, and no platform is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Credential, SocialAccount
from accounts.queries.register import accounts_register
from accounts.roles import CredentialState
from publishing.lifecycle import RECALLABLE, PublicationStatus
from publishing.models import Publication, RateLimit
from publishing.platforms.registry import capabilities_of


ENDS_SOON = timedelta(days=14)


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


@dataclass(frozen=True, slots=True)
class Connected:
    """An account as the page of connections shows it; `colour` is of a GOV.UK tag."""

    account: SocialAccount
    words: str
    colour: str
    allowances: Sequence[RateLimit]
    waiting: int
    price: tuple[float, float] | None

    @property
    def credential(self) -> Credential | None:
        return getattr(self.account, "credential", None)


def connections() -> list[Connected]:
    """Every account with its connection; the queries do not grow with it."""
    accounts = list(accounts_register())
    left = _allowances([account.pk for account in accounts])
    waiting = _waiting()
    return [
        _connected(account, left.get(account.pk, ()), waiting.get(account.pk, 0))
        for account in accounts
    ]


def connection_of(account: SocialAccount) -> Connected:
    left = _allowances([account.pk]).get(account.pk, ())
    return _connected(account, left, _waiting().get(account.pk, 0))


def _connected(
    account: SocialAccount, left: Sequence[RateLimit], waiting: int
) -> Connected:
    words, colour = state_in_words(getattr(account, "credential", None))
    price = capabilities_of(account.platform).price
    return Connected(account, words, colour, left, waiting, price)


def state_in_words(credential: Credential | None) -> tuple[str, str]:
    """How a connection is, and the colour of its tag."""
    if credential is None:
        return "Not connected", "grey"
    if credential.state == CredentialState.REFUSED:
        return "Refused by the platform", "red"
    ends = credential.expires_at
    left = ENDS_SOON if ends is None else ends - timezone.now()
    if left < ENDS_SOON:
        return ("Ended", "red") if left <= timedelta(0) else ("Ends soon", "yellow")
    quiet = bool(credential.trouble)
    return ("No answer lately", "yellow") if quiet else ("Connected", "green")


def _allowances(accounts: Sequence[int]) -> dict[int, list[RateLimit]]:
    """What platforms said may still be done, in windows that are not over."""
    rows = RateLimit.objects.filter(account__in=accounts, resets_at__gt=Now())
    found: dict[int, list[RateLimit]] = {}
    for row in rows.order_by("account", "kind"):
        found.setdefault(row.account_id, []).append(row)
    return found


def _waiting() -> dict[int, int]:
    rows = Publication.objects.filter(status__in=RECALLABLE).values("account")
    return {row["account"]: row["posts"] for row in rows.annotate(posts=Count("pk"))}
