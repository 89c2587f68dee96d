"""What rested on a delegation, and whether what a decision rests on still stands.

Nothing here changes a row.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import Delegation, Person
from accounts.queries import delegations_in_force
from accounts.queries.people import acts_in
from approvals.models import Reliance
from drafts.lifecycle import Status
from drafts.queries import drafts_open_to


# In these a decision counts for something to come.
LIVE = (Status.SUBMITTED, Status.APPROVED)

# `stands` below, turned round and written out: each delivery asks it up to three times,
# and putting the queryset together takes longer than the answer.
LAPSED = """
SELECT delegation.reference
FROM approvals_reliance reliance
JOIN approvals_decision decision ON decision.id = reliance.decision_id
JOIN accounts_person decider ON decider.id = decision.decided_by_id
JOIN accounts_delegation delegation ON delegation.id = reliance.delegation_id
LEFT JOIN accounts_delegation above ON above.id = delegation.under_id
WHERE decision.revision_id = %(revision)s AND NOT (
    decider.is_active
    AND delegation.granted_at <= %(moment)s
    AND delegation.valid_from <= %(moment)s AND delegation.valid_to > %(moment)s
    AND (delegation.revoked_at IS NULL OR delegation.revoked_at > %(moment)s)
    AND (above.id IS NULL OR (
        above.valid_to > %(moment)s
        AND (above.revoked_at IS NULL OR above.revoked_at > %(moment)s)))
    AND (
        EXISTS (
            SELECT FROM accounts_holding holding
            WHERE holding.person_id = decider.id
                AND holding.job_post_id = delegation.job_post_id
                AND holding.starts_on <= %(day)s
                AND (holding.ends_on IS NULL OR holding.ends_on >= %(day)s))
        OR EXISTS (
            SELECT FROM accounts_substitution standing
            JOIN accounts_holding held ON held.person_id = standing.principal_id
                AND held.job_post_id = standing.job_post_id
            WHERE standing.person_id = decider.id
                AND standing.job_post_id = delegation.job_post_id
                AND standing.starts_at <= %(moment)s AND standing.ends_at > %(moment)s
                AND held.starts_on <= %(day)s
                AND (held.ends_on IS NULL OR held.ends_on >= %(day)s)))
)
"""


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
    """The references of what the decisions on a revision rest on and stands no more."""
    with connection.cursor() as cursor:
        cursor.execute(
            LAPSED,
            {
                "revision": revision_id,
                "moment": at,
                "day": timezone.localdate(at),
            },
        )
        return [reference for (reference,) in cursor.fetchall()]


def fallen(at: datetime) -> QuerySet[Reliance]:
    """Reliances of waiting and approved words that do not stand any more."""
    return Reliance.objects.filter(
        decision__revision__draft__current=F("decision__revision"),
        decision__revision__draft__status__in=LIVE,
    ).exclude(stands(at))
