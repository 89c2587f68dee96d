"""Giving authority and taking it back: the action, and raw SQL as the application."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.actions.authority import grant_authority, revoke_authority, subject_of
from accounts.models import Delegation, Holding, JobPost, Notice, Person
from accounts.policy.authority import Grant
from accounts.queries.authority import (
    deciders_by_post,
    next_reference,
    overlapping,
    register_of_authority,
)
from accounts.queries.people import delegations_in_force, delegations_of
from accounts.roles import Role
from audit.queries import entries_about
from tests.cast import Cast, delegate, hire
from tests.refusals import refused, refused_by_database


def days(number: int) -> datetime:
    return timezone.now() + timedelta(days=number)


def post_of(person: Person) -> JobPost:
    return person.holdings.get().job_post


def a_grant(cast: Cast, **changes: object) -> Grant:
    """Routine authority on both accounts for Priya's post."""
    grant = Grant(
        reference="D-200",
        job_post=post_of(cast.priya),
        classes=("routine",),
        accounts=(cast.rehearsal, cast.x),
        valid_from=timezone.now(),
        valid_to=days(30),
        evidence="Minute of 2 March",
    )
    return replace(grant, **changes)  # type: ignore[arg-type]


@pytest.fixture
def onward(cast: Cast) -> Delegation:
    """What Tom may give on: commitments and money on one account, and no more."""
    return delegate(
        "D-150",
        cast.tom,
        ["commitment", "money"],
        [cast.rehearsal],
        onward=True,
        platforms=["rehearsal"],
        topic="Floods",
        money_ceiling=1000,
    )


def on_from(cast: Cast, held: Delegation, **changes: object) -> Grant:
    """As much as Tom may give on."""
    limits: dict[str, object] = {
        "classes": ("commitment", "money"),
        "accounts": (cast.rehearsal,),
        "platforms": ("rehearsal",),
        "topic": "Floods",
        "money_ceiling": 1000,
        "under": held,
    }
    return a_grant(cast, **(limits | changes))


def test_the_director_gives_authority_and_it_is_logged(cast: Cast) -> None:
    given = grant_authority(a_grant(cast), by=cast.dee)
    assert given in delegations_of(cast.priya, at=timezone.now())
    assert [entry.event for entry in entries_about([subject_of(given)])] == [
        "delegation.granted"
    ]
    assert Notice.objects.filter(person=cast.priya, kind="authority").exists()


def test_what_is_given_on_is_no_wider(cast: Cast, onward: Delegation) -> None:
    given = grant_authority(on_from(cast, onward), by=cast.tom)
    assert (given.under, given.onward) == (onward, False)


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "sam", "grace"])
def test_only_the_director_gives_under_the_schedule(cast: Cast, name: str) -> None:
    grant = a_grant(cast, job_post=post_of(cast.dee))
    with refused("not-director"):
        grant_authority(grant, by=getattr(cast, name))


def test_a_superuser_without_the_post_gives_nothing(cast: Cast) -> None:
    cast.sam.is_superuser = True
    cast.sam.save()
    with refused("not-director"):
        grant_authority(a_grant(cast), by=cast.sam)


def test_nobody_gives_authority_to_themselves(cast: Cast) -> None:
    with refused("own-post"):
        grant_authority(a_grant(cast, job_post=post_of(cast.dee)), by=cast.dee)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"classes": ()}, "no-class"),
        ({"accounts": ()}, "no-account"),
        ({"evidence": " "}, "no-evidence"),
        ({"valid_to": days(-1)}, "no-time"),
        ({"classes": ("money",)}, "no-ceiling"),
        ({"reference": "D-101"}, "reference-taken"),
    ],
)
def test_a_grant_says_what_where_and_until_when(
    cast: Cast, changes: dict[str, object], code: str
) -> None:
    with refused(code):
        grant_authority(a_grant(cast, **changes), by=cast.dee)


def test_a_post_that_does_not_decide_is_given_nothing(cast: Cast) -> None:
    with refused("no-deciding-role"):
        grant_authority(a_grant(cast, job_post=post_of(cast.sam)), by=cast.dee)


BEYOND: list[tuple[dict[str, object], str]] = [
    ({"classes": ("commitment", "routine")}, "class-beyond"),
    ({"valid_to": days(400)}, "time-beyond"),
    ({"platforms": ("rehearsal", "x")}, "platform-beyond"),
    ({"platforms": ()}, "platform-beyond"),
    ({"topic": "Reservoirs"}, "topic-beyond"),
    ({"topic": ""}, "topic-beyond"),
    ({"money_ceiling": 1001}, "sum-beyond"),
    ({"onward": True}, "chain"),
]


