"""The pages of the registers: everybody reads, custodians propose, another decides."""

import csv
import io
import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models.proposals import Proposal
from guidance.models import RegisterEntry, SensitivePeriod
from guidance.registers import Register
from tests.cast import Cast
from tests.pages import HOSTILE, browser_of, page_text, problems, title_of
from tests.registers import custodian, ended, entered, proposed, second_person


LIVE = "/registers/live-issues/"


def test_everybody_with_a_post_of_content_reads_the_registers(cast: Cast) -> None:
    entered(Register.LIVE_ISSUE, value="Exampleton barrage", what="Inquiry announced")
    for person in (cast.alice, cast.priya, cast.grace):
        assert "Live issues 1" in page_text(browser_of(person).get("/registers/"))
        assert "Exampleton barrage" in page_text(browser_of(person).get(LIVE))
    assert browser_of(cast.sam).get(LIVE).status_code == 403


@pytest.mark.parametrize("register", list(Register))
def test_each_register_has_its_pages(cast: Cast, register: Register) -> None:
    browser = browser_of(custodian())
    index = browser.get("/registers/").content.decode()
    found = re.search(
        rf'href="([^"]+)">{re.escape(str(register.label))}<'.replace(
            "'", "(?:'|&#x27;)"
        ),
        index,
    )
    assert found
    for below in ("", "add/", "history/", "file/"):
        assert browser.get(found[1] + below).status_code == 200


def test_an_author_proposes_nothing_and_is_told_whom_to_ask(cast: Cast) -> None:
    browser = browser_of(cast.alice)
    assert "Ask a rule custodian or head of digital" in page_text(browser.get(LIVE))
    answer = browser.post(LIVE + "add/", {"value": "Exampleton barrage"})
    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_a_custodian_proposes_and_another_approves(cast: Cast) -> None:
    ruth, carl = custodian(), second_person(Register.LIVE_ISSUE)
    typed = {"value": "Exampleton barrage", "what": "Inquiry", "why": "Asked for"}
    answer = browser_of(ruth).post(LIVE + "add/", typed, follow=True)
    assert "waiting" in title_of(answer)
    assert "It waits for Carl Nuttall." in page_text(answer)
    assert "You proposed this change" in page_text(answer)

    number = Proposal.objects.get().pk
    browser = browser_of(carl)
    assert "waiting for you" in title_of(browser.get(f"/registers/changes/{number}/"))
    browser.post(f"/registers/changes/{number}/approve/")
    assert RegisterEntry.objects.get().value == "Exampleton barrage"


@pytest.mark.parametrize("step", ["approve", "refuse"])
def test_who_proposed_a_change_decides_nothing_by_a_forged_form(
    cast: Cast, step: str
) -> None:
    proposal = proposed(Register.LIVE_ISSUE, value="Exampleton barrage")
    for person in (custodian(), cast.alice, cast.priya):
        answer = browser_of(person).post(
            f"/registers/changes/{proposal.pk}/{step}/", {"reason": "No"}
        )
        assert answer.status_code == 422
        assert problems(answer)
    proposal.refresh_from_db()
    assert proposal.verdict == ""


def test_a_refusal_needs_a_reason(cast: Cast) -> None:
    proposal = proposed(Register.LIVE_ISSUE, value="Exampleton barrage")
    browser = browser_of(second_person(Register.LIVE_ISSUE))
    address = f"/registers/changes/{proposal.pk}/refuse/"
    answer = browser.post(address, {"reason": " \x00 "})
    assert problems(answer) == ["Say why, so that whoever proposed it knows."]
    browser.post(address, {"reason": "Not live any more"})
    proposal.refresh_from_db()
    assert (proposal.verdict, proposal.reason) == ("refused", "Not live any more")


def test_a_custodian_withdraws_their_own(cast: Cast) -> None:
    proposal = proposed(Register.LIVE_ISSUE, value="Exampleton barrage")
    browser_of(custodian()).post(f"/registers/changes/{proposal.pk}/withdraw/")
    proposal.refresh_from_db()
    assert proposal.verdict == "withdrawn"


