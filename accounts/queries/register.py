"""Reads of the account register, and who could write and approve for an account when.

Nothing here changes a row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Delegation, Person, SocialAccount
from accounts.queries.organisation import Acting, acting_by_post
from accounts.queries.people import STANDING_ROLES, delegations_in_force
from accounts.queries.standing import shifts_at
from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class Access:
    """What one person could do for an account, in which post, and under what."""

    person: Person
    post: str
    may: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An account, with what its entry still lacks and who had access to it."""

    account: SocialAccount
    lacks: Sequence[str]
    access: Sequence[Access]


def accounts_register() -> QuerySet[SocialAccount]:
    return SocialAccount.objects.select_related(
        "team", "owner", "deputy", "approved_by", "credential"
    ).order_by("name", "platform", "pk")


def entries_at(at: datetime) -> list[Entry]:
    """The register with access as at a moment; the queries do not grow with it.

    What an account lacks is what it lacks today.
    """
    accounts = list(accounts_register())
    access = access_at(at)
    return [
        Entry(account, lacking(account), access.get(account.pk, ()))
        for account in accounts
    ]


def lacking(account: SocialAccount) -> list[str]:
    """What keeps an account from being ready, in words."""
    facts = (
        (account.owner_id, "an owner"),
        (account.deputy_id, "a deputy"),
        (account.approved_at, "approval"),
        (account.mfa, "two-factor sign-in"),
        (account.recovery, "a recovery contact"),
        (account.review_on, "a day of review"),
    )
    return [words for there, words in facts if not there]


def access_at(at: datetime) -> Mapping[int, Sequence[Access]]:
    """Who could write and who could approve for each account at a moment, by key.

    From holdings, substitutions, delegations and the duty roster.
    """
    acting = acting_by_post(at=at)
    found: dict[int, list[Access]] = {}
    for account in SocialAccount.objects.all():
        found[account.pk] = list(_authors(account, acting))
    on_duty = set(shifts_at(at).values_list("person", "job_post"))
    rows = delegations_in_force(at).select_related("job_post").order_by("pk")
    for delegation in rows.prefetch_related("accounts"):
        given = list(_deciders(delegation, acting, on_duty))
        for account in delegation.accounts.all():
            found[account.pk].extend(given)
    return found


def _authors(
    account: SocialAccount, acting: Mapping[int, Sequence[Acting]]
) -> Iterator[Access]:
    for people in acting.values():
        for each in people:
            post = each.job_post
            if post.team_id == account.team_id and Role.AUTHOR in post.roles:
                yield Access(each.person, each.title, "write")


def _deciders(
    delegation: Delegation,
    acting: Mapping[int, Sequence[Acting]],
    on_duty: set[tuple[UUID, int]],
) -> Iterator[Access]:
    classes = ", ".join(name.replace("_", " ") for name in delegation.classes)
    for each in acting.get(delegation.job_post_id, ()):
        standing = bool(set(each.job_post.roles).intersection(STANDING_ROLES))
        duty = (each.person.pk, each.job_post.pk) in on_duty
        if standing or duty:
            under = f"{delegation.reference}: {classes}"
            yield Access(each.person, each.title, "approve", under)
