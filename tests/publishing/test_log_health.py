"""The log's health page: verify now, what it found, and alarms on every page.

What a self-check finds is tested with the log.
"""

import django_rq
import pytest
from django.test import Client

from audit.events import Event
from audit.queries import Search, search
from publishing.jobs import check_log, sweep_and_wake
from tests.cast import Cast
from tests.pages import browser_of, page_text
from tests.publishing.stage import Stage
from tests.publishing.test_jobs import run_jobs


HEALTH = "/log/health/"
VERIFY = "/log/health/verify/"
PROGRESS = "/log/health/progress/"


@pytest.fixture
def log(stage: Stage, settings: object) -> Stage:
    settings.COUNTERSIGN_LOG_VERIFIER_KEY = (  # type: ignore[attr-defined]
        stage.workshop.verifier_key
    )
    stage.workshop.write_together(300)
    stage.seal()
    return stage


@pytest.fixture
def graces(log: Stage) -> Client:
    return browser_of(log.cast.grace)


def results() -> list[object]:
    found = search(Search(event=Event.LOG_VERIFIED)).entries
    return [(entry.body["actor"], entry.body["details"]) for entry in found]


def test_page_of_a_log_that_was_never_verified_says_so(graces: Client) -> None:
    assert "has not been verified from here yet" in page_text(graces.get(HEALTH))


def test_verify_now_is_under_way_until_the_clock_has_had_its_turns(
    log: Stage, graces: Client
) -> None:
    text = page_text(graces.post(VERIFY, follow=True))
    assert f"Under way 0 of {300 + SET_UP} entries hold so far." in text
    sweep_and_wake()
    run_jobs("slow")
    assert f"all {300 + SET_UP} entries, the tree over them" in page_text(
        graces.get(HEALTH)
    )


# Entries that the cast itself has written: the credential of the rehearsal account.
SET_UP = 1


def test_result_is_logged_with_who_asked(log: Stage, graces: Client) -> None:
    graces.post(VERIFY)
    check_log()
    grace = {
        "id": str(log.cast.grace.pk),
        "post": "Internal auditor",
        "role": "auditor",
    }
    details = {
        "entries": 300 + SET_UP,
        "first_bad_index": None,
        "result": "verified",
    }
    assert results() == [(grace, details)]


def test_losing_the_queue_delays_a_verification_by_a_second(
    log: Stage, graces: Client
) -> None:
    graces.post(VERIFY)
    for _ in range(2):
        sweep_and_wake()
        assert django_rq.get_queue("slow").count == 1
        django_rq.get_queue("slow").empty()
    sweep_and_wake()
    run_jobs("slow")
    assert len(results()) == 1


def test_nothing_is_woken_when_nothing_is_to_verify(log: Stage) -> None:
    sweep_and_wake()
    woken = [job.func_name for job in django_rq.get_queue("slow").jobs]
    assert "publishing.jobs.check_log" not in woken


def test_moving_part_asks_again_only_while_it_moves(log: Stage, graces: Client) -> None:
    graces.post(VERIFY)
    moving = 'hx-trigger="every 1s"'
    assert moving in graces.get(PROGRESS).content.decode()
    check_log()
    assert moving not in graces.get(PROGRESS).content.decode()
    assert "htmx" not in graces.get(HEALTH).content.decode().split("</head>")[1]


def test_check_that_nobody_takes_further_says_so(log: Stage, graces: Client) -> None:
    graces.post(VERIFY)
    assert "It has not moved since" not in page_text(graces.get(PROGRESS))
    log.workshop.sql(
        "UPDATE audit_selfcheck SET moved_at = moved_at - interval '2 min'", role="app"
    )
    assert "It has not moved since today at" in page_text(graces.get(PROGRESS))


def test_button_is_not_there_while_a_check_is_under_way(
    log: Stage, graces: Client
) -> None:
    seen = ["Verify now" in page_text(graces.get(HEALTH))]
    graces.post(VERIFY)
    seen.append("Verify now" in page_text(graces.get(HEALTH)))
    check_log()
    seen.append("Verify now" in page_text(graces.get(PROGRESS)))
    assert seen == [True, False, True]


def test_damage_is_shown_logged_and_on_the_pages_of_who_may_act(
    log: Stage, graces: Client
) -> None:
    log.workshop.rewrite(
        "audit_leaf", "UPDATE audit_leaf SET hash = sha256('') WHERE index = 42"
    )
    graces.post(VERIFY)
    check_log()
    sentence = "entry 42 is not the one that the log holds"
    text = page_text(graces.get(HEALTH))
    assert "The first place where it shows is entry 42." in text
    assert "State Alarm" in text
    told = {
        name
        for name in ("alice", "bob", "priya", "tom", "grace", "sam", "mallory")
        if f"The log did not verify: {sentence}."
        in page_text(browser_of(getattr(log.cast, name)).get("/"))
    }
    assert told == {"tom", "grace", "sam"}


def test_administrator_sees_the_alarm_in_the_administration_too(log: Stage) -> None:
    log.workshop.sql(
        "INSERT INTO audit_refusal (reason, at) VALUES ('rolled back', now())",
        role="sequencer",
    )
    text = page_text(browser_of(log.cast.sam).get("/admin/"))
    assert "The sequencer refuses to sign the log: rolled back. Since today at" in text


def test_log_that_is_well_alarms_nobody(log: Stage, graces: Client) -> None:
    assert 'aria-label="Alarm"' not in graces.get("/").content.decode()


def test_empty_log_is_not_verified_and_says_why(cast: Cast) -> None:
    response = browser_of(cast.grace).post(VERIFY, follow=True)
    assert "The log has no checkpoint yet to verify." in page_text(response)


def test_only_auditors_verify(log: Stage) -> None:
    people = ("alice", "priya", "tom", "sam", "mallory")
    statuses = {
        browser_of(getattr(log.cast, name)).post(VERIFY).status_code for name in people
    }
    assert statuses == {403}
    assert results() == []


def test_looking_does_not_verify(graces: Client) -> None:
    assert graces.get(VERIFY).status_code == 405
