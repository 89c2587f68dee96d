"""What rested on a delegation: every decision that it was relied on for.

Nothing here changes a row.
"""

from django.db.models import QuerySet

from accounts.models import Delegation, Person
from approvals.models import Reliance
from drafts.queries import drafts_open_to


def relied_on(delegation: Delegation) -> QuerySet[Reliance]:
    """Every reliance on it, the last one first."""
    return (
        Reliance.objects.filter(delegation=delegation)
        .select_related("decision__decided_by", "decision__revision__draft")
        .order_by("-pk")
    )


def readable_by(person: Person, reliances: QuerySet[Reliance]) -> QuerySet[Reliance]:
    """Those of drafts that this person may read."""
    drafts = drafts_open_to(person).values("pk")
    return reliances.filter(decision__revision__draft__in=drafts)
