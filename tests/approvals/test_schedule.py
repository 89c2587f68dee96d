"""The schedule of authority: two people change it, and what waits is looked at again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from accounts.actions.proposals import approve_proposal, propose
from accounts.models import Person, Proposal
from accounts.roles import Role
from approvals.actions import approve
from approvals.actions.schedule import KIND, change_of
from approvals.models.schedule import ScheduleVersion
from approvals.policy import needs
from approvals.policy.schedule_changes import ALONE, DECIDERS, PROPOSERS
from approvals.queries.schedule import DEFAULT, Row, row_of, schedule_now, values_of
from audit.log import Subject
from audit.queries import entries_about
from drafts.lifecycle import Status
from publishing.actions.recheck import check_some_again
from publishing.models import Lapse, Publication, Recheck
from tests.cast import (
    Cast,
    a_submitted_draft,
    an_approved_draft,
    current,
    hire,
)
from tests.refusals import refused, refused_by_database


PROMISE = "We will open 40 new information centres by March 2027."
COMMITMENT = DEFAULT["commitment"]
LEGAL_TOO = replace(COMMITMENT, plus=(Role.LINE_MANAGER, Role.LEGAL))


@pytest.fixture
def hana(cast: Cast) -> Person:
    return hire("Hana Cole", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)


def proposed(cast: Cast, row: Row = LEGAL_TOO, name: str = "commitment") -> Proposal:
    return propose(KIND, change_of(name, row), by=cast.dee, why="Audit advice")


def changed(cast: Cast, hana: Person, row: Row = LEGAL_TOO) -> ScheduleVersion:
    approve_proposal(proposed(cast, row), by=hana)
    return ScheduleVersion.objects.latest("number")


def test_the_default_is_in_force_until_somebody_changes_it(db: None) -> None:
    assert schedule_now() == DEFAULT


@pytest.mark.parametrize("row", DEFAULT.values())
def test_every_row_is_kept_and_read_back_the_same(row: Row) -> None:
    assert row_of(values_of(row)) == row


def test_two_people_change_one_class_and_nothing_else(cast: Cast, hana: Person) -> None:
    version = changed(cast, hana)
    assert (version.number, version.authority) == (1, "commitment")
    assert schedule_now() == {**DEFAULT, "commitment": LEGAL_TOO}
    entry = entries_about([Subject("schedule", "1")])[0]
    assert entry.event == "schedule.changed"


def test_the_last_version_of_a_class_counts(cast: Cast, hana: Person) -> None:
    changed(cast, hana)
    assert changed(cast, hana, COMMITMENT).number == 2
    assert schedule_now() == DEFAULT


def test_the_summary_says_what_differs(cast: Cast) -> None:
    assert proposed(cast).summary == (
        "Commitment: besides was line manager, becomes line manager, legal adviser."
    )


def test_the_schedule_is_one_query_until_it_changes(
    cast: Cast,
    hana: Person,
    django_assert_num_queries: Any,  # noqa: ANN401 - pytest-django names no type
) -> None:
    for row in (LEGAL_TOO, DEFAULT["commitment"]):
        changed(cast, hana, row)
        with django_assert_num_queries(2):
            schedule_now()
        with django_assert_num_queries(1):
            schedule_now()


def test_nobody_approves_their_own_change(cast: Cast) -> None:
    with refused("own-proposal"):
        approve_proposal(proposed(cast), by=cast.dee)


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "sam", "grace"])
def test_other_posts_neither_propose_nor_decide(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    with refused("wrong-post"):
        propose(KIND, change_of("commitment", LEGAL_TOO), by=person)
    with refused("wrong-post"):
        approve_proposal(proposed(cast), by=person)


def test_a_rule_custodian_decides_and_does_not_propose(cast: Cast) -> None:
    custodian = hire("Rhys Cole", cast.strategy, "Custodian", Role.RULE_CUSTODIAN)
    with refused("wrong-post"):
        propose(KIND, change_of("commitment", LEGAL_TOO), by=custodian)
    approve_proposal(proposed(cast), by=custodian)
    assert schedule_now()["commitment"] == LEGAL_TOO


@pytest.mark.parametrize(
    ("name", "row", "code"),
    [
        ("commitment", COMMITMENT, "no-change"),
        ("commitment", replace(COMMITMENT, second=False), "second-needed"),
        (
            "commitment",
            replace(COMMITMENT, authoriser=Role.ADMINISTRATOR),
            "does-not-decide:administrator",
        ),
        ("commitment", replace(COMMITMENT, reference="anything"), "no-row"),
        ("party", COMMITMENT, "no-row"),
    ],
)
def test_what_a_change_may_not_do(cast: Cast, name: str, row: Row, code: str) -> None:
    with refused(code):
        proposed(cast, row, name)


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"authoriser": "wizard"},
        {**values_of(COMMITMENT), "authoriser": "wizard"},
        {**values_of(COMMITMENT), "plus": None},
    ],
)
def test_a_row_that_is_none_is_refused(cast: Cast, row: Mapping[str, Any]) -> None:
    with refused("no-row"):
        propose(KIND, {"authority": "commitment", "row": row}, by=cast.dee)


def test_one_approver_is_enough_only_where_the_default_says_so() -> None:
    assert {"routine", "reply", "correction", "welsh"} == ALONE


def test_new_words_are_planned_by_the_new_version(cast: Cast, hana: Person) -> None:
    changed(cast, hana)
    revision = current(a_submitted_draft(cast, text=PROMISE))
    assert [need.seat.name for need in needs(revision)] == [
        "commitment",
        "commitment + line manager",
        "commitment + legal",
    ]


def test_what_was_approved_with_less_goes_back(cast: Cast, hana: Person) -> None:
    draft = an_approved_draft(cast, text=PROMISE)
    routine = an_approved_draft(cast)
    changed(cast, hana)
    assert Recheck.objects.count() == 1
    while check_some_again():
        pass
    draft.refresh_from_db()
    routine.refresh_from_db()
    assert draft.status == Status.EXPIRED
    assert routine.status == Status.APPROVED
    assert Publication.objects.filter(status="cancelled").count() == 1
    assert Lapse.objects.get().revision == draft.current


def test_what_waits_is_asked_of_more_people_and_keeps_what_was_given(
    cast: Cast, hana: Person
) -> None:
    revision = current(a_submitted_draft(cast, text=PROMISE))
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    changed(cast, hana)
    while check_some_again():
        pass
    revision.draft.refresh_from_db()
    assert revision.draft.status == Status.SUBMITTED
    assert [(need.seat.name, need.given_by is None) for need in needs(revision)] == [
        ("commitment", False),
        ("commitment + line manager", True),
        ("commitment + legal", True),
    ]


def test_what_now_needs_a_reference_goes_back_to_its_author(
    cast: Cast, hana: Person
) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)
    changed(cast, hana, replace(COMMITMENT, reference="parliament"))
    while check_some_again():
        pass
    draft.refresh_from_db()
    assert draft.status == Status.EXPIRED


def test_what_needs_no_more_than_before_stays(cast: Cast, hana: Person) -> None:
    draft = an_approved_draft(cast, text=PROMISE)
    changed(cast, hana, replace(COMMITMENT, out_of_hours=Role.DUTY_OFFICER))
    while check_some_again():
        pass
    draft.refresh_from_db()
    assert draft.status == Status.APPROVED


def written(proposal: Proposal, row: Mapping[str, Any]) -> ScheduleVersion:
    return ScheduleVersion.objects.create(
        number=9, authority="commitment", row=row, proposal=proposal
    )


def test_postgresql_wants_two_people_for_a_version(cast: Cast) -> None:
    with refused_by_database("two people have agreed"):
        written(proposed(cast), values_of(LEGAL_TOO))


def test_postgresql_wants_the_row_that_was_agreed(cast: Cast, hana: Person) -> None:
    version = changed(cast, hana)
    with refused_by_database("two people have agreed"):
        written(version.proposal, values_of(replace(COMMITMENT, plus=())))
    with refused_by_database("two people have agreed"):
        written(version.proposal, version.row)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE approvals_scheduleversion SET row = '{}'",
        "DELETE FROM approvals_scheduleversion",
        "TRUNCATE approvals_scheduleversion",
    ],
)
def test_raw_sql_cannot_change_a_version(
    cast: Cast, hana: Person, statement: str
) -> None:
    changed(cast, hana)
    sentence = "append-only|permission denied|never"
    with refused_by_database(sentence), connection.cursor() as cursor:
        cursor.execute(statement)


def test_postgresql_knows_the_same_roles_as_the_code(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef('approvals_scheduleversion_stands'::regproc)"
        )
        definition = cursor.fetchone()[0]
    assert PROPOSERS == ("director", "head of digital")
    assert DECIDERS == ("director", "head of digital", "rule custodian")
    assert all(f"'{role.value}'" in definition for role in DECIDERS)
