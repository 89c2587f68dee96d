"""The check while somebody writes: quick, for the team alone, and nothing is kept."""

import time

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.cast import ROUTINE, Cast, a_draft
from tests.pages import HOSTILE, browser_of, nothing_changes, page_text, text_of


PROMISE = "We will open 40 new information centres by March 2027."
PHONE = "Ring the duty officer at home on 07700 900123."
FROM_A_PAGE = {"HX-Request": "true"}


def typed(cast: Cast, **fields: object) -> dict[str, object]:
    return {"text": ROUTINE, "accounts": [cast.rehearsal.pk], "based_on": "1"} | fields


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


def test_it_says_what_the_saved_page_says_and_keeps_nothing(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)
    with nothing_changes():
        answer = alice.post(
            reverse("check-draft", args=[draft.pk]), typed(cast, text=PHONE)
        )

    said = page_text(answer)
    assert "1 thing to fix" in said
    assert '<mark class="cs-mark">07700 900123</mark>' in answer.content.decode()
    assert "46 of 500 characters" in said


def test_a_draft_that_nobody_saved_is_checked_without_title_or_account(
    cast: Cast, alice: Client
) -> None:
    with nothing_changes():
        answer = alice.post(reverse("check-new"), {"text": PROMISE})

    assert "This makes a commitment." in page_text(answer)
    assert "Choose an account to see how it counts the words." in page_text(answer)


def test_it_names_the_people_who_could_approve(cast: Cast, alice: Client) -> None:
    answer = alice.post(reverse("check-new"), typed(cast, text=PROMISE))
    assert "Commitment Tom Reed, Deputy director" in page_text(answer)


def test_an_author_is_not_named_as_approver(cast: Cast) -> None:
    priya = browser_of(cast.priya)
    answer = priya.post(reverse("check-new"), typed(cast))
    said = page_text(answer)
    assert ("Tom Reed" in said, "Priya Shah" in said) == (True, False)


def test_a_new_promise_brings_its_questions_and_no_others(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)
    address = reverse("check-draft", args=[draft.pk])
    first = alice.post(address, typed(cast, text=PROMISE))
    known = {
        "asked_statements": first.context["form"].statements.asked,
        "asked_reasons": first.context["form"].reasons.asked,
    }

    again = alice.post(address, typed(cast, text=PROMISE, **known))

    block = '<div id="statements" hx-swap-oob="innerHTML">'
    assert (block in first.content.decode(), block in again.content.decode()) == (
        True,
        False,
    )


def test_only_a_changed_summary_is_announced(cast: Cast, alice: Client) -> None:
    address = reverse("check-new")
    first = alice.post(address, typed(cast, text=PHONE)).content.decode()
    said = "1 thing to fix, 1 piece of advice"

    again = alice.post(address, typed(cast, text=PHONE, said=said)).content.decode()

    announced = '<div id="check-summary" hx-swap-oob="innerHTML">'
    assert text_of(first.split(announced)[1].split("</div>")[0]) == said
    assert announced not in again


def test_the_button_says_what_happens_next(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast)
    address = reverse("check-draft", args=[draft.pk])

    blocked = alice.post(address, typed(cast, text=PHONE, submits="1"))
    clean = alice.post(address, typed(cast, submits="1"))
    unsure = alice.post(address, typed(cast, submits="1", unsure="1"))

    assert [
        text_of(
            answer.content.decode().split('id="submit-words"')[1].split("</span>")[0]
        )
        for answer in (blocked, clean, unsure)
    ] == [
        'hx-swap-oob="innerHTML"> Fix 1 problem to submit',
        'hx-swap-oob="innerHTML"> Submit for approval',
        'hx-swap-oob="innerHTML"> Submit and ask for advice',
    ]


def test_words_that_are_not_english_are_said_to_be_unread(
    cast: Cast, alice: Client
) -> None:
    welsh = (
        "Rhybudd llifogydd ar gyfer Afon Gwy. Gwiriwch eich llwybr cyn teithio heddiw."
    )
    answer = alice.post(reverse("check-new"), typed(cast, text=welsh))
    assert "The English rules did not read the text on @RiversDept" in page_text(answer)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 60_000,
        "word " * 4_000,
        "#tag " * 4_000,
        "We will open 40 centres by March 2027. " * 500,
        "(" * 10_000 + ")" * 10_000,
        "e\u0301\u0301\u0301" * 5_000,
        "\u202e\u2066" * 10_000,
    ],
    ids=["long", "words", "tags", "promises", "brackets", "marks", "overrides"],
)
def test_hostile_words_are_answered_at_once(
    cast: Cast, alice: Client, text: str
) -> None:
    before = time.process_time()
    with nothing_changes():
        answer = alice.post(reverse("check-new"), typed(cast, text=text))
    assert answer.status_code == 200
    assert time.process_time() - before < 1


@pytest.mark.parametrize("field", ["accounts", "based_on", "said", "unsure", "purpose"])
def test_forged_fields_are_answered(cast: Cast, alice: Client, field: str) -> None:
    for value in HOSTILE:
        sent = value.encode("utf-8", "replace").decode()
        answer = alice.post(reverse("check-new"), typed(cast, **{field: sent}))
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("bob", 200),
        ("priya", 200),
        ("mallory", 404),
        ("tom", 403),
        ("grace", 403),
        ("sam", 403),
    ],
)
def test_only_the_team_may_check_over_a_draft(
    cast: Cast, who: str, status: int
) -> None:
    draft = a_draft(cast)
    answer = browser_of(getattr(cast, who)).post(
        reverse("check-draft", args=[draft.pk]), typed(cast)
    )
    assert answer.status_code == status


def test_another_site_cannot_ask(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.alice)
    assert browser.post(reverse("check-new"), typed(cast)).status_code == 403


def test_a_page_whose_sign_in_ran_out_is_told_so(cast: Cast) -> None:
    answer = Client().post(reverse("check-new"), typed(cast), headers=FROM_A_PAGE)
    assert (answer.status_code, page_text(answer)) == (
        401,
        (
            "You have been signed out, so the check has stopped. Your words are still "
            "on this page: save them, sign in, and they come back."
        ),
    )


def test_somebody_who_asks_without_end_is_asked_to_wait(
    cast: Cast, alice: Client
) -> None:
    with override_settings(COUNTERSIGN_CHECKS_A_MINUTE=2):
        answers = [alice.post(reverse("check-new"), typed(cast)) for _ in range(4)]

    assert answers[-1].status_code == 429
    assert "Saving checks your words all the same." in page_text(answers[-1])
    # Bob has not asked too often.
    assert (
        browser_of(cast.bob).post(reverse("check-new"), typed(cast)).status_code == 200
    )


@pytest.mark.parametrize("name", ["check-new", "check-draft"])
def test_opening_its_address_leads_to_the_page(
    cast: Cast, alice: Client, name: str
) -> None:
    draft = a_draft(cast)
    arguments = [draft.pk] if name == "check-draft" else []
    assert alice.get(reverse(name, args=arguments)).status_code == 302


def test_the_form_itself_never_asks_in_the_background(
    cast: Cast, alice: Client
) -> None:
    """On a form htmx asks the address of the button pressed last: it would submit."""
    page = alice.get(reverse("draft", args=[a_draft(cast).pk])).content.decode()
    form = page.split('<form id="draft-form"')[1].split(">")[0]
    assert ("hx-post" in form, 'id="check"' in page) == (False, True)
