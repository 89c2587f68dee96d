"""Doubt and advice: asking pauses the approval, the answer is kept, nobody answers oneself."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person
from accounts.roles import Role
from approvals.actions import approve
from approvals.models import Authorisation, Decision, Reliance
from audit.events import Event
from audit.log import Actor, AuthorityRef, record
from audit.queries import entries_about
from audit.tree.canonical import Json
from drafts.actions import create_draft, save, subject_of, submit
from drafts.actions.advice import answer_advice, ask_for_advice, mark_doubt
from drafts.checks import check_content
from drafts.lifecycle import Status
from drafts.models import AdviceRequest, Draft, Revision
from drafts.queries.advice import asked_of
from tests.cast import (
    Cast,
    a_draft,
    a_submitted_draft,
    an_approved_draft,
    current,
    hire,
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
from tests.refusals import refused, refused_by_database


DOUBT = "May we name the town before the council has?"
ANSWER = "Yes, the council has published it."


@pytest.fixture
def lena(cast: Cast) -> Person:
    return hire("Lena Holt", cast.strategy, "Legal adviser", Role.LEGAL)


def asked(
    draft: Draft, *, by: Person, of: Person | Role, question: str = DOUBT
) -> AdviceRequest:
    return ask_for_advice(
        draft, by=by, of=of, question=question, digest=bytes(current(draft).digest)
    )


def approved(draft: Draft, by: Person) -> None:
    revision = current(draft)
    approve(revision, by=by, digest=bytes(revision.digest))


def test_an_open_question_stops_the_approval_and_not_the_submission(
    cast: Cast, lena: Person
) -> None:
    draft = a_draft(cast)
    request = asked(draft, by=cast.alice, of=Role.LEGAL)
    submit(draft, by=cast.alice, based_on=1)
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED
    with refused("advice-open"):
        approved(draft, cast.priya)

    answer_advice(request, by=lena, answer=ANSWER)

    approved(draft, cast.priya)
    draft.refresh_from_db()
    assert draft.status == Status.APPROVED


def test_the_refusal_names_who_was_asked_and_since_when(
    cast: Cast, lena: Person
) -> None:
    draft = a_submitted_draft(cast)
    asked(draft, by=cast.priya, of=lena)
    page = page_text(browser_of(cast.priya).get(reverse("review", args=[draft.pk])))
    assert "Priya Shah asked for advice today at" in page
    assert ": Lena Holt. It can be approved once the answer is here." in page


def test_the_question_and_the_answer_are_in_the_log_without_their_words(
    cast: Cast, lena: Person
) -> None:
    draft = a_draft(cast)
    request = asked(draft, by=cast.alice, of=Role.LEGAL)
    answer_advice(request, by=lena, answer=ANSWER)

    question, answer = entries_about([subject_of(draft)])[-2:]
    assert [question.event, answer.event] == ["advice.asked", "advice.given"]
    assert question.body["details"] == {"asked_of": "legal"}
    assert answer.body["details"] == {
        "request": request.reference,
        "asked": str(request.entry),
    }
    for entry in (question, answer):
        assert entry.body["digest"] == current(draft).digest.hex()
        assert DOUBT not in str(entry.body)
        assert ANSWER not in str(entry.body)


def test_whoever_is_asked_is_told_and_then_the_asker(cast: Cast, lena: Person) -> None:
    draft = a_draft(cast)
    request = asked(draft, by=cast.bob, of=Role.LEGAL)
    assert [each.kind for each in lena.notices.all()] == ["advice asked"]
    assert list(asked_of(lena)) == [request]

    answer_advice(request, by=lena, answer=ANSWER)

    assert [each.kind for each in cast.bob.notices.all()] == ["advice answered"]
    assert [each.kind for each in cast.alice.notices.all()] == ["advice answered"]
    assert list(asked_of(lena)) == []


def test_an_unsure_author_who_names_nobody_asks_the_line_manager(cast: Cast) -> None:
    draft = create_draft(
        by=cast.alice,
        team=cast.rivers,
        title="Flood warning, River Ouse",
        content=replace(words(cast.rehearsal), unsure=True),
    )
    submit(draft, by=cast.alice, based_on=1)

    request = AdviceRequest.objects.get()
    assert (request.asked_role, request.asked_by) == (Role.LINE_MANAGER, cast.alice)
    assert list(asked_of(cast.priya)) == [request]
    with refused("advice-open"):
        approved(draft, cast.priya)

    answer_advice(request, by=cast.priya, answer="These are fine.")
    approved(draft, cast.priya)


def test_an_answered_doubt_is_no_finding_any_more(cast: Cast, lena: Person) -> None:
    draft = create_draft(
        by=cast.alice,
        team=cast.rivers,
        title="Flood warning, River Ouse",
        content=replace(words(cast.rehearsal), unsure=True),
    )

    def doubts() -> list[str]:
        result = check_content(current(draft).content, draft=draft)
        return [each.rule for each in result.findings if each.severity == "pause"]

    assert doubts() == ["PR-DOUBT"]
    request = asked(draft, by=cast.alice, of=Role.LEGAL)
    assert doubts() == ["PR-DOUBT"]
    answer_advice(request, by=lena, answer=ANSWER)
    assert doubts() == []


def test_a_checker_marks_a_doubt_and_the_line_manager_answers(cast: Cast) -> None:
    carol = hire("Carol Nash", cast.rivers, "Second reader", Role.CHECKER)
    draft = a_submitted_draft(cast)
    digest = bytes(current(draft).digest)
    request = mark_doubt(draft, by=carol, doubt=DOUBT, digest=digest)
    assert request.asked_role == Role.LINE_MANAGER
    with refused("advice-open"):
        approved(draft, cast.priya)
    answer_advice(request, by=cast.priya, answer=ANSWER)
    approved(draft, cast.priya)


def test_a_line_manager_who_doubts_asks_the_head_of_digital(cast: Cast) -> None:
    hana = hire("Hana Ross", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)
    draft = a_submitted_draft(cast)
    digest = bytes(current(draft).digest)
    request = mark_doubt(draft, by=cast.priya, doubt=DOUBT, digest=digest)
    assert list(asked_of(hana)) == [request]


def test_nobody_answers_their_own_doubt_or_about_their_own_words(
    cast: Cast, lena: Person
) -> None:
    request = asked(a_draft(cast), by=lena, of=Role.LEGAL)
    with refused("own-question"):
        answer_advice(request, by=lena, answer="I am sure now.")

    draft = a_draft(cast, by=cast.priya)
    request = asked(draft, by=cast.alice, of=Role.LINE_MANAGER)
    with refused("own-words"):
        answer_advice(request, by=cast.priya, answer="Fine.")


def test_only_who_was_asked_answers_or_the_head_of_digital(
    cast: Cast, lena: Person
) -> None:
    hana = hire("Hana Ross", cast.strategy, "Head of digital", Role.HEAD_OF_DIGITAL)
    request = asked(a_draft(cast), by=cast.alice, of=lena)
    with refused("not-asked"):
        answer_advice(request, by=cast.tom, answer="Fine.")
    answer_advice(request, by=hana, answer=ANSWER)
    with refused("answered-already"):
        answer_advice(request, by=lena, answer=ANSWER)


def test_a_question_asks_something_of_somebody_who_may_read_it(
    cast: Cast, lena: Person
) -> None:
    draft = a_draft(cast)
    with refused("needs-question"):
        asked(draft, by=cast.alice, of=lena, question=" ")
    with refused("asked-oneself"):
        asked(draft, by=cast.priya, of=cast.priya)
    with refused("adviser-wrote"):
        asked(a_draft(cast, by=cast.priya), by=cast.alice, of=cast.priya)
    with refused("not-an-adviser"):
        asked(draft, by=cast.alice, of=cast.mallory)
    with refused("not-an-adviser"):
        asked(draft, by=cast.alice, of=Role.AUDITOR)
    with refused("no-asking-role"):
        asked(draft, by=cast.grace, of=lena)
    with refused("approved-already"):
        asked(an_approved_draft(cast), by=cast.alice, of=lena)


def test_a_question_is_about_the_words_that_the_page_showed(
    cast: Cast, lena: Person
) -> None:
    draft = a_draft(cast)
    seen = bytes(current(draft).digest)
    save(
        draft,
        by=cast.bob,
        title=draft.title,
        content=words(cast.rehearsal, text="Other words."),
        based_on=1,
    )
    with refused("other-words"):
        ask_for_advice(draft, by=cast.alice, of=lena, question=DOUBT, digest=seen)


def test_the_answer_stays_with_the_draft_when_the_words_change(
    cast: Cast, lena: Person
) -> None:
    draft = a_draft(cast)
    answer_advice(asked(draft, by=cast.alice, of=lena), by=lena, answer=ANSWER)
    save(
        draft,
        by=cast.alice,
        title=draft.title,
        content=words(cast.rehearsal, text="Flood warning for Exampleton."),
        based_on=1,
    )
    for address in ("draft", "review", "post"):
        page = browser_of(cast.alice).get(reverse(address, args=[draft.pk]))
        assert f"{ANSWER}" in page_text(page)
        assert "about revision 1" in page_text(page)


def an_entry(event: Event, revision: Revision, by: Person) -> UUID:
    """An entry as the app's own connection can write it, past every policy."""
    payloads: dict[Event, dict[str, Json]] = {
        Event.DECISION_APPROVED: {"authorities": {}},
        Event.REVISION_AUTHORISED: {"authorisation": str(uuid4()), "decisions": []},
    }
    return record(
        event,
        actor=Actor(id=str(by.pk), post="Head of news", role="line manager"),
        subject=subject_of(revision.draft),
        digest=bytes(revision.digest),
        authority=AuthorityRef(id="1", authority_class="routine", reference="D-101")
        if event == Event.DECISION_APPROVED
        else None,
        details={"revision": revision.number, **payloads[event]},
    )


