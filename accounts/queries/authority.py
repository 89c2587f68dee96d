"""Reads of the register of authority: delegations as at a moment, and who holds them.

Nothing here changes a row.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Delegation, JobPost, Person
from accounts.queries.people import (
    STANDING_ROLES,
    delegations_in_force,
    delegations_of,
    held_on,
    holdings_on,
)
from accounts.queries.rights import capacities
from accounts.queries.standing import shifts_at, substitutions_at
from accounts.roles import DECIDING_ROLES, Role


NUMBERED = re.compile(r"D-(\d{1,9})")


def register_of_authority(
    at: datetime,
    *,
    authority: str = "",
    post: int | None = None,
    account: int | None = None,
) -> QuerySet[Delegation]:
    """What was in force at a moment, in the order of the references."""
    found = delegations_in_force(at)
    if authority:
        found = found.filter(classes__contains=[authority])
    if post is not None:
        found = found.filter(job_post=post)
    if account is not None:
        found = found.filter(accounts=account)
    return with_everything(found).order_by("reference")


def with_everything(delegations: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Each delegation with all that its page shows, in a constant number of queries."""
    return delegations.select_related(
        "job_post__team", "granted_by", "revoked_by", "under"
    ).prefetch_related("accounts")


def deciders_by_post(
    posts: Collection[int], *, at: datetime
) -> Mapping[int, Sequence[Person]]:
    """Who acts in each post at a moment and may decide there, by name.

    For a day that is over also people who may not sign in any more.
    """
    day = timezone.localdate(at)
    past = day < timezone.localdate()
    held = (held_on(day) if past else holdings_on(day)).filter(
        _decides(at), job_post__in=posts
    )
    principal_holds = held_on(day).filter(
        person=OuterRef("principal"), job_post=OuterRef("job_post")
    )
    acting = substitutions_at(at).filter(
        _decides(at), Exists(principal_holds), job_post__in=posts
    )
    pairs = {
        *held.values_list("job_post", "person"),
        *acting.values_list("job_post", "person"),
    }
    return _named(pairs)


def overlapping(delegations: Iterable[Delegation]) -> list[tuple[Delegation, ...]]:
    """Pairs that give one post the same class on the same account."""
    by_post: dict[int, list[Delegation]] = {}
    for each in delegations:
        by_post.setdefault(each.job_post_id, []).append(each)
    return [
        (one, other)
        for held in by_post.values()
        for place, one in enumerate(held)
        for other in held[place + 1 :]
        if _overlap(one, other)
    ]


def deciding_posts() -> QuerySet[JobPost]:
    """Posts that decide on drafts, by title."""
    deciding = [role.value for role in DECIDING_ROLES]
    return JobPost.objects.filter(roles__overlap=deciding).order_by("title", "pk")


def given_on_by(person: Person) -> list[Delegation]:
    """The delegations of this person that may be given on now."""
    held = delegations_of(person, at=timezone.now())
    return list(held.filter(onward=True).order_by("reference"))


def may_be_given_on(delegations: Iterable[Delegation]) -> QuerySet[Delegation]:
    return Delegation.objects.filter(pk__in=[each.pk for each in delegations])


def gives_authority(person: Person) -> bool:
    """Whether somebody is the director, or holds something that may be given on."""
    roles = {each.role for each in capacities(person)}
    return Role.DIRECTOR in roles or bool(given_on_by(person))


def next_reference() -> str:
    """One more than the largest number of the references like D-114."""
    references = Delegation.objects.values_list("reference", flat=True)
    found = [NUMBERED.fullmatch(reference) for reference in references]
    return f"D-{max((int(each[1]) for each in found if each), default=100) + 1}"


def _decides(at: datetime) -> Q:
    """For holdings and substitutions: a deciding post, or a duty that runs."""
    standing = [role.value for role in STANDING_ROLES]
    on_duty = shifts_at(at).filter(
        person=OuterRef("person"), job_post=OuterRef("job_post")
    )
    return Q(job_post__roles__overlap=standing) | Q(Exists(on_duty))


def _named(pairs: Iterable[tuple[int, object]]) -> Mapping[int, Sequence[Person]]:
    pairs = list(pairs)
    people = Person.objects.in_bulk({person for _, person in pairs})
    found: dict[int, list[Person]] = {}
    for post, person in sorted(pairs, key=lambda each: people[each[1]].name):
        found.setdefault(post, []).append(people[person])
    return found


def _overlap(one: Delegation, other: Delegation) -> bool:
    """An explicit grant for one draft is beside standing ones on purpose."""
    standing = one.one_draft is None and other.one_draft is None
    same_topic = not one.topic or not other.topic or one.topic == other.topic
    reach = {account.pk for account in one.accounts.all()}
    return (
        standing
        and same_topic
        and not set(one.classes).isdisjoint(other.classes)
        and not reach.isdisjoint(account.pk for account in other.accounts.all())
    )