@pytest.mark.parametrize("typed", [*HOSTILE, "x" * 100_000, "=cmd|' /C calc'!A0\u202e"])
def test_whatever_is_typed_gets_a_sentence_or_a_proposal(
    cast: Cast, typed: str
) -> None:
    browser = browser_of(custodian())
    for slug in ("live-issues", "public-telephone-numbers", "approved-domains"):
        raw = typed.encode("utf-8", "surrogateescape")
        form = {"value": raw, "what": raw, "why": raw, "effect_clock": raw}
        answer = browser.post(
            f"/registers/{slug}/add/",
            urlencode(form),
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code in {302, 422}
        assert answer.status_code == 302 or problems(answer)


def test_what_was_typed_is_kept_when_it_is_refused(cast: Cast) -> None:
    answer = browser_of(custodian()).post(
        "/registers/public-telephone-numbers/add/",
        {"value": "the press office", "what": "Press office"},
    )
    assert problems(answer) == [
        "Write a United Kingdom telephone number, such as 020 7946 0999."
    ]
    assert 'value="the press office"' in answer.content.decode()
    assert 'value="Press office"' in answer.content.decode()


def test_a_period_is_proposed_to_the_minute(cast: Cast) -> None:
    ruth = custodian()
    typed = {
        "name": "Local elections",
        "kind": "local election",
        "starts_at_day": "2027-04-13",
        "starts_at_clock": "12:01am",
        "ends_at_day": "2027-05-06",
        "ends_at_clock": "10pm",
        "places": "Exampleton\nRiverside\n",
        "allowed": ["life safety"],
        "effect_day": "",
    }
    browser_of(ruth).post("/registers/sensitive-periods/add/", typed)
    proposal = Proposal.objects.get()
    assert proposal.summary == (
        "Add to sensitive periods: Local elections, kind Local or devolved election, "
        "starts 12:01am on 13 April 2027, ends 10:00pm on 6 May 2027, places "
        "Exampleton, Riverside, goes out all the same Danger to life."
    )
    carl = browser_of(second_person(Register.PERIOD))
    carl.post(f"/registers/changes/{proposal.pk}/approve/")
    period = SensitivePeriod.objects.get()
    assert period.starts_at.isoformat() == "2027-04-12T23:01:00+00:00"


def test_a_later_day_of_effect_is_shown_until_it_comes(cast: Cast) -> None:
    day = timezone.localdate() + timedelta(days=3)
    browser_of(custodian()).post(
        LIVE + "add/",
        {"value": "Barrage", "effect_day": f"{day}", "effect_clock": "9am"},
    )
    number = Proposal.objects.get().pk
    carl = browser_of(second_person(Register.LIVE_ISSUE))
    carl.post(f"/registers/changes/{number}/approve/")
    assert "Approved, not yet in effect" in page_text(carl.get(LIVE))
    assert not RegisterEntry.objects.exists()


def test_history_names_both_people_of_what_ended(cast: Cast) -> None:
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    ended(Register.LIVE_ISSUE, RegisterEntry.objects.get().pk)
    page = page_text(browser_of(cast.alice).get(LIVE + "history/"))
    assert "ended by Ruth Vale and Carl Nuttall" in page
    assert "Exampleton barrage" not in page_text(browser_of(cast.alice).get(LIVE))


def test_correct_starts_from_what_is_listed(cast: Cast) -> None:
    entered(Register.LIVE_ISSUE, value="Exampleton barrage", what="Inquiry")
    row = RegisterEntry.objects.get()
    page = browser_of(custodian()).get(f"{LIVE}{row.pk}/correct/").content.decode()
    assert 'value="Exampleton barrage"' in page


def test_an_entry_that_is_not_there_is_not_found(cast: Cast) -> None:
    browser = browser_of(custodian())
    for address in (
        LIVE + "99/end/",
        LIVE + "9" * 30 + "/correct/",
        "/registers/changes/99/",
        "/registers/changes/" + "9" * 30 + "/",
        "/registers/nothing/",
    ):
        assert browser.get(address).status_code == 404


def test_the_file_runs_no_formula(cast: Cast) -> None:
    entered(Register.LIVE_ISSUE, value="=1+1", what="+plus")
    answer = browser_of(cast.alice).get(LIVE + "file/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:2] == ["Entry", "What it is"]
    assert rows[1][:2] == ["'=1+1", "'+plus"]


def test_the_filter_shows_what_has_the_words(cast: Cast) -> None:
    entered(Register.LIVE_ISSUE, value="Exampleton barrage")
    entered(Register.LIVE_ISSUE, value="Reservoir charges")
    page = page_text(browser_of(cast.alice).get(LIVE, {"words": "BARRAGE ex"}))
    assert "Exampleton barrage" in page
    assert "Reservoir" not in page


def test_queries_of_a_register_do_not_grow_with_it(cast: Cast) -> None:
    browser = browser_of(cast.alice)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get(LIVE)
        return len(found)

    entered(Register.LIVE_ISSUE, value="One barrage")
    one = queries()
    entered(Register.LIVE_ISSUE, value="Two barrages")
    entered(Register.LIVE_ISSUE, value="Three barrages")
    assert queries() == one
