"""The approver's pages, and every way in which a page must not let words through."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person
from approvals.actions import approve, declare_conflict
from approvals.models import Decision
from approvals.policy import reasons_against_approve
from approvals.queries import waiting_for, waiting_for_others
from drafts.actions import create_draft, save, submit
from drafts.checks import check_content
from drafts.content import Content, stamp
from drafts.lifecycle import Status
from drafts.models import Draft
from publishing.models import Publication
from tests.cast import (
    ROUTINE,
    Cast,
    a_draft,
    a_submitted_draft,
    an_approved_draft,
    current,
    words,
)
from tests.pages import (
    HOSTILE,
    browser_of,
    nothing_changes,
    page_text,
    problems,
    title_of,
)


PROMISE = "We will open 40 new information centres by March 2027."
OWN_WORDS = "You wrote part of this, so someone else must approve it. Ask Priya Shah or Tom Reed."
OTHER_WORDS = "The page you decided on showed other words. Read these first."
TAMPERED = "The page you decided on was changed on its way. Read the words below and decide again."
NO_ROLE = (
    "Your post does not decide on drafts. Ask a line manager or an authorised officer."
)


def digest_of(draft: Draft) -> str:
    return bytes(current(draft).digest).hex()


def approve_by(person: Person, draft: Draft, **fields: str):  # type: ignore[no-untyped-def]
    """Post the button of the review page, its digest as given."""
    fields = {"digest": digest_of(draft)} | fields
    return browser_of(person).post(reverse("approve", args=[draft.pk]), fields)


def send_back_by(person: Person, draft: Draft, **fields: str):  # type: ignore[no-untyped-def]
    fields = {"digest": digest_of(draft), "reason": "Name the river."} | fields
    return browser_of(person).post(reverse("send-back", args=[draft.pk]), fields)


def in_minutes(cast: Cast, minutes: int) -> Content:
    """The routine words with a slot that opens in so many minutes."""
    opens = timezone.now() + timedelta(minutes=minutes)
    return replace(
        words(cast.rehearsal),
        not_before=stamp(opens),
        not_after=stamp(opens + timedelta(minutes=15)),
    )


def submitted(cast: Cast, title: str, content: Content) -> Draft:
    draft = create_draft(by=cast.alice, team=cast.rivers, title=title, content=content)
    submit(draft, by=cast.alice, based_on=1)
    return draft


def test_approve_exactly_this_authorises(cast: Cast) -> None:
    draft = a_submitted_draft(cast)

    response = approve_by(cast.priya, draft)

    draft.refresh_from_db()
    assert response["Location"] == reverse("queue")
    assert draft.status == Status.APPROVED
    assert Decision.objects.get().decided_by == cast.priya


def test_approve_leaves_a_receipt_with_the_digest(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    browser = browser_of(cast.priya)
    fields = {"digest": digest_of(draft)}

    page = page_text(
        browser.post(reverse("approve", args=[draft.pk]), fields, follow=True)
    )

    said = f"You approved “Flood warning, River Ouse”, {digest_of(draft)[:8]}."
    assert f"{said} Nothing more is needed: it goes out at its time." in page


def test_a_decision_leads_to_the_next_thing_that_waits(cast: Cast) -> None:
    later = submitted(cast, "Later", in_minutes(cast, 600))
    sooner = submitted(cast, "Sooner", in_minutes(cast, 60))

    response = approve_by(cast.priya, sooner)

    assert response["Location"] == reverse("review", args=[later.pk])


def test_the_review_page_asks_in_words_and_restates_what_is_approved(
    cast: Cast,
) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)

    response = browser_of(cast.tom).get(reverse("review", args=[draft.pk]))

    page = page_text(response)
    until = cast.commitments.valid_to
    assert title_of(response).startswith(
        "Flood warning, River Ouse \N{EN DASH} waiting for you"
    )
    assert (
        f"Commitment. “{PROMISE}” Authority: delegation D-114, until "
        f"{until.day} {until:%B %Y}." in page
    )
    assert f"digest {digest_of(draft)[:8]}" in page
    assert "Alice Archer explains It is accurate." in page


def test_the_review_page_says_who_can_when_this_person_may_not(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)

    page = page_text(browser_of(cast.dee).get(reverse("review", args=[draft.pk])))

    assert "Approve exactly this" not in page
    assert "Who can: Priya Shah, Tom Reed." in page


def test_the_author_sees_why_they_may_not_and_who_can(cast: Cast) -> None:
    draft = a_submitted_draft(cast)

    page = page_text(browser_of(cast.alice).get(reverse("review", args=[draft.pk])))

    assert OWN_WORDS in page
    assert "Approve exactly this" not in page


def test_a_changed_revision_shows_what_was_put_in_and_taken_out(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text="The River Ouse is rising slowly.")
    newer = words(cast.rehearsal, text="The River Ouse is rising quickly.")
    save(draft, by=cast.alice, title=draft.title, content=newer, based_on=1)
    submit(draft, by=cast.alice, based_on=2)

    page = browser_of(cast.priya).get(reverse("review", args=[draft.pk]))

    assert (
        "The River Ouse is rising [taken out: slowly] [put in: quickly] ."
        in page_text(page)
    )
    assert page.content.decode().count("<del") == 1


def test_words_are_never_markup(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text="<img src=x onerror=alert(1)> 5 < 6")

    for name in ("review", "post"):
        page = (
            browser_of(cast.priya).get(reverse(name, args=[draft.pk])).content.decode()
        )
        assert "<img" not in page


def test_the_author_cannot_approve_by_posting_directly(cast: Cast) -> None:
    draft = a_submitted_draft(cast)

    with nothing_changes():
        response = approve_by(cast.alice, draft)

    assert problems(response) == [NO_ROLE, OWN_WORDS]


def test_a_manager_cannot_approve_their_own_words(cast: Cast) -> None:
    draft = a_submitted_draft(cast, by=cast.priya)

    with nothing_changes():
        response = approve_by(cast.priya, draft)

    assert problems(response) == [
        "You wrote part of this, so someone else must approve it. Ask Tom Reed."
    ]


def test_a_co_editor_cannot_approve_words_that_others_finished(cast: Cast) -> None:
    draft = a_draft(cast)
    edited = words(cast.rehearsal, text="Priya edited this once.")
    save(draft, by=cast.priya, title=draft.title, content=edited, based_on=1)
    save(
        draft,
        by=cast.alice,
        title=draft.title,
        content=words(cast.rehearsal),
        based_on=2,
    )
    submit(draft, by=cast.alice, based_on=3)

    with nothing_changes():
        response = approve_by(cast.priya, draft)

    assert problems(response) == [
        "You wrote part of this, so someone else must approve it. Ask Tom Reed."
    ]


@pytest.mark.parametrize("who", ["alice", "sam"])
def test_a_superuser_has_no_power_over_words(cast: Cast, who: str) -> None:
    draft = a_submitted_draft(cast)
    person: Person = getattr(cast, who)
    person.is_superuser = person.is_staff = True
    person.save()

    with nothing_changes():
        response = approve_by(person, draft)

    assert response.status_code in {403, 422}


@pytest.mark.parametrize(
    ("who", "status"),
    [("bob", 422), ("grace", 422), ("mallory", 404), ("sam", 403)],
)
def test_only_a_deciding_post_decides(cast: Cast, who: str, status: int) -> None:
    draft = a_submitted_draft(cast)

    with nothing_changes():
        answers = [
            approve_by(getattr(cast, who), draft).status_code,
            send_back_by(getattr(cast, who), draft).status_code,
        ]

    assert answers == [status, status]


def test_no_authority_no_approval(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)

    with nothing_changes():
        response = approve_by(cast.dee, draft)

    assert problems(response) == [
        (
            "This needs authority for: commitment, commitment + line manager. Your posts "
            "hold none for these accounts, this sum and this topic today. Priya Shah or "
            "Tom Reed can."
        )
    ]


def test_a_digest_of_other_words_approves_nothing(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    other = a_submitted_draft(cast, text="Other words.")

    with nothing_changes():
        response = approve_by(cast.priya, draft, digest=digest_of(other))

    assert problems(response) == [OTHER_WORDS]


def test_words_swapped_under_the_approver_are_shown_not_approved(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    seen = digest_of(draft)
    swapped = words(cast.rehearsal, text="Swapped while Priya was reading.")
    save(draft, by=cast.alice, title=draft.title, content=swapped, based_on=1)
    submit(draft, by=cast.alice, based_on=2)

    with nothing_changes():
        response = approve_by(cast.priya, draft, digest=seen)

    assert problems(response) == [OTHER_WORDS]
    assert f'value="{digest_of(draft)}"' in response.content.decode()
    assert "Swapped while Priya was reading." in page_text(response)


@pytest.mark.parametrize(
    "digest", [*HOSTILE, "g" * 64, "A" * 64, "a" * 63, "a" * 1_000_000]
)
def test_a_tampered_digest_decides_nothing(cast: Cast, digest: str) -> None:
    draft = a_submitted_draft(cast)
    digest = digest.encode("utf-8", "replace").decode()

    with nothing_changes():
        approved = approve_by(cast.priya, draft, digest=digest)
        returned = send_back_by(cast.priya, draft, digest=digest)

    assert (problems(approved), problems(returned)) == ([TAMPERED], [TAMPERED])


def test_approving_twice_decides_once(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    digest = digest_of(draft)
    approve_by(cast.priya, draft)

    with nothing_changes():
        again = approve_by(cast.priya, draft, digest=digest)
        other = approve_by(cast.tom, draft, digest=digest)

    assert problems(again) == [
        "This draft is “approved”, so nobody is asked now.",
        "You have already decided on these words.",
    ]
    assert problems(other) == ["This draft is “approved”, so nobody is asked now."]
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("make", [a_draft, an_approved_draft])
def test_only_what_waits_can_be_sent_back(cast: Cast, make) -> None:  # type: ignore[no-untyped-def]
    draft = make(cast)

    with nothing_changes():
        response = send_back_by(cast.tom, draft)

    assert response.status_code == 422
    assert len(problems(response)) == 1


def test_send_back_returns_the_draft_with_the_reason(cast: Cast) -> None:
    draft = a_submitted_draft(cast)

    send_back_by(cast.priya, draft)

    draft.refresh_from_db()
    page = page_text(browser_of(cast.alice).get(reverse("draft", args=[draft.pk])))
    assert draft.status == Status.RETURNED
    assert "Priya Shah sent this back: Name the river." in page


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Say what should change, so that the author can."),
        (" \n", "Say what should change, so that the author can."),
        ("x" * 2001, "Keep the reason to 2,000 characters. It has 2,001."),
        (
            "x" * 1_000_000,
            "The text has 1,000,000 characters. Keep it under 20,000.",
        ),
        (
            "Name\x00the river",
            "The text has an invisible control character. Delete it and type the words again.",
        ),
    ],
)
def test_a_bad_reason_sends_nothing_back(
    cast: Cast, reason: str, sentence: str
) -> None:
    draft = a_submitted_draft(cast)

    with nothing_changes():
        response = send_back_by(cast.priya, draft, reason=reason)

    assert problems(response) == [sentence]


def test_a_refused_reason_is_kept(cast: Cast) -> None:
    draft = a_submitted_draft(cast)

    response = send_back_by(
        cast.priya, draft, digest="forged", reason="Name the river."
    )

    assert ">\nName the river.</textarea>" in response.content.decode()


@pytest.mark.parametrize("name", ["approve", "send-back"])
def test_the_address_of_a_button_decides_nothing(cast: Cast, name: str) -> None:
    draft = a_submitted_draft(cast)

    with nothing_changes():
        response = browser_of(cast.priya).get(
            reverse(name, args=[draft.pk]), follow=True
        )

    assert "Nothing was decided: you were signed out" in page_text(response)


def test_a_decision_after_the_sign_in_ran_out_is_not_made(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    address = reverse("approve", args=[draft.pk])

    with nothing_changes():
        response = Client().post(address, {"digest": digest_of(draft)})

    assert response["Location"] == f"{reverse('account_login')}?next={address}"


def test_a_form_without_its_token_decides_nothing(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.priya)

    with nothing_changes():
        response = browser.post(
            reverse("approve", args=[draft.pk]), {"digest": digest_of(draft)}
        )

    assert response.status_code == 403


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "9" * 5000, "x", "-1"])
def test_a_draft_that_is_not_there_is_not_found(cast: Cast, number: str) -> None:
    browser = browser_of(cast.priya)
    for page in ("", "approve/", "send-back/"):
        assert browser.get(f"/approvals/{number}/{page}").status_code == 404
        assert browser.post(f"/approvals/{number}/{page}").status_code == 404


def test_the_queue_has_the_soonest_slot_first_with_the_time_left(cast: Cast) -> None:
    submitted(cast, "No time", words(cast.rehearsal))
    submitted(cast, "Later", in_minutes(cast, 600))
    submitted(cast, "Sooner", in_minutes(cast, 25))

    response = browser_of(cast.priya).get(reverse("queue"))

    assert [each.draft.title for each in response.context["waiting"]] == [
        "Sooner",
        "Later",
        "No time",
    ]
    assert "Sooner Due in 25 minutes" in page_text(response)


def test_the_queue_sets_apart_what_is_not_this_persons(cast: Cast) -> None:
    a_submitted_draft(cast, by=cast.priya)
    a_submitted_draft(cast, text="He was charged with fraud.")
    declare_conflict(a_submitted_draft(cast), by=cast.priya, reason="A cousin asks.")

    page = page_text(browser_of(cast.priya).get(reverse("queue")))

    assert "Nothing waits for you." in page
    assert "You wrote part of it, so somebody else decides." in page
    assert "You declared a conflict, so somebody else decides." in page
    assert (
        "Your posts hold no authority for it on these accounts today: Live legal "
        "proceedings" in page
    )


def test_the_queue_says_what_is_still_needed_after_ones_own_decision(
    cast: Cast,
) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)
    approve(current(draft), by=cast.priya, digest=bytes(current(draft).digest))

    page = page_text(browser_of(cast.priya).get(reverse("queue")))

    assert "You have decided. It still needs: Commitment." in page


@pytest.mark.parametrize("who", ["priya", "tom"])
def test_the_queue_and_the_policy_agree(cast: Cast, who: str) -> None:
    person: Person = getattr(cast, who)
    for by in (cast.alice, cast.priya):
        for text in (ROUTINE, PROMISE):
            a_submitted_draft(cast, by=by, text=text)

    offered = {each.draft.pk for each in waiting_for(person)}
    others = {each.draft.pk for each in waiting_for_others(person)}
    allowed = {
        draft.pk
        for draft in Draft.objects.all()
        if not reasons_against_approve(
            current(draft), by=person, result=check_content(current(draft).content)
        )
    }

    assert offered == allowed
    assert others == {draft.pk for draft in Draft.objects.all()} - allowed


@pytest.mark.parametrize("who", ["alice", "grace", "sam", "mallory"])
def test_the_queue_is_for_deciding_posts(cast: Cast, who: str) -> None:
    assert browser_of(getattr(cast, who)).get(reverse("queue")).status_code == 403


def test_the_queue_asks_as_often_for_three_drafts_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = browser_of(cast.priya)
    a_submitted_draft(cast)
    a_submitted_draft(cast, by=cast.priya)
    with CaptureQueriesContext(connection) as once:
        browser.get(reverse("queue"))
    for by in (cast.alice, cast.priya):
        a_submitted_draft(cast, by=by)
        a_submitted_draft(cast, by=by)
    with django_assert_num_queries(len(once)):
        browser.get(reverse("queue"))
