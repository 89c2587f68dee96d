"""The home page of each role: what needs them now, and what an empty one says.

What a search of the log finds is tested with the log's pages.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from approvals.actions import send_back
from publishing.actions.holds import lift_hold, place_hold
from publishing.models import Publication, RehearsalPost
from tests.cast import Cast, a_draft, a_submitted_draft, an_approved_draft, current
from tests.pages import browser_of, page_text, title_of
from tests.publishing.stage import Stage
from tests.registers import a_period


DASH = "\N{EN DASH}"


def home_of(cast: Cast, name: str) -> str:
    return page_text(browser_of(getattr(cast, name)).get("/"))


def test_approver_sees_what_waits_for_them_and_how_much(cast: Cast) -> None:
    a_submitted_draft(cast)
    response = browser_of(cast.priya).get("/")
    assert title_of(response) == f"Home {DASH} 1 waiting for you {DASH} Countersign"
    text = page_text(response)
    assert "To approve (1)" in text
    assert "Goes out as soon as it is approved. By Alice Archer." in text
    assert "Authority needed: routine." in text


def test_author_is_not_asked_about_their_own_words(cast: Cast) -> None:
    a_submitted_draft(cast, by=cast.priya)
    assert "Nothing needs you." in home_of(cast, "priya")


def test_author_sees_why_a_draft_came_back(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    digest = bytes(revision.digest)
    send_back(revision, by=cast.priya, digest=digest, reason="Name the river.")
    text = home_of(cast, "alice")
    assert "Sent back" in text
    assert "Priya Shah" in text
    assert "“Name the river.”" in text


def test_approved_post_is_listed_until_it_goes_out(cast: Cast) -> None:
    an_approved_draft(cast)
    text = home_of(cast, "alice")
    assert "Nothing is due." not in text
    assert "Nothing yet." in text


def test_held_post_says_why(cast: Cast) -> None:
    an_approved_draft(cast)
    Publication.objects.update(status="held", why="On hold: Major incident")
    assert "@RiversDept on Rehearsal network: On hold: Major incident" in home_of(
        cast, "alice"
    )


def test_published_post_is_listed_with_its_address(stage: Stage) -> None:
    stage.sealed()
    stage.publish_all()
    response = browser_of(stage.cast.alice).get("/")
    (post,) = RehearsalPost.objects.all()
    assert f'href="/rehearsal/RiversDept/{post.pk}"' in response.content.decode()


def test_another_team_sees_none_of_it(cast: Cast) -> None:
    an_approved_draft(cast)
    a_submitted_draft(cast)
    text = home_of(cast, "mallory")
    assert "River Ouse" not in text
    assert "Nothing needs you." in text
    assert "You have no open draft." in text


def test_auditor_starts_from_a_search_and_the_health_of_the_log(cast: Cast) -> None:
    text = home_of(cast, "grace")
    assert "Search the log" in text
    assert "Not started" in text
    assert "Needs you now" not in text


def test_administrator_is_led_to_the_registers(cast: Cast) -> None:
    text = home_of(cast, "sam")
    assert "Open the registers" in text
    assert "Needs you now" not in text


def test_somebody_without_a_post_is_told_what_to_do(cast: Cast) -> None:
    cast.bob.holdings.update(ends_on="2025-12-31")
    assert "You hold no post today" in home_of(cast, "bob")


@pytest.mark.parametrize("name", ["alice", "grace", "sam"])
def test_every_page_says_what_is_stopped_by_whom_and_why(cast: Cast, name: str) -> None:
    place_hold(by=cast.dee, reason="Major incident", account=None)
    place_hold(by=cast.dee, reason="Locked out", account=cast.rehearsal)
    text = home_of(cast, name)
    assert "All-stop since today at" in text
    assert "by Dee Marsh. Nothing is sent. Reason: Major incident" in text
    assert "Hold on @RiversDept on Rehearsal network since" in text


def test_lifted_hold_is_not_shown_any_more(cast: Cast) -> None:
    hold = place_hold(by=cast.dee, reason="Major incident", account=None)
    lift_hold(hold, by=cast.dee)
    assert "All-stop" not in home_of(cast, "alice")


def test_every_page_names_the_sensitive_period(cast: Cast) -> None:
    now = timezone.now()
    a_period(
        "Local elections",
        starts_at=now - timedelta(days=1),
        ends_at=now + timedelta(days=9),
    )
    assert "Local elections until" in home_of(cast, "alice")


def test_sign_in_page_asks_the_database_nothing(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get("/account/sign-in/")
    assert len(queries) == 0


def queries_of_home(cast: Cast, name: str) -> int:
    browser = browser_of(getattr(cast, name))
    with CaptureQueriesContext(connection) as queries:
        browser.get("/")
    return len(queries)


@pytest.mark.parametrize("name", ["alice", "priya", "tom", "grace", "sam"])
def test_queries_do_not_grow_with_the_work(cast: Cast, name: str) -> None:
    def more_work() -> None:
        a_draft(cast)
        an_approved_draft(cast)
        a_submitted_draft(cast, text="We will open 40 flood centres by March 2027.")
        revision = current(a_submitted_draft(cast))
        digest = bytes(revision.digest)
        send_back(revision, by=cast.priya, digest=digest, reason="Name it.")
        a_submitted_draft(cast)
        place_hold(by=cast.dee, reason="Exercise", account=cast.rehearsal)

    more_work()
    with_one = queries_of_home(cast, name)
    more_work()
    more_work()
    assert queries_of_home(cast, name) == with_one
