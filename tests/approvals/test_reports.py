"""The auditor's reports, over the rows themselves."""

from datetime import date, timedelta

import psycopg
import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.authority import revoke_authority
from accounts.actions.substitutions import arrange_substitution
from accounts.models import Holding
from accounts.roles import Role
from approvals.actions import approve
from audit.models import Entry
from drafts.actions.disputes import raise_dispute
from drafts.checks import check_content
from drafts.models import Explanation
from drafts.models.disputes import key_of
from publishing.queries.reports import REPORTS, Answer, bounds
from tests.cast import (
    Cast,
    a_draft,
    a_submitted_draft,
    an_approved_draft,
    assemble,
    current,
    delegate,
    hire,
)
from tests.databases import DatabaseUrls
from tests.pages import SENDABLE, browser_of, page_text


PAGES = "/log/reports/"
PROMISE = "We will open 40 new information centres by March 2027."


@pytest.fixture
def grace(cast: Cast) -> Client:
    return browser_of(cast.grace)


def asked(name: str, *, days_ago: int = 0) -> Answer:
    day = timezone.localdate() - timedelta(days=days_ago)
    return REPORTS[name].ask(*bounds(day, day))


def test_segregation_examines_every_approval_and_finds_nothing(cast: Cast) -> None:
    an_approved_draft(cast, text=PROMISE)
    found = asked("segregation")
    assert found.good is True
    assert found.rows == []
    assert found.sentence.startswith("2 approvals resting on 2 authorities examined")
    assert asked("segregation", days_ago=1).sentence.startswith("0 approvals")


def test_segregation_finds_an_approver_outside_the_post(cast: Cast) -> None:
    an_approved_draft(cast)
    yesterday = timezone.localdate() - timedelta(days=1)
    Holding.objects.filter(person=cast.priya).update(ends_on=yesterday)
    found = asked("segregation")
    assert found.good is False
    assert [(row[0], row[3], row[4]) for row in found.rows] == [
        ("not in the post that holds it", "Priya Shah", "D-101")
    ]


def kinds(name: str = "segregation") -> list[tuple[object, ...]]:
    """What is wrong, by whom, and what it rests on."""
    return [(row[0], row[3], row[4]) for row in asked(name).rows]


BROKEN = [
    (
        "drafts_revision",
        (
            "UPDATE drafts_revision SET created_by_id ="
            " (SELECT id FROM accounts_person WHERE name = 'Priya Shah')"
        ),
        ("approved words of their own", "Priya Shah", ""),
    ),
    (
        "approvals_reliance",
        "DELETE FROM approvals_reliance",
        ("rests on nothing", "Priya Shah", ""),
    ),
    (
        "accounts_delegation",
        "UPDATE accounts_delegation SET valid_from = now() + interval '1 hour'",
        ("authority not in force", "Priya Shah", "D-101"),
    ),
    (
        "accounts_delegation",
        "UPDATE accounts_delegation SET granted_at = now() + interval '1 hour'",
        ("authority not in force", "Priya Shah", "D-101"),
    ),
    (
        "accounts_delegation",
        (
            "UPDATE accounts_delegation SET revoked_at = now() - interval '1 day',"
            " revoked_reason = 'Reorganised', revoked_by_id ="
            " (SELECT id FROM accounts_person WHERE name = 'Dee Marsh')"
        ),
        ("authority not in force", "Priya Shah", "D-101"),
    ),
]


@pytest.mark.parametrize(("table", "change", "found"), BROKEN)
def test_segregation_finds_what_somebody_did_past_the_triggers(
    committed_database: DatabaseUrls, table: str, change: str, found: tuple[str, ...]
) -> None:
    """As the owner of the database might, who switches them off."""
    an_approved_draft(assemble())
    with psycopg.connect(committed_database.owner, autocommit=True) as owner:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(change)
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    assert kinds() == [found]


@pytest.mark.usefixtures("committed_database")
def test_segregation_takes_an_authority_that_was_revoked_afterwards() -> None:
    cast = assemble()
    an_approved_draft(cast)
    revoke_authority(cast.routine, by=cast.dee, reason="Reorganised")
    assert asked("segregation").good is True


def test_segregation_finds_whoever_lacked_training(cast: Cast) -> None:
    an_approved_draft(cast)
    cast.priya.training.update(expires_on=date(2024, 12, 31))
    course = "Official social media and the Civil Service Code"
    assert kinds() == [(f"lacked training: {course}", "Priya Shah", "")]


