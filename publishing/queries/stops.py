"""What stands in the way of every post now: the holds that nobody has lifted.

Nothing here changes a row.
"""

from collections.abc import Sequence

from django.db.models import F, QuerySet

from accounts.models import Person, SocialAccount
from publishing.lifecycle import PublicationStatus
from publishing.models import Hold, Publication


def active_holds() -> Sequence[Hold]:
    """Holds in force: those on everything first, then by account, oldest first."""
    return list(
        Hold.objects.filter(lifted_at=None)
        .select_related("account", "placed_by")
        .order_by(F("account_id").asc(nulls_first=True), "placed_at")
    )


def authors_waiting_for(account: SocialAccount | None) -> QuerySet[Person]:
    """Who wrote what waits to go out on this account, or on any."""
    waiting = Publication.objects.filter(status=PublicationStatus.WAITING)
    if account is not None:
        waiting = waiting.filter(account=account)
    return Person.objects.filter(pk__in=waiting.values("revision__draft__author"))
