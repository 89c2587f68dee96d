"""Reads of disputes: what waits for a rule custodian, and a draft's own.

Nothing here changes a row.
"""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person
from accounts.queries import holdings_on
from accounts.roles import Role
from drafts.models import Dispute, Draft


MOST_SHOWN = 200


def disputes() -> QuerySet[Dispute]:
    """Disputes with everything that a page or a policy reads of them."""
    return Dispute.objects.select_related(
        "raised_by",
        "finding__check_run__revision__draft__author",
        "finding__check_run__revision__draft__team",
        "finding__check_run__revision__draft__current",
        "ruling__ruled_by",
    )


def undecided() -> list[Dispute]:
    """The disputes on which nobody has ruled, the oldest first."""
    return list(disputes().filter(ruling__isnull=True).order_by("pk")[:MOST_SHOWN])


def undecided_for(person: Person) -> list[Dispute]:
    """What this person might rule on: what they neither raised nor wrote any part of."""
    return list(
        disputes()
        .filter(ruling__isnull=True)
        .exclude(raised_by=person)
        .exclude(finding__check_run__revision__draft__revisions__created_by=person)
        .order_by("pk")[:MOST_SHOWN]
    )


def disputes_of(draft: Draft) -> QuerySet[Dispute]:
    """Every dispute in a draft, the newest first."""
    return (
        disputes().filter(finding__check_run__revision__draft=draft.pk).order_by("-pk")
    )


def custodians_for(draft: Draft) -> QuerySet[Person]:
    """The rule custodians of today who wrote no part of the draft."""
    held = holdings_on(timezone.localdate()).filter(
        job_post__roles__contains=[Role.RULE_CUSTODIAN]
    )
    return (
        Person.objects.filter(pk__in=held.values("person"))
        .exclude(pk__in=draft.revisions.values("created_by"))
        .order_by("name")
    )


def decided_lately() -> QuerySet[Dispute]:
    """The disputes that were decided last, the newest first."""
    return disputes().filter(ruling__isnull=False).order_by("-ruling__pk")[:20]