def test_segregation_takes_a_substitute_who_stood_in_then(cast: Cast) -> None:
    sue = hire("Sue Grant", cast.rivers, "News editor", Role.LINE_MANAGER)
    now = timezone.now()
    arrange_substitution(
        cast.priya.holdings.get().job_post,
        by=cast.priya,
        principal=cast.priya,
        person=sue,
        starts_at=now,
        ends_at=now + timedelta(days=2),
        why="Leave",
    )
    an_approved_draft(cast, by=sue)
    assert asked("segregation").good is True


def test_exceptions_have_a_warning_with_its_reason(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    check = draft.revisions.get().checks.get()
    Explanation.objects.create(check_run=check, rule="CR-SOURCE", reason="It is ours.")
    assert [row[:6] for row in asked("exceptions").rows] == [
        (
            "warning with a reason",
            draft.pk,
            1,
            "CR-SOURCE",
            "Alice Archer",
            "It is ours.",
        )
    ]


def test_exceptions_leave_out_reasons_of_what_was_not_authorised(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    check = draft.revisions.get().checks.get()
    Explanation.objects.create(check_run=check, rule="CR-SOURCE", reason="It is ours.")
    assert asked("exceptions").rows == []


def test_exceptions_have_a_dispute_and_what_was_made_of_it(cast: Cast) -> None:
    text = "We will open the Exampleton barrage on Saturday."
    draft = a_draft(cast, text=text)
    found = check_content(draft.revisions.get().content, draft=draft).findings[0]
    raise_dispute(
        draft,
        by=cast.alice,
        based_on=1,
        finding=key_of(found),
        reason="It promises nothing.",
    )
    assert [(row[0], row[3], row[4], row[5]) for row in asked("exceptions").rows] == [
        ("dispute undecided", found.rule, "Alice Archer", "It promises nothing.")
    ]


def test_exceptions_have_an_authority_that_was_for_one_draft(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast, text=PROMISE))
    revoke_authority(cast.commitments, by=cast.dee, reason="Reorganised")
    delegate(
        "D-701",
        cast.tom,
        ["commitment"],
        [cast.rehearsal],
        one_draft=revision.draft_id,
    )
    approve(revision, by=cast.tom, digest=bytes(revision.digest))
    assert [(row[0], row[3], row[4], row[5]) for row in asked("exceptions").rows] == [
        ("authority for one draft", "commitment", "Tom Reed", "D-701")
    ]


def test_training_says_for_each_act_who_lacked_what(cast: Cast) -> None:
    an_approved_draft(cast)
    rows = asked("training").rows
    assert [(row[0], row[3], row[5]) for row in rows] == [
        ("submitted", "Alice Archer", "yes"),
        ("approved", "Priya Shah", "yes"),
    ]


def test_exceptions_of_a_plain_post_are_none(cast: Cast) -> None:
    an_approved_draft(cast)
    assert asked("exceptions").sentence == "0 exceptions in 0 drafts."


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_a_page_and_a_file_and_both_are_logged(
    cast: Cast, grace: Client, name: str
) -> None:
    an_approved_draft(cast)
    assert REPORTS[name].question in page_text(grace.get(f"{PAGES}{name}/"))
    assert Entry.objects.filter(event="log.read", subject_id=f"report {name}").exists()
    answer = grace.get(f"{PAGES}{name}/", {"format": "csv"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert Entry.objects.filter(event="report.exported", subject_id=name).exists()


@pytest.mark.parametrize("who", ["alice", "priya", "tom", "dee", "sam"])
def test_reports_are_for_auditors(cast: Cast, who: str) -> None:
    client = browser_of(getattr(cast, who))
    assert client.get(PAGES).status_code == 403
    assert client.get(f"{PAGES}segregation/").status_code == 403


@pytest.mark.parametrize("hostile", SENDABLE)
def test_days_that_are_none_are_the_usual_ones(grace: Client, hostile: str) -> None:
    sent = {"since": hostile, "until": hostile}
    assert grace.get(f"{PAGES}training/", sent).status_code == 200
    assert grace.get(f"{PAGES}none/").status_code == 404


def test_the_questions_of_the_home_page_lead_to_pages(
    cast: Cast, grace: Client
) -> None:
    for address in (PAGES, "/registers/statements/", "/registers/authority/cover/"):
        assert grace.get(address).status_code == 200
