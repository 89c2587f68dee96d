"""The schedule at a decision: who sits in an authoriser's seat, by role and by hour."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.actions.proposals import approve_proposal, propose
from accounts.models import Delegation, Person
from accounts.roles import Role
from approvals.actions.schedule import KIND, change_of
from approvals.models import Seat
from approvals.policy.cover import covers
from approvals.policy.deciding import reasons_of_the_hour
from approvals.policy.given import limits_of_the_schedule
from approvals.queries.schedule import DEFAULT
from approvals.queries.seats import (
    outstanding,
    people_who_could,
    seats_fitting,
    with_reach,
)
from approvals.queries.sitting import Sitting, at_work, next_work
from tests.cast import Cast, a_submitted_draft, current, delegate, hire


LONDON = ZoneInfo("Europe/London")
PROMISE = "We will open 40 new information centres by March 2027."


def london(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


# --- The hours ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        (london(11, 23, 9), True),  # a Monday
        (london(11, 23, 8, 59), False),
        (london(11, 23, 16, 59), True),
        (london(11, 23, 17), False),
        (london(11, 21, 11), False),  # a Saturday
        (london(11, 22, 11), False),
        (london(7, 20, 9), True),  # nine o'clock in summer is eight in UTC
    ],
)
def test_people_are_at_work_in_the_set_hours(moment: datetime, working: bool) -> None:
    assert at_work(moment) is working


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        (london(11, 23, 7), london(11, 23, 9)),
        (london(11, 23, 18), london(11, 24, 9)),
        (london(11, 20, 18), london(11, 23, 9)),  # a Friday evening
        (london(11, 21, 3), london(11, 23, 9)),
        (london(10, 24, 12), london(10, 26, 9)),  # the clocks go back between
    ],
)
def test_work_begins_again(moment: datetime, following: datetime) -> None:
    assert next_work(moment) == following


# --- Who sits -------------------------------------------------------------------------


DAY, NIGHT = True, False
# A class, the role of the post that was given it, and when it may authorise it.
TABLE = [
    ("commitment", Role.POLICY_OWNER, {DAY, NIGHT}),  # as the schedule names it
    ("commitment", Role.AUTHORISED_OFFICER, {DAY, NIGHT}),  # is there for any class
    (
        "commitment",
        Role.LEGAL,
        {DAY},
    ),  # given by the director; the schedule names others
    ("commitment", Role.LINE_MANAGER, {DAY}),
    ("unpublished", Role.DIRECTOR, {DAY, NIGHT}),  # out of hours, as the schedule says
    ("new_money", Role.PRIVATE_OFFICE, {DAY, NIGHT}),
    ("new_money", Role.FINANCE, set()),  # besides is not instead
    ("market", Role.LEGAL, set()),
    ("controversy", Role.PRIVATE_OFFICE, {NIGHT}),  # besides by day, instead at night
    ("statistics", Role.STATISTICS_HEAD, {DAY}),  # none: wait
    ("statistics", Role.AUTHORISED_OFFICER, {DAY}),
    ("paid", Role.DIRECTOR, {DAY}),
    ("paid", Role.FINANCE, set()),
    ("announcement", Role.PRIVATE_OFFICE, {DAY}),
    ("routine", Role.DIRECTOR, {DAY, NIGHT}),  # what one approver may release
    ("welsh", Role.WELSH_READER, {DAY, NIGHT}),
    ("staff", Role.LINE_MANAGER, {DAY, NIGHT}),
]


def given_to(cast: Cast, role: Role, *names: str, **narrower: object) -> Delegation:
    nia = hire("Nia Lloyd", cast.rivers, "Another post", role)
    delegate("D-501", nia, list(names), [cast.rehearsal], **narrower)
    return with_reach(Delegation.objects.filter(reference="D-501")).get()


@pytest.mark.parametrize(("name", "role", "when"), TABLE)
def test_who_may_authorise_a_class_and_when(
    cast: Cast, name: str, role: Role, when: set[bool]
) -> None:
    given = given_to(cast, role, name)
    seat = Seat(name=name, authority=name, classes=[name], roles=[], plus=False)
    allowed = {
        working
        for working in (DAY, NIGHT)
        if Sitting(DEFAULT, at_work=working).allows(given, seat)
    }
    assert allowed == when


def test_seat_besides_names_its_own_roles_at_any_hour(cast: Cast) -> None:
    given = given_to(cast, Role.FINANCE, "new_money")
    seat = Seat(
        name="new_money + finance",
        authority="new_money",
        classes=["new_money"],
        roles=["finance"],
        plus=True,
    )
    assert Sitting(DEFAULT, at_work=NIGHT).allows(given, seat)


def test_grant_for_one_draft_counts_at_night_and_not_where_it_waits(
    cast: Cast,
) -> None:
    draft = a_submitted_draft(cast)
    given = given_to(cast, Role.LEGAL, "commitment", "paid", one_draft=draft.pk)
    assert Sitting(DEFAULT, at_work=DAY).barred(given) == set()
    assert Sitting(DEFAULT, at_work=NIGHT).barred(given) == {"paid"}


def test_class_that_the_schedule_does_not_know_has_no_hours(cast: Cast) -> None:
    assert Sitting({}, at_work=NIGHT).barred(cast.commitments) == set()


def test_better_placed_delegation_of_the_same_person_is_taken(cast: Cast) -> None:
    """The first that fits is barred at night; the second is a grant for this draft."""
    revision = current(a_submitted_draft(cast, text=PROMISE))
    (seat, *_) = outstanding(revision)
    nia = hire("Nia Lloyd", cast.rivers, "Another post", Role.LEGAL)
    delegate("D-501", nia, ["commitment"], [cast.rehearsal])
    delegate(
        "D-502", nia, ["commitment"], [cast.rehearsal], one_draft=revision.draft_id
    )
    held = list(with_reach(Delegation.objects.filter(reference__startswith="D-50")))
    (filled,) = seats_fitting(
        held,
        [seat],
        content=revision.content,
        draft=revision.draft_id,
        sitting=Sitting(DEFAULT, at_work=NIGHT),
    )
    assert filled.delegation.reference == "D-502"


# --- What people are told -------------------------------------------------------------


@pytest.fixture
def waiting(cast: Cast) -> None:
    """The department says that commitments wait for the morning."""
    head = hire("Hana Cole", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)
    decide_commitments_by_day(cast, head)


def decide_commitments_by_day(cast: Cast, head: Person) -> None:
    row = replace(DEFAULT["commitment"], out_of_hours=None)
    change = propose(
        KIND, change_of("commitment", row), by=cast.dee, why="Audit advice"
    )
    approve_proposal(change, by=head)


@pytest.mark.usefixtures("waiting")
def test_out_of_hours_the_page_says_until_when_it_waits(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast, text=PROMISE))
    (reason,) = reasons_of_the_hour(revision, at=london(11, 21, 11))
    assert (reason.code, reason.sentence) == (
        "out-of-hours",
        (
            "Nobody authorises this out of hours: commitment. It waits until Monday 23 "
            "November, 09:00."
        ),
    )
    assert reasons_of_the_hour(revision, at=london(11, 23, 11)) == []


@pytest.mark.usefixtures("waiting")
def test_whoever_decides_in_the_morning_is_told_at_night(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast, text=PROMISE))
    assert people_who_could(revision, at=timezone.now()) == [cast.priya, cast.tom]


@pytest.mark.parametrize(
    ("role", "names", "sentences"),
    [
        (Role.POLICY_OWNER, ["commitment"], []),
        (Role.AUTHORISED_OFFICER, ["new_money"], []),
        (Role.DIRECTOR, ["routine", "unpublished"], []),
        (
            Role.FINANCE,
            ["new_money", "paid"],
            [
                (
                    "Under the schedule this post decides besides, and does not authorise "
                    "by itself: new money (private office), paid (director of "
                    "communications)."
                )
            ],
        ),
        (
            Role.LINE_MANAGER,
            ["routine", "rumour"],
            [
                (
                    "The schedule names other posts for this, so the delegation counts in "
                    "working hours only: rumour (duty officer)."
                )
            ],
        ),
    ],
)
def test_whoever_gives_authority_hears_what_it_will_not_do(
    cast: Cast, role: Role, names: list[str], sentences: list[str]
) -> None:
    assert limits_of_the_schedule(given_to(cast, role, *names)) == sentences


def test_cover_does_not_count_whoever_decides_besides(cast: Cast) -> None:
    given_to(cast, Role.FINANCE, "new_money")
    found = {
        (cover.authority, cover.besides): [person.name for person in cover.people]
        for cover in covers([cast.rehearsal], at=timezone.now())
    }
    assert found["new_money", ()] == []
    assert found["new_money", (Role.FINANCE,)] == ["Nia Lloyd"]
