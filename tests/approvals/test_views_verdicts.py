"""Sending back with reasons pinned to words, and declining: from page, action and raw SQL."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models.notices import Notice
from accounts.notice_kinds import NoticeKind
from approvals.actions import approve, decline, send_back
from approvals.forms import pin_name
from approvals.models import Decision, Pin
from approvals.policy.pins import MOST_PINS, Pinned, passages
from audit.events import Event
from audit.log import Subject
from audit.queries import entries_about
from drafts.actions import save, submit
from drafts.content import Content, Part, Place, Target
from drafts.lifecycle import Status
from drafts.models import Draft
from tests.approvals.raw import a_raw_decision, an_entry
from tests.cast import (
    Cast,
    a_draft,
    a_submitted_draft,
    an_approved_draft,
    current,
    words,
)
from tests.pages import browser_of, nothing_changes, page_text, problems
from tests.refusals import refused, refused_by_database


TEXT = "The Ouse is rising. Check your route! Stay safe"
FIELD = "targets.0.parts.0.text"
SECOND = Place(FIELD, 20, 37)


def digest_of(draft: Draft) -> bytes:
    return bytes(current(draft).digest)


def post(who: object, name: str, draft: Draft, **fields: str):  # type: ignore[no-untyped-def]
    fields = {"digest": digest_of(draft).hex()} | fields
    return browser_of(who).post(reverse(name, args=[draft.pk]), fields)  # type: ignore[arg-type]


def saying(*texts: str) -> Content:
    parts = tuple(Part(text) for text in texts)
    return Content(targets=(Target(1, "x", "@RiversDept", parts),))


# --- Passages -------------------------------------------------------------------------


def test_passages_are_the_sentences_with_their_places() -> None:
    assert [(each.words, each.place) for each in passages(saying(TEXT))] == [
        ("The Ouse is rising.", Place(FIELD, 0, 19)),
        ("Check your route!", SECOND),
        ("Stay safe", Place(FIELD, 38, 47)),
    ]


def test_passages_of_the_same_words_are_listed_once() -> None:
    assert [each.words for each in passages(saying("One.\nTwo.", "One.\nTwo."))] == [
        "One.",
        "Two.",
    ]


def test_passages_of_very_long_words_are_the_first() -> None:
    assert len(passages(saying("Rain. " * 500))) == MOST_PINS


# --- Pins -----------------------------------------------------------------------------


def test_send_back_keeps_what_is_said_beside_the_words(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=TEXT)

    response = post(
        cast.priya, "send-back", draft, **{pin_name(SECOND): "Which route?"}
    )

    pin = Pin.objects.get()
    draft.refresh_from_db()
    assert response.status_code == 302
    assert draft.status == Status.RETURNED
    assert (pin.words, pin.reason) == ("Check your route!", "Which route?")


def test_the_author_and_the_history_show_the_pin_beside_its_words(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=TEXT)
    send_back(
        current(draft),
        by=cast.priya,
        digest=digest_of(draft),
        reason="",
        pins=[Pinned(SECOND, "Which route?")],
    )

    for name in ("draft", "review"):
        page = page_text(browser_of(cast.alice).get(reverse(name, args=[draft.pk])))
        assert "“Check your route!” Which route?" in page


def test_the_log_keeps_proof_of_pins_and_not_their_words(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=TEXT)
    post(cast.priya, "send-back", draft, **{pin_name(SECOND): "Which route?"})

    entries = entries_about([Subject("draft", str(draft.pk))])
    entry = next(e for e in entries if e.event == Event.DECISION_RETURNED)
    assert "pins" in str(entry.body)
    assert "Which route?" not in str(entry.body)


def test_every_sentence_has_a_box_without_any_script(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=TEXT)

    page = browser_of(cast.priya).get(reverse("review", args=[draft.pk]))

    for passage in passages(current(draft).content):
        assert f'name="{pin_name(passage.place)}"' in page.content.decode()


@pytest.mark.parametrize(
    ("place", "said", "sentence"),
    [
        (Place(FIELD, 20, 99), "x", "The words that you marked are not in this"),
        (Place(FIELD, 9, 9), "x", "The words that you marked are not in this"),
        (Place("targets.7.parts.0.text", 0, 1), "x", "The words that you marked"),
        (SECOND, "x" * 501, "Keep this to 500 characters. It has 501."),
        (SECOND, "a\x00b", "The text has an invisible control character."),
    ],
)
def test_a_pin_of_other_words_or_too_long_sends_nothing_back(
    cast: Cast, place: Place, said: str, sentence: str
) -> None:
    draft = a_submitted_draft(cast, text=TEXT)

    with nothing_changes():
        response = post(cast.priya, "send-back", draft, **{pin_name(place): said})

    assert problems(response)[0].startswith(sentence)


def test_a_refused_pin_is_kept_in_its_box(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=TEXT)

    response = post(
        cast.priya,
        "send-back",
        draft,
        digest="forged",
        **{pin_name(SECOND): "Which route?"},
    )

    assert 'value="Which route?"' in response.content.decode()


def test_a_pin_on_words_that_changed_meanwhile_stays_in_sight(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=TEXT)
    seen = digest_of(draft).hex()
    newer = words(cast.rehearsal, text="The Ouse is falling.")
    save(draft, by=cast.alice, title=draft.title, content=newer, based_on=1)
    submit(draft, by=cast.alice, based_on=2)

    with nothing_changes():
        response = post(
            cast.priya,
            "send-back",
            draft,
            digest=seen,
            **{pin_name(SECOND): "Which route?"},
        )

    page = page_text(response)
    assert "You wrote this about words that have changed since: Which route?" in page


def test_the_database_refuses_a_pin_after_the_decision_or_past_the_words(
    cast: Cast,
) -> None:
    draft = a_submitted_draft(cast, text=TEXT)
    revision = current(draft)
    entry = an_entry(Event.DECISION_RETURNED, revision, str(cast.priya.pk))
    decision = a_raw_decision(
        cast, revision, verdict="returned", reason="x", entry=entry
    )
    for field, start, end in ((FIELD, 0, 48), ("targets.9.parts.0.text", 0, 1)):
        with refused_by_database("a reason is pinned to words"):
            Pin.objects.create(
                decision=decision, field=field, start=start, end=end, reason="x"
            )


def test_the_database_refuses_a_pin_on_an_approval(cast: Cast) -> None:
    an_approved_draft(cast, text=TEXT)
    with refused_by_database("a reason is pinned to words"):
        Pin.objects.create(
            decision=Decision.objects.get(), field=FIELD, start=0, end=3, reason="x"
        )


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM approvals_pin", "UPDATE approvals_pin SET reason = 'x'"],
)
def test_raw_sql_cannot_change_a_pin(cast: Cast, statement: str) -> None:
    draft = a_submitted_draft(cast, text=TEXT)
    post(cast.priya, "send-back", draft, **{pin_name(SECOND): "Which route?"})
    with (
        refused_by_database("never changed or removed"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


# --- Decline --------------------------------------------------------------------------


def test_decline_closes_the_draft_and_tells_the_author(cast: Cast) -> None:
    draft = a_submitted_draft(cast)

    response = post(cast.priya, "decline", draft, reason="We do not say this.")

    draft.refresh_from_db()
    assert response["Location"] == reverse("queue")
    assert draft.status == Status.WITHDRAWN
    assert Decision.objects.get().verdict == "declined"
    assert Notice.objects.filter(person=cast.alice, kind=NoticeKind.DECLINED).exists()


def test_the_author_reads_why_it_was_declined(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    decline(
        current(draft),
        by=cast.priya,
        digest=digest_of(draft),
        reason="We do not say this.",
    )

    page = page_text(browser_of(cast.alice).get(reverse("draft", args=[draft.pk])))

    assert "Priya Shah declined this: We do not say this." in page


def test_a_declined_draft_is_closed_for_good(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    revision = current(draft)
    decline(revision, by=cast.priya, digest=digest_of(draft), reason="No.")
    with refused("not-waiting"):
        approve(revision, by=cast.tom, digest=digest_of(draft))


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("priya", " ", "needs-why"),
        ("bob", "No.", "no-deciding-role"),
        ("grace", "No.", "no-deciding-role"),
    ],
)
def test_only_who_decides_declines_and_says_why(
    cast: Cast, who: str, reason: str, code: str
) -> None:
    draft = a_submitted_draft(cast)
    with nothing_changes(), refused(code):
        decline(
            current(draft),
            by=getattr(cast, who),
            digest=digest_of(draft),
            reason=reason,
        )


def test_nobody_declines_their_own_words(cast: Cast) -> None:
    draft = a_submitted_draft(cast, by=cast.priya)
    with nothing_changes():
        response = post(cast.priya, "decline", draft, reason="No.")
    assert problems(response)[0].startswith("You wrote part of this")


@pytest.mark.parametrize("make", [a_draft, an_approved_draft])
def test_only_what_waits_can_be_declined(cast: Cast, make) -> None:  # type: ignore[no-untyped-def]
    draft = make(cast)
    with nothing_changes():
        response = post(cast.tom, "decline", draft, reason="No.")
    assert response.status_code == 422