@pytest.mark.parametrize(("changes", "code"), BEYOND)
def test_nobody_gives_on_more_than_they_hold(
    cast: Cast, onward: Delegation, changes: dict[str, object], code: str
) -> None:
    with refused(code):
        grant_authority(on_from(cast, onward, **changes), by=cast.tom)


def test_nobody_gives_on_for_other_accounts(cast: Cast, onward: Delegation) -> None:
    with refused("account-beyond"):
        grant_authority(on_from(cast, onward, accounts=(cast.x,)), by=cast.tom)


def test_nobody_gives_on_what_another_holds(cast: Cast, onward: Delegation) -> None:
    post = post_of(cast.tom)
    with refused("not-held"):
        grant_authority(on_from(cast, onward, job_post=post), by=cast.priya)


def test_what_may_not_be_given_on_is_not(cast: Cast) -> None:
    grant = a_grant(cast, under=cast.commitments)
    with refused("not-held"):
        grant_authority(grant, by=cast.tom)


def test_there_are_no_chains(cast: Cast, onward: Delegation) -> None:
    given = grant_authority(on_from(cast, onward), by=cast.tom)
    grant = on_from(
        cast, given, under=given, job_post=post_of(cast.tom), reference="D-201"
    )
    with refused("not-held"):
        grant_authority(grant, by=cast.priya)


def test_taking_it_back_ends_it_and_what_was_given_on(
    cast: Cast, onward: Delegation
) -> None:
    given = grant_authority(on_from(cast, onward), by=cast.tom)
    revoke_authority(onward, by=cast.dee, reason="Reorganised")
    in_force = delegations_in_force(timezone.now() + timedelta(seconds=5))
    assert not in_force.filter(pk__in=[onward.pk, given.pk]).exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT accounts_delegation_in_force(%s, clock_timestamp())", [given.pk]
        )
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "sam", "grace"])
def test_others_do_not_take_it_back(cast: Cast, name: str) -> None:
    with refused("not-yours"):
        revoke_authority(cast.routine, by=getattr(cast, name), reason="No")


def test_whoever_gave_it_on_takes_it_back(cast: Cast, onward: Delegation) -> None:
    given = grant_authority(on_from(cast, onward), by=cast.tom)
    assert revoke_authority(given, by=cast.tom, reason="Back early").revoked_at


def test_it_is_taken_back_once_and_with_a_reason(cast: Cast) -> None:
    with refused("needs-reason"):
        revoke_authority(cast.routine, by=cast.dee, reason=" ")
    revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")
    with refused("revoked"):
        revoke_authority(cast.routine, by=cast.dee, reason="Again")


# Past the action, as the application's own database role.

Attack = Callable[[Cast, Delegation], object]


def raw(cast: Cast, **changes: object) -> Delegation:
    """A row written by hand, with its accounts in the same transaction."""
    now = timezone.now()
    accounts = changes.pop("accounts", [cast.rehearsal])
    row: dict[str, object] = {
        "reference": "D-900",
        "job_post": post_of(cast.priya),
        "classes": ["routine"],
        "valid_from": now,
        "valid_to": now + timedelta(days=30),
        "granted_by": cast.dee,
        "granted_at": now,
        "evidence": "None",
    }
    with transaction.atomic():
        given = Delegation.objects.create(**(row | changes))
        given.accounts.set(accounts)  # type: ignore[arg-type] # rows of accounts
    given.refresh_from_db()
    return given


def raw_on(cast: Cast, held: Delegation, **changes: object) -> Delegation:
    limits: dict[str, object] = {
        "granted_by": cast.tom,
        "under": held,
        "classes": ["commitment"],
        "platforms": ["rehearsal"],
        "topic": "Floods",
        "money_ceiling": 1000,
    }
    return raw(cast, **(limits | changes))


GIVING: dict[str, tuple[Attack, str]] = {
    "by an administrator": (
        lambda cast, _: raw(cast, granted_by=cast.sam),
        "only the director",
    ),
    "by an officer": (
        lambda cast, _: raw(cast, granted_by=cast.tom),
        "only the director",
    ),
    "to oneself": (
        lambda cast, _: raw(cast, job_post=post_of(cast.dee)),
        "a post that they hold",
    ),
    "of somebody else's": (
        lambda cast, held: raw_on(cast, held, granted_by=cast.sam),
        "do not hold",
    ),
    "other accounts": (
        lambda cast, held: raw_on(cast, held, accounts=[cast.x]),
        "accounts that it was given for",
    ),
    "a chain": (
        lambda cast, held: raw_on(cast, held, onward=True),
        "is_given_on_once",
    ),
}
WIDER: dict[str, dict[str, object]] = {
    "class": {"classes": ["routine"]},
    "later": {"valid_to": days(400)},
    "every platform": {"platforms": []},
    "platform": {"platforms": ["x"]},
    "topic": {"topic": ""},
    "sum": {"money_ceiling": 1001},
    "no ceiling": {"money_ceiling": None},
}


