"""What rested on a delegation, and whether what a decision rests on still stands.

Nothing here changes a row.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet

from accounts.models import Delegation, Person
from accounts.queries import delegations_in_force
from accounts.queries.people import acts_in
from approvals.models import Reliance
from drafts.lifecycle import Status
from drafts.queries import drafts_open_to


# In these a decision counts for something to come.
LIVE = (Status.SUBMITTED, Status.APPROVED)


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


def stands(at: datetime) -> Q:
    """For reliances: the delegation is in force, and its decider still in the post."""
    return Q(delegation__in=delegations_in_force(at)) & acts_in(
        "decision__decided_by", "delegation__job_post", at=at
    )


def lapsed_references(revision_id: int, *, at: datetime) -> Sequence[str]:
    """The references of what the decisions on a revision rest on and stands no more.

    `stands`, turned round, as the function of the database that deliveries ask too.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "/* planned once */ SELECT * FROM approvals_lapsed(%s, %s)",
            [revision_id, at],
        )
        return [reference for (reference,) in cursor.fetchall()]


def fallen(at: datetime) -> QuerySet[Reliance]:
    """Reliances of waiting and approved words that do not stand any more."""
    return Reliance.objects.filter(
        decision__revision__draft__current=F("decision__revision"),
        decision__revision__draft__status__in=LIVE,
    ).exclude(stands(at))
