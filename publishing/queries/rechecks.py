"""Reads of re-checks: whether one is under way, how far it is, what lapsed.

Nothing here changes a row.
"""

from collections.abc import Sequence

from django.db.models import Count, QuerySet

from accounts.models import Person
from drafts.queries import drafts_open_to
from publishing.models import Lapse, Recheck


def recheck_under_way() -> bool:
    return Recheck.objects.filter(finished_at=None).exists()


def last_rechecks(number: int = 20) -> Sequence[Recheck]:
    """The latest re-checks, the newest first, each with its number of lapses."""
    return list(
        Recheck.objects.annotate(lapsed=Count("lapses")).order_by("-pk")[:number]
    )


def lapses_open_to(person: Person, *, number: int = 50) -> QuerySet[Lapse]:
    """The latest drafts that went back, of those that this person may read."""
    return (
        Lapse.objects.filter(revision__draft__in=drafts_open_to(person))
        .select_related("revision__draft__author")
        .order_by("-pk")[:number]
    )
