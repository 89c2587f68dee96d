"""Approving routine posts together: each its own decision, and one refused stops no other."""

from collections.abc import Iterable

import pytest
from django.test import Client
from django.urls import reverse

from approvals.actions import approve_together
from approvals.models import Authorisation, Decision
from audit.events import Event
from audit.log import Subject
from audit.queries import entries_about
from drafts.actions import save, withdraw
from drafts.lifecycle import Status
from drafts.models import Draft
from tests.cast import Cast, a_submitted_draft, current, words
from tests.pages import (
    SENDABLE,
    browser_of,
    nothing_changes,
    page_text,
    problems,
)


PROMISE = "We will open 40 new information centres by March 2027."


def digest_of(draft: Draft) -> bytes:
    return bytes(current(draft).digest)


def tick(*drafts: Draft) -> list[str]:
    return [f"{draft.pk}:{digest_of(draft).hex()}" for draft in drafts]


def press(browser: Client, ticked: Iterable[str], *, follow: bool = False):  # type: ignore[no-untyped-def]
    fields = {"draft": list(ticked)}
    return browser.post(reverse("approve-together"), fields, follow=follow)


def statuses(*drafts: Draft) -> list[str]:
    return [Draft.objects.get(pk=draft.pk).status for draft in drafts]


def test_each_is_its_own_decision_with_its_own_entry(cast: Cast) -> None:
    drafts = [a_submitted_draft(cast) for _ in range(3)]

    outcomes = approve_together({d: digest_of(d) for d in drafts}, by=cast.priya)

    entries = {each.decision.entry for each in outcomes if each.decision}
    assert len(entries) == Decision.objects.count() == 3
    assert Authorisation.objects.count() == 3
    for draft in drafts:
        found = [e.event for e in entries_about([Subject("draft", str(draft.pk))])]
        assert found.count(Event.DECISION_APPROVED) == 1


def test_one_refused_stops_no_other_and_is_explained(cast: Cast) -> None:
    first, own, last = (
        a_submitted_draft(cast),
        a_submitted_draft(cast, by=cast.priya),
        a_submitted_draft(cast),
    )

    response = press(browser_of(cast.priya), tick(first, own, last))

    assert statuses(first, own, last) == [
        Status.APPROVED,
        Status.SUBMITTED,
        Status.APPROVED,
    ]
    assert response.status_code == 422
    assert problems(response) == [
        (
            "“Flood warning, River Ouse” was not approved. You wrote part of this, so "
            "someone else must approve it. Ask Tom Reed."
        )
    ]
    assert "You approved 2 drafts, each by itself" in page_text(response)


def test_words_that_need_more_than_routine_are_decided_on_their_own_page(
    cast: Cast,
) -> None:
    promise = a_submitted_draft(cast, text=PROMISE)

    with nothing_changes():
        (outcome,) = approve_together({promise: digest_of(promise)}, by=cast.priya)

    assert {reason.code for reason in outcome.reasons} >= {
        "not-routine",
        "has-findings",
        "has-statements",
    }


def test_words_that_changed_since_the_page_was_read_are_not_approved(
    cast: Cast,
) -> None:
    draft = a_submitted_draft(cast)
    ticked = tick(draft)
    swapped = words(cast.rehearsal, text="Swapped while Priya was reading.")
    save(draft, by=cast.alice, title=draft.title, content=swapped, based_on=1)

    with nothing_changes():
        response = press(browser_of(cast.priya), ticked)

    assert response.status_code == 422


def test_what_was_withdrawn_meanwhile_is_said(cast: Cast) -> None:
    draft, other = a_submitted_draft(cast), a_submitted_draft(cast)
    ticked = tick(draft, other)
    withdraw(draft, by=cast.alice)

    response = press(browser_of(cast.priya), ticked)

    assert statuses(draft, other) == [Status.WITHDRAWN, Status.APPROVED]
    assert "“withdrawn”, so nobody is asked now." in problems(response)[0]


def test_only_routine_drafts_have_a_box_and_show_every_word(cast: Cast) -> None:
    long = f"{'The River Ouse is rising slowly. ' * 8}Check your route on GOV.UK."
    routine = a_submitted_draft(cast, text=long)
    promise = a_submitted_draft(cast, text=PROMISE)

    response = browser_of(cast.priya).get(reverse("queue"))

    page = response.content.decode()
    assert response.context["together"] == {routine.pk}
    assert f'value="{tick(routine)[0]}"' in page
    assert f'value="{tick(promise)[0]}"' not in page
    assert long in page_text(response)


def test_nothing_ticked_is_said(cast: Cast) -> None:
    a_submitted_draft(cast)
    with nothing_changes():
        response = press(browser_of(cast.priya), [])
    assert problems(response) == ["Tick the drafts that you approve."]


@pytest.mark.parametrize(
    "ticked", [*SENDABLE, "1:zz", f"{'9' * 18}:{'a' * 63}", "a" * 1_000_000]
)
def test_a_forged_tick_decides_nothing(cast: Cast, ticked: str) -> None:
    a_submitted_draft(cast)
    with nothing_changes():
        response = press(browser_of(cast.priya), [ticked])
    assert response.status_code == 422


def test_a_tick_of_a_draft_that_one_may_not_see_decides_nothing(cast: Cast) -> None:
    with nothing_changes():
        response = press(browser_of(cast.priya), [f"{'9' * 18}:{'a' * 64}"])
    assert problems(response) == [
        "1 of what you ticked does not wait for you any more."
    ]


@pytest.mark.parametrize("who", ["alice", "grace", "sam", "mallory"])
def test_only_deciding_posts_approve_together(cast: Cast, who: str) -> None:
    draft = a_submitted_draft(cast)
    with nothing_changes():
        assert press(browser_of(getattr(cast, who)), tick(draft)).status_code == 403


def test_one_proof_is_asked_for_all(cast: Cast) -> None:
    drafts = [a_submitted_draft(cast) for _ in range(2)]
    cast.priya.set_password("three random words")
    cast.priya.save()
    browser = browser_of(cast.priya, proof=False)

    with nothing_changes():
        response = press(browser, tick(*drafts))

    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_the_address_of_the_button_decides_nothing(cast: Cast) -> None:
    a_submitted_draft(cast)
    with nothing_changes():
        response = browser_of(cast.priya).get(reverse("approve-together"))
    assert response["Location"] == reverse("queue")
