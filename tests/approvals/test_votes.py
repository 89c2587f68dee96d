"""Where a post needs two, nobody sees what the other decided before deciding themselves."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from approvals.actions import approve, declare_conflict, send_back
from approvals.queries import history_of, votes_hidden
from drafts.actions import save, submit
from drafts.models import Draft
from tests.cast import Cast, a_submitted_draft, current, words
from tests.pages import browser_of, page_text


PROMISE = "We will open 40 new information centres by March 2027."
GIVEN = "Given by Priya Shah."
APPROVED = "Approved by Priya Shah"
LATER = "Several people decide on these words."


@pytest.fixture
def halfway(cast: Cast) -> Draft:
    """Priya has approved; Tom has not."""
    draft = a_submitted_draft(cast, text=PROMISE)
    approve(current(draft), by=cast.priya, digest=bytes(current(draft).digest))
    return draft


def seen_by(who: object, draft: Draft, page: str = "review") -> str:
    return page_text(browser_of(who).get(reverse(page, args=[draft.pk])))  # type: ignore[arg-type]


def test_whoever_has_yet_to_decide_sees_no_other_vote(
    cast: Cast, halfway: Draft
) -> None:
    page = seen_by(cast.tom, halfway)
    assert LATER in page
    assert GIVEN not in page
    assert APPROVED not in page


def test_the_page_names_who_could_whether_they_have_decided_or_not(
    cast: Cast, halfway: Draft
) -> None:
    assert "Who else can: Priya Shah." in seen_by(cast.tom, halfway)


def test_the_story_of_the_post_hides_it_too(cast: Cast, halfway: Draft) -> None:
    page = seen_by(cast.tom, halfway, "post")
    assert "What others decided shows here once your own decision is in." in page
    assert "Priya Shah" not in page


def test_ones_own_decision_opens_the_others(cast: Cast, halfway: Draft) -> None:
    page = seen_by(cast.priya, halfway)
    assert LATER not in page
    assert GIVEN in page
    approve(current(halfway), by=cast.tom, digest=bytes(current(halfway).digest))
    assert APPROVED in seen_by(cast.tom, halfway)


@pytest.mark.parametrize("who", ["grace", "alice"])
def test_auditors_and_authors_see_every_vote(
    cast: Cast, halfway: Draft, who: str
) -> None:
    page = seen_by(getattr(cast, who), halfway)
    assert GIVEN in page
    assert APPROVED in page


def test_whoever_stood_aside_has_no_vote_to_wait_for(
    cast: Cast, halfway: Draft
) -> None:
    declare_conflict(halfway, by=cast.tom, reason="A cousin asks.")
    assert not votes_hidden(halfway, cast.tom)


def test_what_one_approver_decides_alone_hides_nothing(cast: Cast) -> None:
    assert not votes_hidden(a_submitted_draft(cast), cast.tom)


def test_decisions_on_earlier_words_stay_in_sight(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)
    send_back(
        current(draft),
        by=cast.priya,
        digest=bytes(current(draft).digest),
        reason="Say where.",
    )
    newer = words(cast.rehearsal, text=PROMISE.replace("40", "30"))
    save(draft, by=cast.alice, title=draft.title, content=newer, based_on=1)
    submit(draft, by=cast.alice, based_on=2)

    assert votes_hidden(Draft.objects.get(pk=draft.pk), cast.tom)
    reasons = [
        step.decision.reason
        for step in history_of(Draft.objects.get(pk=draft.pk), reader=cast.tom)
        if step.decision
    ]
    assert reasons == ["Say where."]


def test_the_queue_shows_no_sign_of_a_vote(cast: Cast) -> None:

    draft = a_submitted_draft(cast, text=PROMISE)
    before = page_text(browser_of(cast.dee).get(reverse("queue")))
    approve(current(draft), by=cast.priya, digest=bytes(current(draft).digest))

    after = page_text(browser_of(cast.dee).get(reverse("queue")))

    assert (
        after.split("Waiting for somebody else")[1].split(" By ")[0]
        == (before.split("Waiting for somebody else")[1].split(" By ")[0])
    )


def test_hiding_costs_as_much_for_three_decisions_as_for_one(cast: Cast) -> None:
    browser, counts = browser_of(cast.grace), []
    draft = a_submitted_draft(cast, text=PROMISE)
    for who in (cast.priya, cast.tom):
        approve(current(draft), by=who, digest=bytes(current(draft).digest))
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("review", args=[draft.pk]))
        counts.append(len(asked))
    assert counts[0] >= counts[1]