def test_the_database_authorises_nothing_while_a_question_is_open(
    cast: Cast, lena: Person
) -> None:
    draft = a_submitted_draft(cast)
    revision = current(draft)
    asked(draft, by=cast.alice, of=lena)
    decision = Decision.objects.create(
        revision=revision,
        digest=revision.digest,
        verdict="approved",
        decided_by=cast.priya,
        post="Head of news",
        role="line manager",
        entry=an_entry(Event.DECISION_APPROVED, revision, cast.priya),
    )
    seat = revision.seats.get()
    Reliance.objects.create(
        decision=decision,
        seat=seat.name,
        authority=seat.authority,
        delegation=cast.routine,
    )
    with refused_by_database("advice was asked for"):
        Authorisation.objects.create(
            revision=revision,
            digest=revision.digest,
            expires_at=timezone.now() + timedelta(hours=1),
            entry=an_entry(Event.REVISION_AUTHORISED, revision, cast.priya),
        )


def insert_answer(request: AdviceRequest, by: Person) -> None:
    """What somebody would try who has the app's own connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO drafts_adviceanswer"
            " (request_id, given_by_id, post, answer, entry)"
            " VALUES (%s, %s, 'any', 'Fine.', %s)",
            [request.pk, by.pk, request.entry],
        )


def test_the_database_takes_answers_only_from_who_was_asked(
    cast: Cast, lena: Person
) -> None:
    request = asked(a_draft(cast), by=cast.bob, of=lena)
    for writer in (cast.alice, cast.bob):
        with refused_by_database("nobody answers their own question"):
            insert_answer(request, writer)
    with refused_by_database("only who was asked"):
        insert_answer(request, cast.tom)
    with refused_by_database("its own entry in the log"):
        insert_answer(request, lena)


def test_a_question_and_an_answer_never_change(cast: Cast, lena: Person) -> None:
    request = asked(a_draft(cast), by=cast.alice, of=lena)
    answer_advice(request, by=lena, answer=ANSWER)
    for statement in (
        "DELETE FROM drafts_advicerequest",
        "UPDATE drafts_adviceanswer SET answer = 'No.'",
    ):
        with (
            refused_by_database("never changed or removed"),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


# The pages.


@pytest.fixture
def alice(cast: Cast) -> Client:
    return browser_of(cast.alice)


def test_asking_on_the_page_is_thanked(cast: Cast, lena: Person, alice: Client) -> None:
    draft = a_draft(cast)
    address = reverse("ask-advice", args=[draft.pk])
    assert "Legal adviser (Lena Holt)" in page_text(alice.get(address))

    response = alice.post(
        address,
        {
            "who": "role:legal",
            "question": DOUBT,
            "digest": current(draft).digest.hex(),
        },
        follow=True,
    )

    assert "Thank you for asking. Legal adviser has been told" in page_text(response)
    assert AdviceRequest.objects.get().question == DOUBT


def test_who_was_asked_answers_on_the_page(cast: Cast, lena: Person) -> None:
    draft = a_draft(cast)
    request = asked(draft, by=cast.alice, of=lena)
    browser = browser_of(lena)
    home = page_text(browser.get(reverse("home")))
    assert "Asks for your advice" in home
    assert DOUBT in page_text(browser.get(reverse("advice-list")))

    response = browser.post(
        reverse("advice", args=[request.pk]), {"answer": ANSWER}, follow=True
    )

    assert "advice given" in title_of(response)
    assert ANSWER in page_text(response)


def test_a_refused_question_keeps_what_was_typed(
    cast: Cast, lena: Person, alice: Client
) -> None:
    draft = a_draft(cast)
    digest = current(draft).digest.hex()
    typed = {"who": "", "question": DOUBT, "digest": digest}
    with nothing_changes():
        response = alice.post(reverse("ask-advice", args=[draft.pk]), typed)
    assert problems(response) == ["Choose whom you want to ask."]
    assert DOUBT in page_text(response)
    assert response.status_code == 422


def test_asking_on_the_draft_page_saves_the_words_first(
    cast: Cast, alice: Client
) -> None:
    draft = a_draft(cast)
    typed = {
        "title": draft.title,
        "text": "Flood warning for Exampleton.",
        "accounts": [cast.rehearsal.pk],
        "based_on": "1",
    }
    response = alice.post(reverse("save-then-ask", args=[draft.pk]), typed)
    assert response.headers["Location"] == reverse("ask-advice", args=[draft.pk])
    assert current(draft).number == 2


def test_nobody_asks_or_answers_about_a_draft_that_they_may_not_read(
    cast: Cast, lena: Person
) -> None:
    draft = a_draft(cast)
    request = asked(draft, by=cast.alice, of=lena)
    mallory = browser_of(cast.mallory)
    for address in (
        reverse("ask-advice", args=[draft.pk]),
        reverse("advice", args=[request.pk]),
    ):
        assert mallory.get(address).status_code == 404
        assert mallory.post(address, {"answer": "Fine."}).status_code == 404
    assert browser_of(cast.sam).get(reverse("advice-list")).status_code == 403


def test_a_broken_form_is_answered_with_a_sentence(
    cast: Cast, lena: Person, alice: Client
) -> None:
    draft = a_draft(cast)
    request = asked(draft, by=cast.alice, of=lena)
    address = reverse("ask-advice", args=[draft.pk])
    for raw in HOSTILE:
        bad = raw.encode(errors="replace").decode()
        response = alice.post(address, {"who": bad, "question": bad, "digest": bad})
        assert (response.status_code, bool(problems(response))) == (422, True)

    for bad in ("", "\x00", "x" * 2001, "x" * 1_000_000):
        response = browser_of(lena).post(
            reverse("advice", args=[request.pk]), {"answer": bad}
        )
        assert (response.status_code, bool(problems(response))) == (422, True)
    assert AdviceRequest.objects.count() == 1


def test_the_list_of_questions_asks_as_many_queries_for_three_as_for_one(
    cast: Cast, lena: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = browser_of(lena)
    asked(a_draft(cast), by=cast.alice, of=lena)
    with CaptureQueriesContext(connection) as one:
        browser.get(reverse("advice-list"))
    for _ in range(2):
        asked(a_draft(cast), by=cast.alice, of=Role.LEGAL)
    with django_assert_num_queries(len(one)):
        browser.get(reverse("advice-list"))
