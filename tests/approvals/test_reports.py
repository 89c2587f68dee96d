"""The auditor's reports, over the rows themselves."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Holding
from audit.models import Entry
from publishing.queries.reports import REPORTS, Answer, bounds
from tests.cast import Cast, an_approved_draft
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
