"""What stands in the way of every post now: the holds that nobody has lifted.

Nothing here changes a row.
"""

from collections.abc import Sequence

from django.db.models import F

from publishing.models import Hold


def active_holds() -> Sequence[Hold]:
    """Holds in force: those on everything first, then by account, oldest first."""
    return list(
        Hold.objects.filter(lifted_at=None)
        .select_related("account", "placed_by")
        .order_by(F("account_id").asc(nulls_first=True), "placed_at")
    )
