"""Reads of advice: who could be asked, what waits for an answer, what was answered.

Nothing here changes a row.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Holding, Person
from accounts.queries import capacities, holdings_on
from accounts.roles import DECIDING_ROLES, Role
from drafts.models import AdviceRequest, Draft


MOST_SHOWN = 100


def requests() -> QuerySet[AdviceRequest]:
    """Questions with everything that a page or a policy reads of them."""
    return AdviceRequest.objects.select_related(
        "asked_by",
        "asked_person",
        "answered__given_by",
        "draft__team",
        "draft__author",
        "draft__current",
        "revision",
    )


def advice_on(draft: Draft) -> QuerySet[AdviceRequest]:
    """Every question about a draft, the newest first, with its answer."""
    return requests().filter(draft=draft.pk).order_by("-pk")


def asked_of(person: Person) -> QuerySet[AdviceRequest]:
    """What waits for this person's answer, the oldest first; never their own question."""
    held = capacities(person)
    roles = {each.role for each in held} - {Role.LINE_MANAGER}
    managed = [each.team_id for each in held if each.role == Role.LINE_MANAGER]
    asked = (
        Q(asked_person=person)
        | Q(asked_role__in=roles)
        | Q(asked_role=Role.LINE_MANAGER, draft__team__in=managed)
    )
    return (
        requests()
        .filter(asked if held else Q(pk__in=()), answered__isnull=True)
        .exclude(asked_by=person)
        .exclude(draft__revisions__created_by=person)
        .order_by("pk")[:MOST_SHOWN]
    )


def holders_of(role: Role, draft: Draft) -> QuerySet[Person]:
    """Who holds a role today, of this draft's team for a line manager, authors left out."""
    held = holdings_on(timezone.localdate()).filter(job_post__roles__contains=[role])
    if role == Role.LINE_MANAGER:
        held = held.filter(job_post__team=draft.team_id)
    return _not_writing(held, draft)


def advisers_for(draft: Draft) -> QuerySet[Person]:
    """Everybody who may be asked by name: who decides, and may read the draft."""
    held = holdings_on(timezone.localdate()).filter(
        Q(job_post__roles__overlap=list(DECIDING_ROLES[1:]))
        | Q(
            job_post__roles__contains=[Role.LINE_MANAGER],
            job_post__team=draft.team_id,
        )
    )
    return _not_writing(held, draft)


def default_adviser(draft: Draft, *, asker: Person) -> Role:
    """Whom somebody asks who names nobody: their line manager, or head of digital."""
    managers = holders_of(Role.LINE_MANAGER, draft).exclude(pk=asker.pk)
    return Role.LINE_MANAGER if managers.exists() else Role.HEAD_OF_DIGITAL


def people_asked(request: AdviceRequest) -> Iterable[Person]:
    if request.asked_person is not None:
        return [request.asked_person]
    return holders_of(Role(request.asked_role), request.draft).exclude(
        pk=request.asked_by_id
    )


def _not_writing(held: QuerySet[Holding], draft: Draft) -> QuerySet[Person]:
    return (
        Person.objects.filter(pk__in=held.values("person"))
        .exclude(pk__in=draft.revisions.values("created_by"))
        .order_by("name")
    )
