"""Reads about people, the posts they hold, their authority and their accounts.

Nothing here changes a row.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Delegation, Holding, JobPost, Person, SocialAccount, Team
from accounts.reasons import Reason, RefusedError
from accounts.roles import DECIDING_ROLES, Role
from audit.log import Actor


@dataclass(frozen=True, slots=True)
class Capacity:
    """In which post and role somebody acts; it goes into every log entry."""

    person: Person
    post: str
    role: Role
    team_id: int

    @property
    def actor(self) -> Actor:
        return Actor(id=str(self.person.pk), post=self.post, role=self.role.value)


def holdings_of(person: Person, *, on: date) -> QuerySet[Holding]:
    """The holdings in force on a day; none for someone who may not sign in."""
    return holdings_on(on).filter(person=person).select_related("job_post__team")


def holdings_on(day: date) -> QuerySet[Holding]:
    """Every holding in force on a day, of people who may sign in."""
    return Holding.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        person__is_active=True,
        starts_on__lte=day,
    )


def capacities(person: Person, *, on: date | None = None) -> list[Capacity]:
    """Every role the person may use on the day (today by default), by post."""
    held = holdings_of(person, on=on or timezone.localdate()).order_by("pk")
    return [
        Capacity(person, holding.job_post.title, Role(role), holding.job_post.team_id)
        for holding in held
        for role in holding.job_post.roles
    ]


def holds_post(person: Person, post: JobPost) -> bool:
    return holdings_of(person, on=timezone.localdate()).filter(job_post=post).exists()


def roles_of(person: Person) -> frozenset[Role]:
    return frozenset(capacity.role for capacity in capacities(person))


def capacity_as(person: Person, roles: Collection[Role]) -> Capacity | None:
    """The first capacity in one of these roles, in the order in which they are given."""
    held = capacities(person)
    for role in roles:
        for capacity in held:
            if capacity.role == role:
                return capacity
    return None


def acting_as(person: Person, roles: Collection[Role]) -> Capacity:
    """The capacity of somebody whom a policy has let through; refuses all others."""
    capacity = capacity_as(person, roles)
    if capacity is None:
        raise RefusedError([Reason("no-role", "Your post does not do this.")])
    return capacity


def capacity_in(person: Person, job_post: JobPost, *, at: datetime) -> Capacity:
    """The deciding capacity of somebody in a post that they hold at a moment."""
    for capacity in capacities(person, on=timezone.localdate(at)):
        if capacity.post == job_post.title and capacity.role in DECIDING_ROLES:
            return capacity
    raise RefusedError([Reason("no-role", "Your post does not do this.")])


def people_called(words: str) -> QuerySet[Person]:
    """Whoever has this e-mail address, or a name with these words in it."""
    if "@" in words:
        return Person.objects.filter(email__iexact=words)
    return Person.objects.filter(name__icontains=words).order_by("name")


def teams_of(person: Person) -> QuerySet[Team]:
    held = holdings_of(person, on=timezone.localdate())
    return Team.objects.filter(pk__in=held.values("job_post__team"))


def accounts_open_to(person: Person) -> QuerySet[SocialAccount]:
    """The enabled accounts of the person's teams, which they may draft for."""
    return SocialAccount.objects.filter(
        team__in=teams_of(person), enabled=True
    ).order_by("name", "platform")


def delegations_in_force(at: datetime) -> QuerySet[Delegation]:
    return Delegation.objects.filter(
        Q(revoked_at__isnull=True) | Q(revoked_at__gt=at),
        valid_from__lte=at,
        valid_to__gt=at,
    )


def delegations_of(person: Person, *, at: datetime) -> QuerySet[Delegation]:
    """What the deciding posts that this person holds may authorise at a moment."""
    held = holdings_of(person, on=timezone.localdate(at)).filter(
        job_post__roles__overlap=list(DECIDING_ROLES)
    )
    return delegations_in_force(at).filter(job_post__in=held.values("job_post"))
