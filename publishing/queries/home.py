"""What the home page shows: what needs a person now, goes out soon, or has gone out.

Nothing here changes a row; every list is short, and its queries do not grow with it.
"""

from datetime import timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.roles import Role
from approvals.lifecycle import Verdict
from approvals.models import Decision
from drafts.lifecycle import Status
from drafts.models import Dispute, Draft
from drafts.policy.rulings import still_said
from drafts.queries import drafts_by, drafts_open_to
from drafts.queries.disputes import undecided_for
from publishing.lifecycle import UNDER_WAY, PublicationStatus
from publishing.models import Publication
from publishing.queries.truth import not_as_authorised


SHOWN = 10
SOON = timedelta(hours=24)
# Drafts that their author must do something about, or lose.
BACK_WITH_AUTHOR = (Status.RETURNED, Status.EXPIRED, Status.FAILED)


def sent_back_to(person: Person) -> QuerySet[Draft]:
    """The person's drafts that came back, with the decisions that say why."""
    returned = Decision.objects.filter(verdict=Verdict.RETURNED).select_related(
        "decided_by"
    )
    return (
        drafts_by(person)
        .filter(status__in=BACK_WITH_AUTHOR)
        .prefetch_related(
            Prefetch("current__decisions", queryset=returned, to_attr="returns")
        )[:SHOWN]
    )


def stuck(person: Person) -> QuerySet[Publication]:
    """Posts that are held, overdue, or of which nobody knows whether they are live."""
    return (
        _open_to(person)
        .filter(
            Q(status__in=(PublicationStatus.HELD, PublicationStatus.UNKNOWN))
            | Q(status__in=UNDER_WAY, overdue_since__isnull=False)
        )
        .order_by("due_at", "id")[:SHOWN]
    )


def disputes_for(person: Person) -> list[Dispute]:
    """Disputed findings that a rule custodian may decide on."""
    if capacity_as(person, (Role.RULE_CUSTODIAN,)) is None:
        return []
    return [each for each in undecided_for(person) if still_said(each)][:SHOWN]


def going_out(person: Person) -> QuerySet[Publication]:
    """What is authorised and due within a day, soonest first."""
    return (
        _open_to(person)
        .filter(
            status__in=(PublicationStatus.WAITING, PublicationStatus.CLAIMED),
            due_at__lte=timezone.now() + SOON,
        )
        .order_by("due_at", "id")[:SHOWN]
    )


def just_published(person: Person) -> QuerySet[Publication]:
    """The last posts that the platforms confirmed, the newest first."""
    return (
        _open_to(person)
        .filter(status=PublicationStatus.PUBLISHED)
        .prefetch_related("receipts__sighting", not_as_authorised())
        .order_by("-changed_at", "-id")[:5]
    )


def own_drafts(person: Person) -> QuerySet[Draft]:
    """What the person is writing, or has handed in."""
    open_statuses = (Status.DRAFT, Status.SUBMITTED, Status.APPROVED)
    return drafts_by(person).filter(status__in=open_statuses)[:SHOWN]


def _open_to(person: Person) -> QuerySet[Publication]:
    return Publication.objects.filter(
        revision__draft__in=drafts_open_to(person).values("pk")
    ).select_related("account", "revision__draft__author")
