"""Pages of takedowns, corrections and of what is live: who sees what, and what they do."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from drafts.models import Draft
from publishing.models import (
    Deletion,
    Divergence,
    Publication,
    Reconciliation,
    RehearsalPost,
    Takedown,
)
from publishing.platforms import registry
from tests.cast import ROUTINE, current
from tests.pages import SENDABLE, browser_of, page_text, problems
from tests.publishing.down import WHY, duty_officer, head, work
from tests.publishing.stage import Stage
from tests.publishing.test_takedown import Undeletable, compare, stranger


@pytest.fixture
def draft(stage: Stage) -> Draft:
    publication = stage.sealed()
    stage.publish_all()
    return publication.revision.draft


def at(browser: Client, name: str, *args: int, query: str = "") -> str:
    response = browser.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return page_text(response)


def takes_down(draft: Draft, person: Person) -> Takedown:
    browser_of(person).post(reverse("take-down", args=[draft.pk]), {"reason": WHY})
    return Takedown.objects.get()


# --- Takedowns --------------------------------------------------------------------------


def test_the_page_says_in_numbers_what_it_does_and_then_does_it(
    stage: Stage, draft: Draft
) -> None:
    dee = browser_of(stage.cast.dee)
    assert "Take down" in at(dee, "post", draft.pk)
    page = at(dee, "take-down", draft.pk)
    assert "This deletes 1 post on 1 account. People may have copies." in page
    answer = dee.post(reverse("take-down", args=[draft.pk]), {"reason": WHY})
    takedown = Takedown.objects.get()
    assert answer.headers["Location"] == reverse("takedown", args=[takedown.pk])
    assert "0 of 1 gone" in at(dee, "takedown", takedown.pk)
    work()
    page = at(dee, "takedown", takedown.pk)
    assert ("1 of 1 gone" in page, ROUTINE in page) == (True, True)
    assert "1 of 1 gone" in at(dee, "post", draft.pk)


def test_a_reason_is_asked_for_and_nothing_is_lost(stage: Stage, draft: Draft) -> None:
    dee = browser_of(stage.cast.dee)
    address = reverse("take-down", args=[draft.pk])
    assert problems(dee.post(address, {"reason": " "})) == ["Say why it must go."]
    for typed in SENDABLE:
        dee.post(address, {"reason": typed})
    assert Takedown.objects.count() == 1


def test_who_may_not_is_told_whom_to_ask_and_who_may_not_read_finds_nothing(
    stage: Stage, draft: Draft
) -> None:
    cast = stage.cast
    alice = browser_of(cast.alice)
    page = at(alice, "take-down", draft.pk)
    assert "Only the duty officer on duty, the head of digital" in page
    answer = alice.post(reverse("take-down", args=[draft.pk]), {"reason": WHY})
    assert (answer.status_code, Takedown.objects.count()) == (422, 0)
    address = reverse("take-down", args=[draft.pk])
    assert browser_of(cast.mallory).get(address).status_code == 404
    assert browser_of(cast.sam).get(address).status_code == 403


def test_taking_down_asks_for_a_fresh_proof(stage: Stage, draft: Draft) -> None:
    dee = browser_of(stage.cast.dee, proof=False)
    dee.post(reverse("take-down", args=[draft.pk]), {"reason": WHY})
    assert Takedown.objects.count() == 0


def test_the_head_of_digital_confirms_on_its_page(stage: Stage, draft: Draft) -> None:
    takedown = takes_down(draft, duty_officer(stage.cast))
    hana = browser_of(head(stage.cast))
    assert "Waits to be confirmed" in at(hana, "takedown", takedown.pk)
    assert "Waits to be confirmed" in at(hana, "takedowns")
    address = reverse("takedown", args=[takedown.pk])
    assert hana.post(address, {"finding": "stands"}).status_code == 422
    hana.post(address, {"finding": "stands", "note": "I read both."})
    assert "It was right to take it down: I read both." in at(
        hana, "takedown", takedown.pk
    )


def test_the_register_is_a_file_too_and_shows_each_only_what_is_theirs(
    stage: Stage, draft: Draft
) -> None:
    takedown = takes_down(draft, stage.cast.dee)
    work()
    text = browser_of(stage.cast.grace).get(reverse("takedowns") + "?format=csv")
    assert ROUTINE in text.content.decode()
    mallory = browser_of(stage.cast.mallory)
    assert WHY not in at(mallory, "takedowns")
    page = reverse("takedown", args=[takedown.pk])
    assert mallory.get(page).status_code == 404


def test_by_hand_takes_the_address_and_a_second_look(
    stage: Stage, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry.ADAPTERS, "rehearsal", Undeletable)
    takedown = takes_down(draft, stage.cast.dee)
    work()
    deletion, dee = Deletion.objects.get(), browser_of(stage.cast.dee)
    assert "I deleted it by hand" in at(dee, "takedown", takedown.pk)
    address = reverse("takedown-by-hand", args=[takedown.pk, deletion.pk])
    wrong = dee.post(address, {"url": "/rehearsal/RiversDept/999", "looked": "1"})
    assert problems(wrong) == ["This is not the address of that post."]
    first = dee.post(address, {"url": deletion.url})
    assert "I looked: it is not there" in page_text(first)
    RehearsalPost.objects.update(deleted_at=timezone.now())
    dee.post(address, {"url": deletion.url, "looked": "1"})
    work()
    assert "1 of 1 gone" in at(dee, "takedown", takedown.pk)


# --- What is live -----------------------------------------------------------------------


def test_an_account_shows_both_sides_of_what_is_not_as_authorised(
    stage: Stage, draft: Draft
) -> None:
    RehearsalPost.objects.update(text="The river is quite safe.")
    stranger(stage)
    tom = browser_of(stage.cast.tom)
    page = at(tom, "truth", stage.cast.rehearsal.pk)
    assert (ROUTINE in page, "The river is quite safe." in page) == (True, True)
    assert "Nothing: no publication of ours is this post." in page
    every = at(tom, "truths")
    assert "1 that nobody authorised 1 not as authorised" in every
    assert "@RiversDept" in at(browser_of(stage.cast.dee), "home")


def test_a_post_says_that_it_was_seen_live_or_that_it_differs(
    stage: Stage, draft: Draft
) -> None:
    dee = browser_of(stage.cast.dee)
    stranger(stage)
    for name, number in (("post", draft.pk), ("home", None)):
        numbers = () if number is None else (number,)
        assert "✓ Seen live as authorised" in at(dee, name, *numbers)
    RehearsalPost.objects.filter(text=ROUTINE).update(text="The river is quite safe.")
    compare(stage)
    assert "Not as authorised any more. See both sides" in at(dee, "post", draft.pk)


def test_two_strangers_raise_the_banner_with_the_way_back(
    stage: Stage, draft: Draft
) -> None:
    stranger(stage)
    stranger(stage, "Buy our coin")
    page = at(browser_of(stage.cast.dee), "truth", stage.cast.rehearsal.pk)
    assert "Somebody else may be using this account." in page
    assert "channels@rivers.example" in page


def test_the_statement_is_drafted_for_the_accounts_that_are_in_order(
    stage: Stage, draft: Draft
) -> None:
    account = stage.cast.rehearsal
    stranger(stage)
    stranger(stage, "Buy our coin")
    address = reverse("truth-statement", args=[account.pk])
    alice = browser_of(stage.cast.alice)
    alice.post(address)
    content = current(Draft.objects.latest("pk")).content
    assert [each.account for each in content.targets] == [stage.cast.x.pk]
    assert "is being used by somebody else" in content.targets[0].parts[0].text
    assert browser_of(stage.cast.dee).post(address).status_code == 422


def test_everything_that_nobody_authorised_goes_at_once(
    stage: Stage, draft: Draft
) -> None:
    stranger(stage)
    stranger(stage, "Buy our coin")
    dora = browser_of(duty_officer(stage.cast))
    account = stage.cast.rehearsal.pk
    page = at(dora, "truth-take-down", account)
    assert "This deletes 2 posts on 1 account" in page
    dora.post(reverse("truth-take-down", args=[account]), {"reason": "An intruder."})
    work()
    assert stage.timeline() == [ROUTINE]
    one = Divergence.objects.earliest("pk")
    assert one.resolution == "taken down"
    assert "Taken down by us" in at(dora, "truth", account)


def test_an_account_is_checked_on_demand_and_the_page_can_be_left(
    stage: Stage, draft: Draft
) -> None:
    account = stage.cast.rehearsal
    tom = browser_of(stage.cast.tom)
    assert "This account was never checked." in at(tom, "truth", account.pk)
    tom.post(reverse("truth-check", args=[account.pk]))
    assert "Under way" in at(tom, "truth", account.pk)
    compare(stage)
    assert Reconciliation.objects.get().finished_at is not None
    part = tom.get(reverse("truth", args=[account.pk]), headers={"HX-Request": "true"})
    assert "Finished" in page_text(part)
    denied = browser_of(stage.cast.alice).post(
        reverse("truth-check", args=[account.pk])
    )
    assert denied.status_code == 422


def test_what_is_known_is_said_with_a_reason_that_is_kept(
    stage: Stage, draft: Draft
) -> None:
    found = stranger(stage)
    address = reverse("truth-known", args=[stage.cast.rehearsal.pk, found.pk])
    dee, priya = browser_of(stage.cast.dee), browser_of(stage.cast.priya)
    refused = priya.post(address, {"reason": "It is ours."})
    assert (refused.status_code, "It is ours." in refused.content.decode()) == (
        422,
        False,
    )
    assert dee.post(address, {"reason": " "}).status_code == 422
    dee.post(address, {"reason": "The platform's own test."})
    found.refresh_from_db()
    assert found.resolution == "recognised"


def test_who_may_not_read_an_account_finds_nothing(stage: Stage, draft: Draft) -> None:
    account = stage.cast.rehearsal.pk
    mallory, sam = browser_of(stage.cast.mallory), browser_of(stage.cast.sam)
    for name in ("truth", "truth-take-down"):
        assert mallory.get(reverse(name, args=[account])).status_code == 404
        assert sam.get(reverse(name, args=[account])).status_code == 403
    assert "@RiversDept" not in at(mallory, "truths")


def test_the_story_of_an_account_is_a_file_too(stage: Stage, draft: Draft) -> None:
    stranger(stage)
    address = reverse("truth", args=[stage.cast.rehearsal.pk])
    rows = browser_of(stage.cast.grace).get(address + "?format=csv").content.decode()
    assert (ROUTINE in rows, "Free money" in rows) == (True, True)


def test_addresses_that_make_no_sense_are_answered(stage: Stage, draft: Draft) -> None:
    dee = browser_of(stage.cast.dee)
    account = reverse("truth-take-down", args=[stage.cast.rehearsal.pk])
    for typed in SENDABLE:
        assert dee.get(account, {"post": typed}).status_code == 200
    assert dee.get("/accounts/99999999999999999999/truth/").status_code == 404
    assert dee.get("/registers/takedowns/99999999999999999999/").status_code == 404


# --- Corrections ------------------------------------------------------------------------


def test_the_author_opens_a_correction_from_the_post(
    stage: Stage, draft: Draft
) -> None:
    alice = browser_of(stage.cast.alice)
    publication = Publication.objects.get()
    assert "Correct" in at(alice, "post", draft.pk)
    assert "Put the new words in the place of the old ones" in at(
        alice, "correct", draft.pk
    )
    address = reverse("correct", args=[draft.pk])
    bad = alice.post(address, {f"way-{publication.pk}": "shout"})
    assert problems(bad) == ["Choose what to do on this account."]
    answer = alice.post(address, {f"way-{publication.pk}": "edit"})
    made = Draft.objects.latest("pk")
    assert answer.headers["Location"] == reverse("draft", args=[made.pk])
    assert f"Correction: {draft.title}" in at(alice, "post", draft.pk)
    assert "This corrects" in at(alice, "post", made.pk)


def test_nobody_else_opens_one(stage: Stage, draft: Draft) -> None:
    publication = Publication.objects.get()
    address = reverse("correct", args=[draft.pk])
    fields = {f"way-{publication.pk}": "edit"}
    assert browser_of(stage.cast.tom).post(address, fields).status_code == 422
    assert browser_of(stage.cast.mallory).post(address, fields).status_code == 404
    assert Draft.objects.count() == 1
