"""The pages of disputes: saying that the check is wrong, and the rule custodian's queue."""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person
from accounts.roles import Role
from drafts.actions import submit
from drafts.actions.disputes import raise_dispute, rule_on
from drafts.checks import check_content
from drafts.lifecycle import Ruled
from drafts.models import Dispute, Draft
from drafts.models.disputes import FindingKey, key_of
from tests.cast import Cast, a_draft, current, hire
from tests.pages import HOSTILE, browser_of, nothing_changes, page_text, problems


PHONE = "Flood line for the River Ouse: 07700 900123."
WHY = "This is the public flood line, listed on GOV.UK."


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


@pytest.fixture
def cora(cast: Cast) -> Person:
    return hire("Cora Field", cast.strategy, "Rules manager", Role.RULE_CUSTODIAN)


def block_of(draft: Draft) -> FindingKey:
    result = check_content(current(draft).content, draft=draft)
    (found,) = [each for each in result.findings if each.severity == "block"]
    return key_of(found)


def disputed(draft: Draft, by: Person) -> Dispute:
    return raise_dispute(draft, by=by, based_on=1, finding=block_of(draft), reason=WHY)


def test_the_way_from_the_finding_to_the_custodian_and_back(
    cast: Cast, cora: Person, alice: Client
) -> None:
    """Each step is what the page before it offers."""
    draft = a_draft(cast, text=PHONE)
    page = alice.get(reverse("draft", args=[draft.pk])).content.decode()
    offered = re.search(r'name="finding"\s+value="([^"]+)"', page)
    assert offered is not None
    assert "This is wrong" in page
    typed = {
        "title": draft.title,
        "text": PHONE,
        "accounts": [cast.rehearsal.pk],
        "based_on": "1",
        "finding": offered[1],
    }
    response = alice.post(
        reverse("save-then-dispute", args=[draft.pk]), typed, follow=True
    )
    assert '<mark class="cs-mark">07700 900123</mark>' in response.content.decode()

    response = alice.post(
        reverse("draft-dispute", args=[draft.pk]),
        {"finding": offered[1], "based_on": "1", "reason": WHY},
        follow=True,
    )
    assert "The rule custodians have been told." in page_text(response)
    assert "Alice Archer has asked a rule custodian" in page_text(response)

    custodian = browser_of(cora)
    queue = page_text(custodian.get(reverse("disputes")))
    assert (PHONE in queue, WHY in queue) == (True, True)
    dispute = Dispute.objects.get()
    custodian.post(
        reverse("dispute", args=[dispute.pk]),
        {"verdict": "upheld", "reason": "It is listed."},
    )

    shown = page_text(alice.get(reverse("draft", args=[draft.pk])))
    assert "cleared by Cora Field" in shown
    assert "Submit for approval" in shown


def test_the_approver_sees_what_was_cleared_and_why(cast: Cast, cora: Person) -> None:
    draft = a_draft(cast, text=PHONE)
    rule_on(
        disputed(draft, cast.alice),
        by=cora,
        verdict=Ruled.UPHELD,
        reason="It is listed.",
    )
    submit(draft, by=cast.alice, based_on=1)
    response = browser_of(cast.priya).get(reverse("review", args=[draft.pk]))
    assert "“07700 900123” cleared by Cora Field" in page_text(response)
    assert "Cannot be approved while this stands" not in page_text(response)


def test_the_story_of_the_post_has_both_sides(cast: Cast, cora: Person) -> None:
    draft = a_draft(cast, text=PHONE)
    rule_on(
        disputed(draft, cast.alice), by=cora, verdict=Ruled.REFUSED, reason="It is not."
    )
    story = page_text(browser_of(cast.alice).get(reverse("post", args=[draft.pk])))
    assert "said that the check is wrong about these words: PD-PHONE" in story
    assert "let a disputed finding stand: PD-PHONE" in story


def test_a_refused_dispute_keeps_what_was_typed(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast, text=PHONE)
    address = reverse("draft-dispute", args=[draft.pk])
    typed = {"finding": str(block_of(draft)), "based_on": "1", "reason": " "}
    with nothing_changes():
        response = alice.post(address, typed)
    assert problems(response) == [
        "Say why the check is wrong here, so that the rule custodian can judge it."
    ]
    stale = typed | {"based_on": "7", "reason": WHY}
    response = alice.post(address, stale)
    assert (response.status_code, WHY in page_text(response)) == (422, True)
    assert Dispute.objects.count() == 0


def test_a_finding_that_is_gone_is_said_so(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast)
    gone = str(block_of(a_draft(cast, text=PHONE)))
    response = alice.get(
        reverse("draft-dispute", args=[draft.pk]) + f"?finding={quote(gone)}"
    )
    assert "The check does not say this of the words as they stand." in page_text(
        response
    )


def test_who_wrote_it_reads_the_dispute_and_has_no_form(
    cast: Cast, alice: Client
) -> None:
    dispute = disputed(a_draft(cast, text=PHONE), cast.alice)
    address = reverse("dispute", args=[dispute.pk])
    response = alice.get(address)
    assert "Only a rule custodian decides on a dispute." in page_text(response)
    assert 'name="verdict"' not in response.content.decode()
    refused = alice.post(address, {"verdict": "upheld", "reason": "Mine."})
    assert refused.status_code == 422
    assert not hasattr(Dispute.objects.get(), "ruling")


def test_pages_of_disputes_let_in_who_may_read_the_draft(
    cast: Cast, cora: Person
) -> None:
    draft = a_draft(cast, text=PHONE)
    dispute = disputed(draft, cast.alice)
    mallory = browser_of(cast.mallory)
    assert mallory.get(reverse("dispute", args=[dispute.pk])).status_code == 404
    assert mallory.get(reverse("draft-dispute", args=[draft.pk])).status_code == 404
    assert browser_of(cast.tom).get(reverse("disputes")).status_code == 403
    assert browser_of(cora).get(reverse("dispute", args=[10**30])).status_code == 404


def test_a_broken_dispute_is_answered_with_a_sentence(
    cast: Cast, cora: Person, alice: Client
) -> None:
    draft = a_draft(cast, text=PHONE)
    address = reverse("draft-dispute", args=[draft.pk])
    ruling = reverse("dispute", args=[disputed(draft, cast.alice).pk])
    custodian = browser_of(cora)
    for raw in HOSTILE:
        bad = raw.encode(errors="replace").decode()
        typed = {"finding": bad, "based_on": bad, "reason": "\x00"}
        response = alice.post(address, typed)
        assert (response.status_code, bool(problems(response))) == (422, True)
        assert alice.get(f"{address}?finding={quote(bad)}").status_code == 200

        response = custodian.post(ruling, {"verdict": bad, "reason": bad})
        assert (response.status_code, bool(problems(response))) == (422, True)
    assert not hasattr(Dispute.objects.get(), "ruling")


def test_the_queue_asks_as_many_queries_for_three_as_for_one(
    cast: Cast, cora: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = browser_of(cora)
    disputed(a_draft(cast, text=PHONE), cast.alice)
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("disputes"))
    for _ in range(2):
        disputed(a_draft(cast, text=PHONE), cast.bob)
    with django_assert_num_queries(len(one)):
        browser.get(reverse("disputes"))


def test_the_navigation_names_one_place(cast: Cast, cora: Person) -> None:
    page = browser_of(cora).get(reverse("disputes")).content.decode()
    assert page.count("govuk-service-navigation__item--active") == 1
