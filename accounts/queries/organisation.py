"""Reads of the organisation as at a moment: who holds what, who manages whom, who is in.

Nothing here changes a row. History counts people who have left; today does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Holding, JobPost, Person, Substitution
from accounts.queries.people import held_on, holdings_on
from accounts.queries.rights import acting_title
from accounts.queries.standing import substitutions_at
from accounts.roles import DECIDING_ROLES, Role


# Whose holders one administrator alone neither appoints nor lets in.
GUARDED_ROLES = (
    *DECIDING_ROLES,
    Role.RULE_CUSTODIAN,
    Role.TRAINING_ADMINISTRATOR,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody in a post at a moment; `standing` is the substitution, if by one."""

    person: Person
    job_post: JobPost
    standing: Substitution | None = None

    @property
    def title(self) -> str:
        if self.standing is None:
            return self.job_post.title
        return acting_title(
            self.job_post.title,
            principal=self.standing.principal.name,
            reference=self.standing.reference,
        )


def holders_of(job_post: JobPost, *, at: datetime) -> list[Acting]:
    """Who holds a post at a moment, and who stands in for them."""
    return [each for each in _acting(at) if each.job_post.pk == job_post.pk]


def posts_of(person: Person, *, at: datetime) -> list[Acting]:
    """The posts in which somebody acts at a moment."""
    return [each for each in _acting(at) if each.person.pk == person.pk]


def acting_by_post(*, at: datetime) -> dict[int, list[Acting]]:
    """Everybody in every post at a moment, by the key of the post, in two queries."""
    found: dict[int, list[Acting]] = {}
    for each in _acting(at):
        found.setdefault(each.job_post.pk, []).append(each)
    return found


def manager_of(job_post: JobPost, *, at: datetime) -> Person | None:
    """Who manages whoever holds a post; a vacant post's place is taken by the one above."""
    above, seen = job_post.reports_to, {job_post.pk}
    while above is not None and above.pk not in seen:
        held = _in_force(at).filter(job_post=above).order_by("pk").first()
        if held is not None:
            return held.person
        seen.add(above.pk)
        above = above.reports_to
    return None


def manages(person: Person, managed: Person, *, at: datetime) -> bool:
    """Whether one is the line manager of the other in any post that the other holds."""
    held = _in_force(at).filter(person=managed)
    return any(manager_of(each.job_post, at=at) == person for each in held)


def holds_guarded_post(person: Person, *, on: date) -> bool:
    """Whether a post of theirs, now or to come, has a role that two people give."""
    return Holding.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        person=person,
        job_post__roles__overlap=list(GUARDED_ROLES),
    ).exists()


def administrators(*, on: date) -> QuerySet[Person]:
    held = holdings_on(on).filter(job_post__roles__contains=[Role.ADMINISTRATOR])
    return Person.objects.filter(pk__in=held.values("person"))


def people_in_today() -> QuerySet[Person]:
    """Whoever holds a post today and has nobody standing in for them."""
    now = timezone.now()
    held = holdings_on(timezone.localdate(now))
    away = substitutions_at(now).values("principal")
    return Person.objects.filter(pk__in=held.values("person")).exclude(pk__in=away)


def endings(*, since: date, until: date) -> QuerySet[Holding]:
    """The holdings whose last day is in a time, the last of them first."""
    return (
        Holding.objects.filter(ends_on__gte=since, ends_on__lte=until)
        .select_related("person", "job_post__team")
        .order_by("-ends_on", "person__name", "pk")
    )


def _in_force(at: datetime) -> QuerySet[Holding]:
    """On a past day also of people who have left since; today of who may sign in."""
    day = timezone.localdate(at)
    rows = held_on(day) if day < timezone.localdate() else holdings_on(day)
    return rows.select_related("person", "job_post__team", "job_post__reports_to")


def _acting(at: datetime) -> Sequence[Acting]:
    held = [
        Acting(each.person, each.job_post)
        for each in _in_force(at).order_by("job_post__title", "person__name", "pk")
    ]
    by_right = {(each.person.pk, each.job_post.pk) for each in held}
    standing = [
        Acting(each.person, each.job_post, each)
        for each in substitutions_at(at).order_by("pk")
        if (each.principal_id, each.job_post_id) in by_right
    ]
    return [*held, *standing]
