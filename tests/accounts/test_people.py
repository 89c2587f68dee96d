"""Joiners, movers and leavers: rights come and go by date, and history is kept.

Who confirms a guarded post is in test_second_person.py; pages in test_registers.py.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.actions.joining import join
from accounts.actions.people import end_holding, move, report_to, start_holding
from accounts.models import Holding, JobPost, Person
from accounts.queries import accounts_open_to, capacities, roles_of
from accounts.queries.organisation import (
    holders_of,
    manager_of,
    people_in_today,
    posts_of,
)
from accounts.roles import Role
from audit.events import Event
from audit.queries import Search, opened_values, search
from tests.cast import Cast
from tests.refusals import refused


TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def post(cast: Cast, title: str, *roles: Role) -> JobPost:
    return JobPost.objects.create(title=title, team=cast.strategy, roles=list(roles))


def post_of(person: Person) -> JobPost:
    return person.holdings.get().job_post


def test_joiner_signs_in_with_a_password_to_change_and_holds_the_post(
    cast: Cast,
) -> None:
    holding = join(
        by=cast.sam,
        name="Rhys Bevan",
        email="Rhys@Rivers.example",
        password="three random river words",
        job_post=post(cast, "Trainee", Role.AUTHOR),
        starts_on=TODAY,
    )
    assert isinstance(holding, Holding)
    assert holding.person.email == "rhys@rivers.example"
    assert holding.person.must_change_password is True
    assert roles_of(holding.person) == {Role.AUTHOR}
    (added,) = search(Search(event=Event.PERSON_ADDED)).entries
    assert opened_values(added) == {
        "name": "Rhys Bevan",
        "email": "rhys@rivers.example",
    }


def test_rights_end_with_the_last_day(cast: Cast) -> None:
    holding = end_holding(cast.alice.holdings.get(), by=cast.sam, ends_on=TODAY)
    assert roles_of(cast.alice) == {Role.AUTHOR}
    end_holding(holding, by=cast.sam, ends_on=YESTERDAY)
    assert roles_of(cast.alice) == frozenset()
    assert list(accounts_open_to(cast.alice)) == []


def test_mover_has_the_new_rights_and_not_the_old_from_the_first_day(
    cast: Cast,
) -> None:
    old = cast.alice.holdings.get()
    to = post(cast, "Strategy writer", Role.CHECKER)
    move(old, by=cast.sam, to=to, starts_on=TODAY)
    assert [each.post for each in capacities(cast.alice)] == ["Strategy writer"]
    old.refresh_from_db()
    assert old.ends_on == YESTERDAY
    events = [entry.event for entry in search(Search(subject_type="holding")).entries]
    assert events == [Event.HOLDING_STARTED, Event.HOLDING_ENDED]


def test_post_that_starts_tomorrow_gives_nothing_today(cast: Cast) -> None:
    to = post(cast, "Strategy writer", Role.CHECKER)
    start_holding(by=cast.sam, person=cast.alice, job_post=to, starts_on=TOMORROW)
    assert roles_of(cast.alice) == {Role.AUTHOR}
    tomorrow = timezone.now() + timedelta(days=1)
    assert {each.role for each in capacities(cast.alice, at=tomorrow)} == {
        Role.AUTHOR,
        Role.CHECKER,
    }


@pytest.mark.parametrize("name", ["alice", "priya", "grace"])
def test_only_an_administrator_gives_or_ends_posts(cast: Cast, name: str) -> None:
    by: Person = getattr(cast, name)
    holding = cast.bob.holdings.get()
    with refused("not-administrator"):
        end_holding(holding, by=by, ends_on=TODAY)
    with refused("not-administrator"):
        start_holding(
            by=by, person=cast.mallory, job_post=holding.job_post, starts_on=TODAY
        )


def test_nobody_gives_a_post_to_themselves(cast: Cast) -> None:
    trainee = post(cast, "Trainee", Role.AUTHOR)
    with refused("own-post"):
        start_holding(by=cast.sam, person=cast.sam, job_post=trainee, starts_on=TODAY)


def test_post_that_somebody_holds_is_not_given_twice(cast: Cast) -> None:
    with refused("already-held"):
        start_holding(
            by=cast.sam,
            person=cast.alice,
            job_post=post_of(cast.alice),
            starts_on=TODAY,
        )


def test_last_day_moves_earlier_and_not_later(cast: Cast) -> None:
    holding = end_holding(cast.bob.holdings.get(), by=cast.sam, ends_on=TODAY)
    with refused("ends-later"):
        end_holding(holding, by=cast.sam, ends_on=TOMORROW)
    with refused("ends-before-start"):
        end_holding(holding, by=cast.sam, ends_on=date(2024, 1, 1))


@pytest.mark.parametrize(
    "change",
    [
        "SET person_id = (SELECT id FROM accounts_person WHERE name = 'Mallory Vane')",
        "SET starts_on = '2020-01-01'",
        None,
    ],
)
def test_history_of_a_post_is_not_rewritten_in_sql(
    cast: Cast, change: str | None
) -> None:
    statement = (
        f"UPDATE accounts_holding {change}"
        if change
        else "DELETE FROM accounts_holding"
    )
    with (
        pytest.raises(IntegrityError, match=r"only its last day|are kept"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_line_management_follows_posts_and_climbs_past_a_vacant_one(
    cast: Cast,
) -> None:
    alices, priyas, toms = (
        post_of(each) for each in (cast.alice, cast.priya, cast.tom)
    )
    report_to(alices, by=cast.sam, reports_to=priyas)
    report_to(priyas, by=cast.sam, reports_to=toms)
    now = timezone.now()
    assert manager_of(alices, at=now) == cast.priya
    end_holding(cast.priya.holdings.get(), by=cast.sam, ends_on=YESTERDAY)
    alices.refresh_from_db()
    assert manager_of(alices, at=now) == cast.tom
    assert manager_of(alices, at=now - timedelta(days=7)) == cast.priya
    assert manager_of(toms, at=now) is None


def test_line_management_has_no_circle_in_the_action_and_in_sql(cast: Cast) -> None:
    alices, priyas = post_of(cast.alice), post_of(cast.priya)
    report_to(alices, by=cast.sam, reports_to=priyas)
    with refused("circle"):
        report_to(priyas, by=cast.sam, reports_to=JobPost.objects.get(pk=alices.pk))
    with refused("circle"):
        report_to(priyas, by=cast.sam, reports_to=priyas)
    with (
        pytest.raises(IntegrityError, match="nor in a circle"),
        transaction.atomic(),
    ):
        JobPost.objects.filter(pk=priyas.pk).update(reports_to=alices.pk)


def test_holders_and_posts_are_told_as_at_a_day(cast: Cast) -> None:
    alices = post_of(cast.alice)
    end_holding(cast.alice.holdings.get(), by=cast.sam, ends_on=date(2026, 3, 31))
    start_holding(
        by=cast.sam, person=cast.bob, job_post=alices, starts_on=date(2026, 4, 1)
    )
    last = datetime(2026, 3, 31, 23, 59, tzinfo=ZoneInfo("Europe/London"))
    first = last + timedelta(minutes=1)
    assert [each.person for each in holders_of(alices, at=last)] == [cast.alice]
    assert [each.person for each in holders_of(alices, at=first)] == [cast.bob]
    assert [each.title for each in posts_of(cast.alice, at=first)] == []


def test_somebody_who_left_the_service_stays_in_its_history(cast: Cast) -> None:
    Person.objects.filter(pk=cast.alice.pk).update(is_active=False)
    now, alices = timezone.now(), post_of(cast.alice)
    assert holders_of(alices, at=now) == []
    before = holders_of(alices, at=now - timedelta(days=30))
    assert [each.person for each in before] == [cast.alice]
    assert cast.alice not in people_in_today()
