"""Reads about people, the posts they hold, their authority and their accounts.

Nothing here changes a row.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import (
    Delegation,
    Holding,
    JobPost,
    Person,
    SocialAccount,
    Team,
)
from accounts.queries.rights import Capacity, capacities
from accounts.queries.standing import shifts_at, substitutions_at
from accounts.reasons import Reason, RefusedError
from accounts.roles import DECIDING_ROLES, Role


# What counts only while its holder is on the roster, and what counts all the time.
STANDING_ROLES = tuple(role for role in DECIDING_ROLES if role != Role.DUTY_OFFICER)


def holdings_of(person: Person, *, on: date) -> QuerySet[Holding]:
    """The holdings in force on a day; none for someone who may not sign in."""
    return holdings_on(on).filter(person=person).select_related("job_post__team")


def holdings_on(day: date) -> QuerySet[Holding]:
    """Every holding in force on a day, of people who may sign in."""
    return held_on(day).filter(person__is_active=True)


def _principal_holds(at: datetime) -> Exists:
    """For substitutions: that whom it is for holds the post, and may sign in or not."""
    return Exists(
        held_on(timezone.localdate(at)).filter(
            person=OuterRef("principal"), job_post=OuterRef("job_post")
        )
    )


def held_on(day: date) -> QuerySet[Holding]:
    """Every holding in force on a day, also of people who may not sign in any more."""
    return Holding.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day
    )


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
    for capacity in capacities(person, at=at):
        if capacity.job_post_id == job_post.pk and capacity.role in DECIDING_ROLES:
            return capacity
    raise RefusedError([Reason("no-role", "Your post does not do this.")])


def people_called(words: str) -> QuerySet[Person]:
    """Whoever has this e-mail address, or a name with these words in it."""
    if "@" in words:
        return Person.objects.filter(email__iexact=words)
    return Person.objects.filter(name__icontains=words).order_by("name")


def teams_of(person: Person) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=[each.team_id for each in capacities(person)])


def accounts_open_to(person: Person) -> QuerySet[SocialAccount]:
    """The enabled accounts of the person's teams, which they may draft for."""
    return SocialAccount.objects.filter(
        team__in=teams_of(person), enabled=True
    ).order_by("name", "platform")


def delegations_in_force(at: datetime) -> QuerySet[Delegation]:
    """Given, begun, neither over nor revoked; and so is what each was given under.

    The same as the function `accounts_delegation_in_force` of the database.
    """
    above = Q(under__valid_to__gt=at) & (
        Q(under__revoked_at__isnull=True) | Q(under__revoked_at__gt=at)
    )
    return Delegation.objects.filter(
        Q(revoked_at__isnull=True) | Q(revoked_at__gt=at),
        Q(under__isnull=True) | above,
        granted_at__lte=at,
        valid_from__lte=at,
        valid_to__gt=at,
    )


def delegations_of(person: Person, *, at: datetime) -> QuerySet[Delegation]:
    """What the deciding posts in which this person acts may authorise at a moment."""
    posts = {
        each.job_post_id
        for each in capacities(person, at=at)
        if each.role in DECIDING_ROLES
    }
    return delegations_in_force(at).filter(job_post__in=posts)


def deciders_in(posts: Collection[int], *, at: datetime) -> QuerySet[Person]:
    """Who acts in one of these posts at a moment and may decide there, by name."""
    day = timezone.localdate(at)
    deciding = Q(job_post__roles__overlap=list(STANDING_ROLES)) | Exists(
        shifts_at(at).filter(person=OuterRef("person"), job_post=OuterRef("job_post"))
    )
    held = holdings_on(day).filter(deciding, job_post__in=posts)
    acting = substitutions_at(at).filter(
        _principal_holds(at), deciding, job_post__in=posts
    )
    return Person.objects.filter(
        Q(pk__in=held.values("person")) | Q(pk__in=acting.values("person"))
    ).order_by("name")


def acts_in(person: str, job_post: str, *, at: datetime) -> Q:
    """For rows with these two references: that the one holds or stands in for the other.

    The same as the function `accounts_holds_post` of the database.
    """
    held = holdings_on(timezone.localdate(at)).filter(
        person=OuterRef(person), job_post=OuterRef(job_post)
    )
    acting = substitutions_at(at).filter(
        _principal_holds(at), person=OuterRef(person), job_post=OuterRef(job_post)
    )
    return Q(Exists(held)) | Q(Exists(acting))


def acts_as_holder(person: Person, posts: Collection[int | None]) -> bool:
    """Whether this person holds one of these posts now, or stands in for its holder."""
    return any(each.job_post_id in posts for each in capacities(person))
