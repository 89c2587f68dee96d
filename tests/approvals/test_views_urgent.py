"""The pages of the urgent route: offered on duty, used, counted, reviewed."""

import csv
import io
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Person
from approvals.actions.urgent import publish_urgently
from approvals.models import UrgentReview, UrgentUse
from audit.events import Event
from audit.log import Subject
from audit.queries import entries_about
from drafts.lifecycle import Status
from drafts.models import Draft
from drafts.purposes import Purpose
from tests.approvals.urgency import (
    an_urgent_draft,
    an_urgent_revision,
    on_duty,
    urgent_words,
)
from tests.cast import Cast, current
from tests.pages import HOSTILE, browser_of, nothing_changes, page_text, problems, prove


OFFER = "Danger to life: publish now, alone"


def fields(draft: Draft, reason: str = "Nobody answers.") -> dict[str, str]:
    return {"digest": bytes(current(draft).digest).hex(), "reason": reason}


def a_use(cast: Cast, by: Person) -> UrgentUse:
    revision = an_urgent_revision(cast)
    decision = publish_urgently(
        revision, by=by, digest=bytes(revision.digest), reason="Nobody answers."
    )
    return decision.urgent_use


def test_review_page_offers_the_route_to_whoever_is_on_duty(cast: Cast) -> None:
    dora, draft = on_duty(cast), an_urgent_draft(cast)
    assert OFFER in page_text(browser_of(dora).get(f"/approvals/{draft.pk}/"))
    assert OFFER not in page_text(browser_of(cast.tom).get(f"/approvals/{draft.pk}/"))


def test_review_page_does_not_offer_it_for_other_purposes(cast: Cast) -> None:
    dora = on_duty(cast)
    content = urgent_words(cast.rehearsal, purpose=Purpose.INFORMATION)
    draft = an_urgent_draft(cast, content=content)
    assert OFFER not in page_text(browser_of(dora).get(f"/approvals/{draft.pk}/"))


def test_review_page_does_not_offer_it_where_a_usual_approval_is_enough(
    cast: Cast,
) -> None:
    dora = on_duty(cast)
    text = "Danger to life: leave the bridge at Exampleton. Check your route on GOV.UK."
    draft = an_urgent_draft(cast, content=urgent_words(cast.rehearsal, text=text))
    shown = page_text(browser_of(dora).get(f"/approvals/{draft.pk}/"))
    assert OFFER not in shown
    assert "Approve exactly this" in shown


def test_duty_officer_publishes_alone(cast: Cast) -> None:
    dora, draft = on_duty(cast), an_urgent_draft(cast)
    answer = browser_of(dora).post(
        reverse("publish-urgently", args=[draft.pk]), fields(draft), follow=True
    )
    assert "A second officer is asked to review it." in page_text(answer)
    draft.refresh_from_db()
    assert draft.status == Status.APPROVED
    assert UrgentUse.objects.get().decision.reason == "Nobody answers."


def test_refusal_keeps_what_was_typed(cast: Cast) -> None:
    draft = an_urgent_draft(cast)
    with nothing_changes():
        answer = browser_of(cast.tom).post(
            reverse("publish-urgently", args=[draft.pk]), fields(draft)
        )
    assert answer.status_code == 422
    assert problems(answer) == ["Only the duty officer on duty uses the urgent route."]


def test_old_proof_asks_for_the_password_first(cast: Cast) -> None:
    dora, draft = on_duty(cast), an_urgent_draft(cast)
    dora.set_password("three random words")
    dora.save()
    browser = browser_of(dora, proof=False)
    prove(browser, dora, at=time.time() - 3600)
    with nothing_changes():
        answer = browser.post(
            reverse("publish-urgently", args=[draft.pk]), fields(draft)
        )
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_register_counts_the_uses(cast: Cast) -> None:
    use = a_use(cast, on_duty(cast))
    text = page_text(browser_of(cast.grace).get("/registers/urgent/"))
    assert "Used 1 time Reviewed 0 in time, 0 late" in text
    assert "Not reviewed yet 1, of which 0 overdue" in text
    assert f"{use.decision.revision.draft.title} Waits for review" in text


def test_second_officer_reviews_on_the_page(cast: Cast) -> None:
    use = a_use(cast, on_duty(cast))
    browser, address = browser_of(cast.tom), f"/registers/urgent/{use.pk}/"
    text = page_text(browser.get(address))
    assert "Commitment, and a line manager besides All under D-130" in text
    assert "Review it as a second officer" in text
    for lacking in ({"outcome": "stands", "note": " "}, {"note": "Looked."}):
        assert browser.post(address, lacking).status_code == 422
    done = browser.post(
        address, {"outcome": "wrong", "note": "The bridge was open."}, follow=True
    )
    assert "Should not have gone out" in page_text(done)
    assert UrgentReview.objects.get().reviewed_by == cast.tom


@pytest.mark.parametrize("who", ["dora", "alice", "grace"])
def test_page_offers_no_review_to_others_and_refuses_theirs(
    cast: Cast, who: str
) -> None:
    dora = on_duty(cast)
    use = a_use(cast, dora)
    person = dora if who == "dora" else getattr(cast, who)
    browser, address = browser_of(person), f"/registers/urgent/{use.pk}/"
    assert "Review it as a second officer" not in page_text(browser.get(address))
    answer = browser.post(address, {"outcome": "stands", "note": "Looked."})
    assert answer.status_code == 422
    assert not UrgentReview.objects.exists()


def test_another_team_and_administrators_see_nothing_of_it(cast: Cast) -> None:
    use = a_use(cast, on_duty(cast))
    assert (
        browser_of(cast.mallory).get(f"/registers/urgent/{use.pk}/").status_code == 404
    )
    assert "Used 0 times" in page_text(
        browser_of(cast.mallory).get("/registers/urgent/")
    )
    assert browser_of(cast.sam).get("/registers/urgent/").status_code == 403


def test_hostile_forms_and_numbers_are_refused_in_sentences(cast: Cast) -> None:
    use = a_use(cast, on_duty(cast))
    browser = browser_of(cast.tom)
    for words in HOSTILE:
        sent = words.encode(errors="replace").decode()
        answer = browser.post(
            f"/registers/urgent/{use.pk}/", {"outcome": sent, "note": sent}
        )
        assert answer.status_code == 422
    assert browser.get(f"/registers/urgent/{'9' * 30}/").status_code == 404


def test_file_has_every_use_and_its_export_is_logged(cast: Cast) -> None:
    use = a_use(cast, on_duty(cast))
    answer = browser_of(cast.grace).get("/registers/urgent/?format=csv")
    text = answer.content.decode("utf-8-sig")
    headings, row = csv.reader(io.StringIO(text))
    assert row[headings.index("Why")] == "Nobody answers."
    assert row[0] == str(use.pk)
    exported = entries_about([Subject("report", "urgent")])
    assert [entry.event for entry in exported] == [Event.REPORT_EXPORTED]


def test_register_takes_as_many_queries_for_three_as_for_one(cast: Cast) -> None:
    dora, browser = on_duty(cast), browser_of(cast.grace)
    a_use(cast, dora)
    one = _queries(browser)
    for _ in range(2):
        a_use(cast, dora)
    assert _queries(browser) == one


def _queries(browser: object) -> int:
    browser.get("/registers/urgent/")  # type: ignore[attr-defined]
    with CaptureQueriesContext(connection) as captured:
        browser.get("/registers/urgent/")  # type: ignore[attr-defined]
    return len(captured)