@pytest.mark.parametrize("name", WIDER)
def test_raw_sql_gives_on_nothing_wider(
    cast: Cast, onward: Delegation, name: str
) -> None:
    with refused_by_database("do not hold"):
        raw_on(cast, onward, **WIDER[name])


@pytest.mark.parametrize("name", GIVING)
def test_raw_sql_gives_no_authority_that_nobody_has(
    cast: Cast, onward: Delegation, name: str
) -> None:
    attack, sentence = GIVING[name]
    with refused_by_database(sentence):
        attack(cast, onward)


def test_raw_sql_gives_on_what_was_given_on_no_further(
    cast: Cast, onward: Delegation
) -> None:
    given = raw_on(cast, onward)
    with refused_by_database("do not hold"):
        raw_on(
            cast,
            given,
            reference="D-901",
            granted_by=cast.priya,
            job_post=post_of(cast.tom),
        )


def test_raw_sql_gives_nothing_back_in_time(cast: Cast) -> None:
    given = raw(cast, granted_at=days(-400), valid_from=days(-400))
    assert given.granted_at > days(-1)
    assert given.valid_from == given.granted_at


CHANGES = [
    "UPDATE accounts_delegation SET valid_to = valid_to + interval '1 year'",
    "UPDATE accounts_delegation SET classes = '{routine,market}'",
    "UPDATE accounts_delegation SET money_ceiling = 99999999",
    "UPDATE accounts_delegation SET job_post_id = job_post_id + 1",
    "UPDATE accounts_delegation SET granted_at = '2020-01-01'",
    "UPDATE accounts_delegation SET one_draft = 1",
    "DELETE FROM accounts_delegation",
    "UPDATE accounts_delegation_accounts SET socialaccount_id = socialaccount_id + 1",
    "DELETE FROM accounts_delegation_accounts",
]


@pytest.mark.parametrize("statement", CHANGES)
def test_raw_sql_changes_and_removes_nothing(cast: Cast, statement: str) -> None:
    sentence = "kept as it was given|that it was given for|permission denied"
    with refused_by_database(sentence), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "values",
    [
        "revoked_at = NULL, revoked_by_id = NULL, revoked_reason = ''",
        "revoked_at = now() + interval '1 year'",
    ],
)
def test_raw_sql_puts_nothing_back(cast: Cast, values: str) -> None:
    statement = f"UPDATE accounts_delegation SET {values} WHERE id = %s"  # noqa: S608 - our own words
    revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")
    with refused_by_database("kept as it was given"), connection.cursor() as cursor:
        cursor.execute(statement, [cast.routine.pk])


def test_the_register_is_of_its_moment(cast: Cast) -> None:
    assert list(register_of_authority(timezone.now())) == [
        cast.routine,
        cast.commitments,
    ]
    assert list(register_of_authority(days(-1))) == []
    assert list(register_of_authority(days(336))) == []


def test_the_register_is_narrowed(cast: Cast) -> None:
    now = timezone.now()
    assert list(register_of_authority(now, authority="money")) == [cast.commitments]
    post = post_of(cast.priya).pk
    assert list(register_of_authority(now, post=post)) == [cast.routine]
    assert list(register_of_authority(now, account=cast.x.pk, post=post)) == [
        cast.routine
    ]


def test_who_held_a_post_on_a_day_that_is_over(cast: Cast) -> None:
    post = post_of(cast.priya)
    today = timezone.localdate()
    Holding.objects.filter(job_post=post).update(ends_on=today - timedelta(days=1))
    Person.objects.filter(pk=cast.priya.pk).update(is_active=False)
    assert deciders_by_post([post.pk], at=timezone.now()) == {}
    assert deciders_by_post([post.pk], at=days(-3)) == {post.pk: [cast.priya]}


def test_a_duty_counts_while_it_runs(cast: Cast) -> None:
    officer = hire("Nia Bond", cast.rivers, "Duty press officer", Role.DUTY_OFFICER)
    assert deciders_by_post([post_of(officer).pk], at=timezone.now()) == {}


def test_overlaps_are_of_one_post_class_and_account(cast: Cast) -> None:
    again = delegate("D-301", cast.priya, ["routine"], [cast.x])
    delegate("D-302", cast.priya, ["reply"], [cast.x])
    delegate("D-303", cast.priya, ["routine"], [cast.x], one_draft=1)
    found = register_of_authority(timezone.now())
    assert overlapping(found) == [(cast.routine, again)]


def test_the_next_reference_follows_the_largest(cast: Cast) -> None:
    assert next_reference() == "D-115"


def test_raw_sql_gives_no_money_without_a_sum(cast: Cast) -> None:
    with refused_by_database("names_a_sum"):
        raw(cast, classes=["money"])
