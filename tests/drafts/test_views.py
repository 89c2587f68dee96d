"""The pages of drafts: writing, the check, two people at once, and every bad input."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person, SocialAccount
from accounts.roles import Role
from drafts.actions import create_draft, save, withdraw
from drafts.content import Content
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
    hire,
    words,
)
from tests.pages import (
    EXTREME_TIMES,
    HOSTILE,
    browser_of,
    nothing_changes,
    page_text,
    problems,
    title_of,
)


PROMISE = "We will open 40 new information centres by March 2027."
BASIS = "Flood plan 2026, page 12"
PHONE = "Ring the duty officer at home on 07700 900123."
SHOUTING = "IMPORTANT NEWS FOR EVERYBODY HERE. Check your route."


def typed(cast: Cast, **fields: object) -> dict[str, object]:
    """What the form sends, some of it changed."""
    return {
        "title": "Flood warning, River Ouse",
        "text": ROUTINE,
        "accounts": [cast.rehearsal.pk],
        "based_on": "1",
    } | fields


def declares(words: str, *, basis: str = BASIS, number: int = 0) -> dict[str, object]:
    """What the form sends of one commitment that the check read."""
    return {
        f"statement-{number}-authority": "commitment",
        f"statement-{number}-words": words,
        f"statement-{number}-what": words,
        f"statement-{number}-basis": basis,
    }


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


def test_draft_new_saves_and_shows_the_check(cast: Cast, alice: Client) -> None:
    response = alice.post(reverse("draft-new"), typed(cast, text=PROMISE), follow=True)

    draft = Draft.objects.get()
    assert response.redirect_chain == [(reverse("draft", args=[draft.pk]), 302)]
    assert current(draft).content.targets[0].parts[0].text == PROMISE
    assert "Commitment Tom Reed, Deputy director" in page_text(response)
    assert (
        title_of(response)
        == "Flood warning, River Ouse \N{EN DASH} draft \N{EN DASH} Countersign"
    )


def test_draft_new_asks_for_the_team_of_somebody_in_two(cast: Cast) -> None:
    hire("Una Twoteams", cast.strategy, "Strategy writer", Role.AUTHOR)
    una = Person.objects.get(name="Una Twoteams")
    una.holdings.create(
        job_post=cast.bob.holdings.get().job_post, starts_on="2025-01-01"
    )
    browser = browser_of(una)

    asked = browser.post(reverse("draft-new"), typed(cast))
    browser.post(reverse("draft-new"), typed(cast, team=cast.rivers.pk))

    assert problems(asked) == ["Choose the team that this draft belongs to."]
    assert Draft.objects.get().team == cast.rivers


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Give it a title, so that colleagues can find it."),
        (
            {"title": "T" * 121},
            "Keep the title to 120 characters. It has 121.",
        ),
        (
            {"title": "Flood\x00"},
            "The title has an invisible control character. Type it again.",
        ),
        (
            {"title": "Flood\x07"},
            "This has an invisible control character. Type it again.",
        ),
        ({"text": ""}, "Write the words of the post."),
        ({"text": " \n\t "}, "Write the words of the post."),
        (
            {"text": "x" * 20_001},
            "The text has 20,001 characters. Keep it under 20,000.",
        ),
        (
            {"text": "x" * 1_000_000},
            "The text has 1,000,000 characters. Keep it under 20,000.",
        ),
        (
            {"text": "Flood\x00warning"},
            "The text has an invisible control character. Delete it and type the words again.",
        ),
        (
            {"text": "Flood\x1bwarning"},
            "The text has an invisible control character. Delete it and type the words again.",
        ),
        ({"accounts": []}, "Choose at least one account."),
        (
            {"day": "31", "month": "2", "year": "2027", "clock": "3pm"},
            "That is not a date. Write it in numbers, such as 27 3 2027.",
        ),
        (
            {"clock": "3pm"},
            "Give the day, month, year and time, or leave all of them empty.",
        ),
        (
            {"day": "1", "month": "1", "year": "2026", "clock": "3pm"},
            "That time has passed. Choose a time still to come.",
        ),
        (
            {"day": "1", "month": "1", "year": "2029", "clock": "3pm"},
            "Choose a time within the next year.",
        ),
    ],
)
def test_bad_input_gets_a_sentence_and_saves_nothing(
    cast: Cast, alice: Client, fields: dict[str, object], sentence: str
) -> None:
    with nothing_changes():
        response = alice.post(reverse("draft-new"), typed(cast, **fields))

    assert response.status_code == 422
    assert problems(response) == [sentence]


@pytest.mark.parametrize("forged", [f for f in HOSTILE if f])
def test_a_forged_account_is_refused(cast: Cast, alice: Client, forged: str) -> None:
    forged = forged.encode("utf-8", "replace").decode()
    with nothing_changes():
        response = alice.post(reverse("draft-new"), typed(cast, accounts=[forged]))

    assert problems(response) == [
        "One of the accounts is not open to you. Choose from the list."
    ]


def test_an_account_of_another_team_is_refused(cast: Cast) -> None:
    mallory = browser_of(cast.mallory)
    with nothing_changes():
        response = mallory.post(reverse("draft-new"), typed(cast))

    assert problems(response) == [
        "One of the accounts is not open to you. Choose from the list."
    ]


def test_bytes_that_are_no_text_are_asked_again(cast: Cast, alice: Client) -> None:
    """A lone surrogate cannot be sent in UTF-8; Django reads its bytes as � signs."""
    body = f"title=Flood&accounts={cast.rehearsal.pk}&text=Rising%ED%A0%80"
    with nothing_changes():
        response = alice.post(
            reverse("draft-new"), body, content_type="application/x-www-form-urlencoded"
        )

    said = "The text has an invisible control character. Delete it and type the words again."
    assert (response.status_code, problems(response)) == (422, [said])


def test_language_and_reply_survive_the_form(cast: Cast, alice: Client) -> None:
    (target,) = words(cast.rehearsal).targets
    welsh = replace(target, language="cy", reply_to="123")
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Reply", content=Content((welsh,))
    )

    alice.post(reverse("draft", args=[draft.pk]), typed(cast, text=PROMISE))

    (saved,) = current(draft).content.targets
    assert (saved.parts[0].text, saved.language, saved.reply_to) == (
        PROMISE,
        "cy",
        "123",
    )


@pytest.mark.parametrize("first", ["rehearsal", "x"])
def test_renaming_an_account_changes_no_words(
    cast: Cast, alice: Client, first: str
) -> None:
    accounts = [cast.rehearsal, cast.x]
    if first == "x":
        accounts.reverse()
    draft = create_draft(
        by=cast.alice, team=cast.rivers, title="Flood", content=words(*accounts)
    )
    SocialAccount.objects.filter(pk=cast.rehearsal.pk).update(name="Zebra crossings")

    alice.post(
        reverse("draft", args=[draft.pk]),
        typed(cast, accounts=[each.pk for each in accounts]),
    )

    assert current(draft).number == 1


def test_a_flood_of_fields_is_a_bad_request(cast: Cast, alice: Client) -> None:
    body = "&".join(f"a{number}=1" for number in range(1100))
    with nothing_changes():
        response = alice.post(
            reverse("draft-new"), body, content_type="application/x-www-form-urlencoded"
        )

    assert response.status_code == 400


def test_what_was_typed_is_kept_when_it_is_refused(cast: Cast, alice: Client) -> None:
    response = alice.post(
        reverse("draft-new"), typed(cast, title="", text="Rising\nfast", clock="3pm")
    )

    page = response.content.decode()
    assert ">\nRising\nfast</textarea>" in page
    assert 'value="3pm"' in page
    assert f'value="{cast.rehearsal.pk}" checked' in " ".join(page.split())


def test_save_keeps_the_words_and_writes_a_revision(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast)

    response = alice.post(reverse("draft", args=[draft.pk]), typed(cast, text=PROMISE))

    assert response.status_code == 302
    assert current(draft).number == 2


def test_save_over_newer_words_shows_both_and_changes_nothing(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)
    save(
        draft,
        by=cast.bob,
        title=draft.title,
        content=words(cast.rehearsal, text="What Bob wrote."),
        based_on=1,
    )

    with nothing_changes():
        response = alice.post(
            reverse("draft", args=[draft.pk]), typed(cast, text="What Alice wrote.")
        )

    page = page_text(response)
    assert problems(response) == [
        (
            "Bob Okafor saved revision 2 while you were writing. Your words are below, "
            "theirs beside them."
        )
    ]
    assert ("What Bob wrote." in page, "What Alice wrote." in page) == (True, True)
    assert (
        '<input type="hidden" name="based_on" value="2">' in response.content.decode()
    )


def test_save_over_newer_words_is_taken_once_both_were_shown(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)
    newer = words(cast.rehearsal, text="What Bob wrote.")
    save(draft, by=cast.bob, title=draft.title, content=newer, based_on=1)

    alice.post(
        reverse("draft", args=[draft.pk]),
        typed(cast, text="What Alice wrote.", based_on="2"),
    )

    assert current(draft).content == words(cast.rehearsal, text="What Alice wrote.")


@pytest.mark.parametrize("based_on", HOSTILE)
def test_a_forged_base_saves_nothing(cast: Cast, alice: Client, based_on: str) -> None:
    draft = a_draft(cast)
    based_on = based_on.encode("utf-8", "replace").decode()
    with nothing_changes():
        response = alice.post(
            reverse("draft", args=[draft.pk]),
            typed(cast, text=PROMISE, based_on=based_on),
        )

    assert response.status_code == 422
    assert len(problems(response)) == 1


def test_submit_saves_what_was_changed_first(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast)

    response = alice.post(
        reverse("draft-submit", args=[draft.pk]),
        typed(cast, text=PROMISE, **declares(PROMISE)),
    )

    assert response["Location"] == reverse("review", args=[draft.pk])
    assert (current(draft).number, draft.status) == (2, Status.SUBMITTED)
    assert current(draft).checks.get().classes == ["commitment"]


def test_submit_of_blocked_words_saves_them_and_says_what_to_fix(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)

    response = alice.post(
        reverse("draft-submit", args=[draft.pk]),
        typed(cast, text=PHONE, accounts=[cast.rehearsal.pk, cast.x.pk]),
    )

    assert problems(response) == [
        (
            "This looks like a personal or direct phone number. Use the public helpline or "
            "contact form instead."
        )
    ]
    assert (current(draft).number, draft.status) == (2, Status.DRAFT)
    assert "Fix 1 problem to submit" in page_text(response)
    assert (
        '<input type="hidden" name="based_on" value="2">' in response.content.decode()
    )


def test_submit_asks_for_a_reason_for_each_warning(cast: Cast, alice: Client) -> None:
    text = f"{SHOUTING} More: https://bit.ly/3abc"
    draft = a_draft(cast, text=text)
    address = reverse("draft-submit", args=[draft.pk])
    given = {"reason_AC-STYLE": "It is its name.", "reason_LK-OFFSITE": "It is ours."}

    asked = alice.post(address, typed(cast, text=text))
    half = alice.post(address, typed(cast, text=text, **dict([*given.items()][:1])))
    whole = alice.post(address, typed(cast, text=text, **given))

    style = (
        "Hashtags, emoji and capitals: change the words, or say why they should stay."
    )
    offsite = (
        "Shortener, non-government site or unknown handle: change the words, or say "
        "why they should stay."
    )
    assert problems(asked) == [style, offsite]
    assert problems(half) == [offsite]
    assert ">\nIt is its name.</textarea>" in half.content.decode()
    assert whole.status_code == 302
    assert dict(
        current(draft).checks.get().explanations.values_list("rule", "reason")
    ) == {"AC-STYLE": "It is its name.", "LK-OFFSITE": "It is ours."}


@pytest.mark.parametrize("reason", ["x" * 2001, "Its\x00name"])
def test_a_bad_reason_submits_nothing(cast: Cast, alice: Client, reason: str) -> None:
    draft = a_draft(cast, text=SHOUTING)
    with nothing_changes():
        response = alice.post(
            reverse("draft-submit", args=[draft.pk]),
            typed(cast, text=SHOUTING, **{"reason_AC-STYLE": reason}),
        )

    assert len(problems(response)) == 1


def test_a_reason_is_kept_when_the_words_are_only_saved(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast, text=SHOUTING)

    saved = alice.post(
        reverse("draft", args=[draft.pk]),
        typed(cast, text=SHOUTING, **{"reason_AC-STYLE": "It is its name."}),
        follow=True,
    )

    assert ">\nIt is its name.</textarea>" in saved.content.decode()


def test_a_finding_marks_its_words_and_says_why(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast, text=PHONE)

    response = alice.get(reverse("draft", args=[draft.pk]))

    assert '<mark class="cs-mark">07700 900123</mark>' in response.content.decode()
    assert "Rule: Personal or direct-line phone number (PD-PHONE)" in page_text(
        response
    )
    assert "Better: “Call our helpline on 0306 999 0456”" in page_text(response)


def test_words_are_never_markup(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast, text="<script>alert(1)</script> & 07700 900123 <b>")

    page = alice.get(reverse("draft", args=[draft.pk])).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark" in page


def test_the_preview_counts_as_each_network_does(cast: Cast, alice: Client) -> None:
    link = "https://www.example.com/" + "long/" * 20
    content = typed(
        cast, text=f"Rising: {link}", accounts=[cast.rehearsal.pk, cast.x.pk]
    )
    alice.post(reverse("draft-new"), content)

    page = page_text(alice.get(reverse("draft", args=[Draft.objects.get().pk])))

    assert "31 of 280 characters" in page
    assert f"{8 + len(link)} of 500 characters" in page


def test_changing_submitted_words_takes_them_back(cast: Cast, alice: Client) -> None:
    draft = a_submitted_draft(cast)

    alice.post(reverse("draft", args=[draft.pk]), typed(cast, text=PROMISE))

    assert (current(draft).number, draft.status) == (2, Status.DRAFT)


def test_changing_approved_words_cancels_what_waits(cast: Cast, alice: Client) -> None:
    draft = an_approved_draft(cast)

    alice.post(reverse("draft", args=[draft.pk]), typed(cast, text=PROMISE))

    assert Publication.objects.get().status == "cancelled"


def test_saving_the_same_words_keeps_the_approval(cast: Cast, alice: Client) -> None:
    draft = an_approved_draft(cast)

    with nothing_changes():
        response = alice.post(reverse("draft", args=[draft.pk]), typed(cast))

    assert response.status_code == 302


def test_a_closed_draft_is_read_only_and_keeps_what_was_typed(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)
    withdraw(draft, by=cast.bob)

    with nothing_changes():
        response = alice.post(
            reverse("draft", args=[draft.pk]), typed(cast, text="Too late.")
        )

    assert problems(response) == [
        (
            "This draft is “withdrawn” now, so it is too late for that. Open it again to "
            "see what happened."
        )
    ]
    assert "What you typed, which is not saved Too late." in page_text(response)


def test_submit_twice_says_that_it_waits(cast: Cast, alice: Client) -> None:
    draft = a_submitted_draft(cast)

    with nothing_changes():
        response = alice.post(reverse("draft-submit", args=[draft.pk]), typed(cast))

    assert problems(response) == [
        (
            "This draft is “waiting for approval” now, so it is too late for that. Open it "
            "again to see what happened."
        )
    ]


def test_withdraw_asks_first(cast: Cast, alice: Client) -> None:
    draft = an_approved_draft(cast)
    address = reverse("draft-withdraw", args=[draft.pk])

    with nothing_changes():
        asked = alice.get(address)
    alice.post(address)

    draft.refresh_from_db()
    assert "1 post will not go out: @RiversDept (Rehearsal network)" in page_text(asked)
    assert draft.status == Status.WITHDRAWN
    assert Publication.objects.get().status == "cancelled"


def test_withdraw_twice_says_that_it_is_closed(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast)
    withdraw(draft, by=cast.alice)

    with nothing_changes():
        response = alice.post(reverse("draft-withdraw", args=[draft.pk]))

    assert response.status_code == 422
    assert len(problems(response)) == 1


@pytest.mark.parametrize("name", ["draft", "draft-submit", "draft-withdraw"])
@pytest.mark.parametrize("who", ["mallory", "priya", "tom", "grace", "sam"])
def test_only_the_team_may_change_a_draft(cast: Cast, name: str, who: str) -> None:
    """Priya is on the team, so she is refused only what has gone too far."""
    draft = a_draft(cast)
    person: Person = getattr(cast, who)
    if who == "priya":
        withdraw(draft, by=cast.alice)

    with nothing_changes():
        response = browser_of(person).post(
            reverse(name, args=[draft.pk]), typed(cast, text="Not theirs.")
        )

    assert response.status_code in {403, 404, 422}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("alice", 200),
        ("bob", 200),
        ("priya", 200),
        ("tom", 200),
        ("grace", 200),
        ("mallory", 404),
        ("sam", 403),
    ],
)
def test_who_may_read_a_draft(cast: Cast, who: str, status: int) -> None:
    draft = a_draft(cast)

    response = browser_of(getattr(cast, who)).get(reverse("draft", args=[draft.pk]))

    assert response.status_code == status


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30, "9" * 5000, "x", "-1"])
def test_a_draft_that_is_not_there_is_not_found(alice: Client, number: str) -> None:
    for page in ("", "submit/", "withdraw/"):
        assert alice.get(f"/drafts/{number}/{page}").status_code == 404
        assert alice.post(f"/drafts/{number}/{page}").status_code == 404


def test_words_typed_after_the_sign_in_ran_out_come_back(cast: Cast) -> None:
    draft = a_draft(cast)
    browser = Client()
    address = reverse("draft-submit", args=[draft.pk])

    with nothing_changes():
        sent_away = browser.post(
            address, typed(cast, text="Typed at length.", typed_by=cast.alice.pk)
        )
        assert sent_away["Location"] == f"{reverse('account_login')}?next={address}"
        browser.force_login(cast.alice)
        back = browser.get(address)

    assert "so nothing was saved. Your words are below" in page_text(back)
    assert ">\nTyped at length.</textarea>" in back.content.decode()


def test_words_typed_for_one_draft_are_shown_once_and_on_no_other_page(
    cast: Cast,
) -> None:
    draft = a_draft(cast)
    browser = Client()
    browser.post(
        reverse("draft-new"),
        typed(cast, text="Typed at length.", typed_by=cast.alice.pk),
    )
    browser.force_login(cast.alice)

    pages = [
        browser.get(address).content.decode()
        for address in (
            reverse("draft", args=[draft.pk]),
            reverse("draft-new"),
            reverse("draft-new"),
        )
    ]

    assert ["Typed at length." in page for page in pages] == [False, True, False]


@pytest.mark.parametrize("typed_by", ["alice", "nobody"])
def test_words_typed_by_somebody_else_are_thrown_away(
    cast: Cast, typed_by: str
) -> None:
    whose = {"typed_by": cast.alice.pk} if typed_by == "alice" else {}
    browser = Client()
    browser.post(reverse("draft-new"), typed(cast, text="Typed at length.", **whose))
    browser.force_login(cast.bob)

    page = browser.get(reverse("draft-new")).content.decode()

    assert "Typed at length." not in page
    assert "kept_form" not in browser.session


def test_forms_say_whose_words_they_send(cast: Cast, alice: Client) -> None:
    draft = a_draft(cast)
    whose = f'name="typed_by" value="{cast.alice.pk}"'
    for address in (reverse("draft-new"), reverse("draft", args=[draft.pk])):
        assert whose in alice.get(address).content.decode()


def test_a_flood_sent_without_sign_in_is_not_kept(cast: Cast) -> None:
    browser = Client()
    browser.post(reverse("draft-new"), typed(cast, text="x" * 200_000))

    assert "kept_form" not in browser.session


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    draft = a_draft(cast)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.alice)

    with nothing_changes():
        response = browser.post(reverse("draft", args=[draft.pk]), typed(cast))

    assert response.status_code == 403


@pytest.mark.parametrize("after", HOSTILE)
def test_a_broken_key_starts_the_list_again(
    cast: Cast, alice: Client, after: str
) -> None:
    a_draft(cast)
    query = {"after": after.encode("utf-8", "replace").decode(), "status": after[:99]}
    query["status"] = query["status"].encode("utf-8", "replace").decode()

    response = alice.get(reverse("drafts"), query)

    assert response.status_code == 200
    assert "Flood warning, River Ouse" in page_text(response)


@pytest.mark.parametrize("moment", EXTREME_TIMES)
def test_a_key_at_the_ends_of_the_calendar_is_no_trouble(
    cast: Cast, alice: Client, moment: str
) -> None:
    a_draft(cast)
    key = f"{moment}_{2**63 - 1}"
    for name in ("drafts", "posts", "holds"):
        assert alice.get(reverse(name), {"after": key}).status_code == 200


def test_the_list_pages_by_key_without_gap_or_double(cast: Cast, alice: Client) -> None:
    now = timezone.now()
    drafts = [a_draft(cast) for _ in range(30)]
    # Several changed at the same moment, as one transaction leaves them.
    for number, draft in enumerate(drafts):
        moment = now - timedelta(minutes=number // 10)
        Draft.objects.filter(pk=draft.pk).update(changed_at=moment)

    first = alice.get(reverse("drafts")).context["page"]
    second = alice.get(reverse("drafts"), {"after": first.after}).context["page"]

    listed = [draft.pk for draft in (*first.rows, *second.rows)]
    assert sorted(listed) == sorted(draft.pk for draft in drafts)
    assert (len(first.rows), second.after) == (25, "")


def test_the_list_shows_ones_own_or_all_that_one_may_read(cast: Cast) -> None:
    mine, other = a_draft(cast, by=cast.bob), a_draft(cast)
    browser = browser_of(cast.bob)

    own = browser.get(reverse("drafts")).context["page"].rows
    every = browser.get(reverse("drafts"), {"whose": "all"}).context["page"].rows

    assert ({d.pk for d in own}, {d.pk for d in every}) == (
        {mine.pk},
        {mine.pk, other.pk},
    )


def test_the_list_filters_by_status(cast: Cast, alice: Client) -> None:
    a_draft(cast)
    waiting = a_submitted_draft(cast)

    rows = alice.get(reverse("drafts"), {"status": "submitted"}).context["page"].rows

    assert [draft.pk for draft in rows] == [waiting.pk]


def test_the_list_asks_as_often_for_three_drafts_as_for_one(
    cast: Cast, alice: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_draft(cast)
    with CaptureQueriesContext(connection) as once:
        alice.get(reverse("drafts"))
    a_draft(cast)
    a_draft(cast)
    with django_assert_num_queries(len(once)):
        alice.get(reverse("drafts"))
