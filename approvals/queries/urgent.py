"""Reads of the urgent route: who may use it with what, uses, who reviews, who is above.

Nothing here changes a row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounts.models import Delegation, JobPost, Person
from accounts.queries import Capacity, capacities, delegations_in_force
from accounts.queries.organisation import acting_by_post
from accounts.queries.people import deciders_in
from accounts.queries.standing import on_duty
from accounts.roles import Role
from approvals.models import Seat, UrgentUse
from approvals.queries.seats import fits, needs, people_who_could, with_reach
from drafts.models import Revision
from drafts.purposes import Purpose
from drafts.queries import authors_of, drafts_open_to
from guidance.content import AuthorityClass


ABOVE = (Role.HEAD_OF_DIGITAL, Role.DIRECTOR)
ANY_ROUTINE = Seat(
    name=AuthorityClass.ROUTINE.value,
    authority=AuthorityClass.ROUTINE.value,
    classes=[AuthorityClass.ROUTINE.value],
    roles=[],
    plus=False,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often the route was used, and what became of the reviews."""

    uses: int
    in_time: int
    late: int
    waiting: int
    overdue: int


def duty_capacities(person: Person, *, at: datetime) -> list[Capacity]:
    """The duty posts in which somebody is on duty at a moment."""
    held = capacities(person, at=at)
    return [each for each in held if each.role == Role.DUTY_OFFICER]


def duty_authority(
    revision: Revision, *, by: Person, at: datetime
) -> tuple[Capacity, Delegation] | None:
    """The duty in which somebody may use the route for these words, and its authority."""
    on_duty = {each.job_post_id: each for each in duty_capacities(by, at=at)}
    held = delegations_in_force(at).filter(job_post__in=on_duty)
    content = revision.content
    for each in with_reach(held):
        if fits(each, ANY_ROUTINE, content=content, draft=revision.draft_id):
            return on_duty[each.job_post_id], each
    return None


def who_could_use_it(revision: Revision, *, at: datetime) -> list[Person]:
    """Whoever is on duty and might use the route for these words; none of its authors."""
    if revision.content.purpose != Purpose.LIFE_SAFETY:
        return []
    authors = set(authors_of(revision))
    return [
        shift.person
        for shift in on_duty(at)
        if shift.person not in authors
        and duty_authority(revision, by=shift.person, at=at) is not None
    ]


def urgent_uses() -> QuerySet[UrgentUse, Any]:
    """Every use with all that a page reads of it, the last one first."""
    return UrgentUse.objects.select_related(
        "decision__decided_by",
        "decision__revision__draft__team",
        "review__reviewed_by",
        "alarm",
    ).order_by("-used_at", "-pk")


def urgent_uses_open_to(person: Person) -> QuerySet[UrgentUse, Any]:
    drafts = drafts_open_to(person).values("pk")
    return urgent_uses().filter(decision__revision__draft__in=drafts)


def counted(uses: QuerySet[UrgentUse, Any], *, at: datetime) -> Counts:
    """The figures of these uses, in one query."""
    reviewed, waiting = Q(review__isnull=False), Q(review__isnull=True)
    found = uses.order_by().aggregate(
        uses=Count("pk"),
        in_time=Count("pk", Q(review__reviewed_at__lte=F("review_due_at"))),
        late=Count("pk", reviewed & Q(review__reviewed_at__gt=F("review_due_at"))),
        waiting=Count("pk", waiting),
        overdue=Count("pk", waiting & Q(review_due_at__lte=at)),
    )
    return Counts(**found)


def reviewers_of(use: UrgentUse, *, at: datetime) -> list[Person]:
    """Who is asked to review: whoever could have decided, and those two above.

    Nobody who wrote part of the words or declared a conflict.
    """
    decision = use.decision
    revision = decision.revision
    seats = [need.seat for need in needs(revision)]
    people = {*people_who_could(revision, at=at, seats=seats), *_holders(ABOVE, at=at)}
    bound = Person.objects.filter(conflicts__draft=revision.draft_id)
    people -= {decision.decided_by, *authors_of(revision), *bound}
    return sorted(people, key=lambda person: person.name)


def everyone_above(use: UrgentUse, *, at: datetime) -> list[Person]:
    """The line of managers of whoever used it, the heads of digital, the directors."""
    officer = use.decision.decided_by
    acting = acting_by_post(at=at)
    chain = {
        each.person
        for capacity in capacities(officer, at=at)
        for post in _line_above(JobPost.objects.get(pk=capacity.job_post_id))
        for each in acting.get(post.pk, ())
    }
    people = {*chain, *_holders(ABOVE, at=at)} - {officer}
    return sorted(people, key=lambda person: person.name)


def _line_above(job_post: JobPost) -> Iterator[JobPost]:
    """The posts above another, to the top; line management has no circles."""
    above = job_post.reports_to
    while above is not None:
        yield above
        above = above.reports_to


def _holders(roles: tuple[Role, ...], *, at: datetime) -> QuerySet[Person]:
    posts = JobPost.objects.filter(roles__overlap=[role.value for role in roles])
    return deciders_in(list(posts.values_list("pk", flat=True)), at=at)
