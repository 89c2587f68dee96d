"""Standing aside: whoever has a conflict does not decide, and the others are told."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models.notices import Notice
from accounts.notice_kinds import NoticeKind
from approvals.actions import approve, declare_conflict, send_back
from approvals.models import Conflict
from audit.events import Event
from audit.log import Subject
from audit.queries import entries_about
from drafts.actions import withdraw
from publishing.queries.posts import actor_of
from tests.approvals.raw import a_raw_decision, an_entry
from tests.cast import Cast, a_submitted_draft, current
from tests.pages import browser_of, nothing_changes, page_text, problems
from tests.refusals import refused, refused_by_database


PROMISE = "We will open 40 new information centres by March 2027."


def told(kind: NoticeKind) -> list[str]:
    return sorted(
        Notice.objects.filter(kind=kind).values_list("person__name", flat=True)
    )


def test_whoever_declares_a_conflict_cannot_decide_any_more(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    declare_conflict(revision.draft, by=cast.priya, reason="My partner works there.")

    with refused("conflict"):
        approve(revision, by=cast.priya, digest=bytes(revision.digest))
    with refused("conflict"):
        send_back(revision, by=cast.priya, digest=bytes(revision.digest), reason="x")


def test_the_others_who_could_are_told(cast: Cast) -> None:
    declare_conflict(a_submitted_draft(cast), by=cast.priya, reason="A cousin asks.")

    assert told(NoticeKind.CONFLICT) == ["Tom Reed"]


def test_the_author_is_told_when_nobody_is_left(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    declare_conflict(draft, by=cast.priya, reason="A cousin asks.")
    declare_conflict(draft, by=cast.tom, reason="A cousin asks me too.")

    assert told(NoticeKind.CONFLICT) == ["Alice Archer", "Tom Reed"]


def test_the_log_names_who_and_keeps_proof_of_why(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    declare_conflict(draft, by=cast.priya, reason="A cousin asks.")

    entries = entries_about([Subject("draft", str(draft.pk))])
    entry = next(e for e in entries if e.event == Event.CONFLICT_DECLARED)
    assert actor_of(entry)["id"] == str(cast.priya.pk)
    assert "A cousin asks." not in str(entry.body)


@pytest.mark.parametrize(
    ("who", "reason", "code"),
    [
        ("priya", " ", "needs-conflict"),
        ("bob", "A cousin asks.", "no-deciding-role"),
        ("grace", "A cousin asks.", "no-deciding-role"),
    ],
)
def test_only_who_might_decide_declares_and_says_why(
    cast: Cast, who: str, reason: str, code: str
) -> None:
    draft = a_submitted_draft(cast)
    with refused(code):
        declare_conflict(draft, by=getattr(cast, who), reason=reason)


def test_a_conflict_is_declared_once_and_before_deciding(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text=PROMISE)
    declare_conflict(draft, by=cast.priya, reason="A cousin asks.")
    with refused("conflict"):
        declare_conflict(draft, by=cast.priya, reason="Again.")
    approve(current(draft), by=cast.tom, digest=bytes(current(draft).digest))
    with refused("already-decided"):
        declare_conflict(draft, by=cast.tom, reason="Too late.")


def test_nothing_is_declared_on_a_draft_that_waits_for_nobody(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    withdraw(draft, by=cast.alice)
    with refused("not-waiting"):
        declare_conflict(draft, by=cast.priya, reason="A cousin asks.")


def test_the_button_stands_aside_and_leads_on(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    digest = bytes(current(draft).digest).hex()

    response = browser_of(cast.priya).post(
        reverse("conflict", args=[draft.pk]),
        {"digest": digest, "reason": "A cousin asks."},
        follow=True,
    )

    assert "You do not decide on “Flood warning, River Ouse”" in page_text(response)
    assert Conflict.objects.get().reason == "A cousin asks."


def test_colleagues_see_that_somebody_stood_aside_and_not_why(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    declare_conflict(draft, by=cast.priya, reason="A cousin asks.")

    page = page_text(browser_of(cast.tom).get(reverse("review", args=[draft.pk])))

    assert "Priya Shah declared a conflict and does not decide" in page
    assert "A cousin asks." not in page


def test_a_refused_conflict_keeps_what_was_typed(cast: Cast) -> None:
    draft = a_submitted_draft(cast)

    with nothing_changes():
        response = browser_of(cast.priya).post(
            reverse("conflict", args=[draft.pk]), {"reason": "A cousin asks."}
        )

    assert len(problems(response)) == 1
    assert "A cousin asks." in response.content.decode()


# --- Past the actions, in raw rows ----------------------------------------------------


def test_the_database_refuses_a_decision_over_a_conflict(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    declare_conflict(revision.draft, by=cast.priya, reason="A cousin asks.")
    with refused_by_database("have declared a conflict"):
        a_raw_decision(cast, revision)


def test_the_database_refuses_a_conflict_declared_for_somebody_else(
    cast: Cast,
) -> None:
    revision = current(a_submitted_draft(cast))
    entry = an_entry(Event.CONFLICT_DECLARED, revision, str(cast.priya.pk))
    with refused_by_database("a conflict needs its own entry"):
        Conflict.objects.create(
            draft=revision.draft, person=cast.tom, reason="x", entry=entry
        )


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM approvals_conflict", "UPDATE approvals_conflict SET reason = 'x'"],
)
def test_raw_sql_cannot_take_a_conflict_back(cast: Cast, statement: str) -> None:
    declare_conflict(a_submitted_draft(cast), by=cast.priya, reason="A cousin asks.")
    with (
        refused_by_database("never changed or removed"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
