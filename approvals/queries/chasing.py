"""Who hears that a decision is late, at each step.

Nothing here changes a row.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from accounts.models import JobPost, Person, SocialAccount
from accounts.queries.people import deciders_in
from accounts.queries.standing import on_duty
from accounts.roles import Role
from approvals.models.timing import Step
from approvals.queries.seats import people_who_could
from drafts.models import Revision
from drafts.queries import authors_of


ABOVE = (Role.HEAD_OF_DIGITAL, Role.DIRECTOR)


def people_for(step: Step, revision: Revision, *, at: datetime) -> list[Person]:
    """Whom a step reaches; an account without a deputy goes to the duty officer at once.

    Where nobody is on duty it is the head of digital engagement and the director. A step
    whose only people wrote the words or declared a conflict goes on to the next.
    """
    if step == Step.REMINDER:
        return _who_could(revision, at=at)
    bound = _bound(revision)
    deputies = _deputies(revision, at=at) if step == Step.DEPUTY else []
    for people in (deputies, _on_duty(at), _above(at)):
        free = [person for person in people if person.pk not in bound]
        if free:
            return free
    return []


def _bound(revision: Revision) -> set[UUID]:
    """Whoever wrote part of the words or declared a conflict can do nothing about them."""
    conflicts = revision.draft.conflicts.values_list("person", flat=True)
    return {*conflicts, *authors_of(revision).values_list("pk", flat=True)}


def _who_could(revision: Revision, *, at: datetime) -> list[Person]:
    decided = set(revision.decisions.values_list("decided_by", flat=True))
    return [
        person
        for person in people_who_could(revision, at=at)
        if person.pk not in decided
    ]


def _deputies(revision: Revision, *, at: datetime) -> list[Person]:
    """Whoever may decide in the post of a deputy of an account that it goes out on."""
    accounts = SocialAccount.objects.filter(
        pk__in={target.account for target in revision.content.targets},
        deputy__isnull=False,
    )
    return _in(set(accounts.values_list("deputy", flat=True)), at=at)


def _on_duty(at: datetime) -> list[Person]:
    return [shift.person for shift in on_duty(at) if shift.person.is_active]


def _above(at: datetime) -> list[Person]:
    posts = JobPost.objects.filter(roles__overlap=[role.value for role in ABOVE])
    return _in(set(posts.values_list("pk", flat=True)), at=at)


def _in(posts: Collection[int | None], *, at: datetime) -> list[Person]:
    return list(deciders_in([post for post in posts if post is not None], at=at))
