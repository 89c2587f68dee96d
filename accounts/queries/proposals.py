"""Reads of changes that wait for a second person, are to come, or were decided.

Nothing here changes a row.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person
from accounts.models.proposals import Proposal, Verdict
from accounts.proposals import kind_named
from accounts.queries.people import holdings_on, roles_of


def open_proposals(*kinds: str) -> QuerySet[Proposal]:
    """What nobody has decided yet, of these kinds or of all, the oldest first."""
    found = Proposal.objects.filter(verdict="").select_related("proposed_by")
    return (found.filter(kind__in=kinds) if kinds else found).order_by("pk")


def proposals_to_come(*kinds: str) -> QuerySet[Proposal]:
    """What is approved and takes effect later, the soonest first."""
    found = _unapplied().select_related("proposed_by", "decided_by")
    return (found.filter(kind__in=kinds) if kinds else found).order_by(
        "takes_effect_at", "pk"
    )


def proposals_due(at: datetime) -> QuerySet[Proposal]:
    return _unapplied().filter(takes_effect_at__lte=at).order_by("takes_effect_at")


def people_who_could_decide(proposal: Proposal) -> list[Person]:
    """Whoever holds a deciding role today, without who proposed it, by name."""
    kind = kind_named(proposal.kind)
    held = _holding(kind.deciding_roles(proposal.payload))
    return [
        person
        for person in held.exclude(pk=proposal.proposed_by_id)
        if not kind.reasons_against_deciding(proposal, by=person)
    ]


def waiting_for(person: Person, *kinds: str) -> list[Proposal]:
    """The open proposals that this person could decide today."""
    roles = roles_of(person)
    return [
        proposal
        for proposal in open_proposals(*kinds).exclude(proposed_by=person)
        if roles.intersection(
            kind_named(proposal.kind).deciding_roles(proposal.payload)
        )
        and not kind_named(proposal.kind).reasons_against_deciding(proposal, by=person)
    ]


def _unapplied() -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        verdict=Verdict.APPROVED, applied_at__isnull=True, trouble=""
    )


def _holding(roles: Collection[str]) -> QuerySet[Person]:
    held = holdings_on(timezone.localdate()).filter(
        job_post__roles__overlap=list(roles)
    )
    return Person.objects.filter(pk__in=held.values("person")).order_by("name")
