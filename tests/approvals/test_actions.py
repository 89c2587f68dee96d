"""Approving exactly these words, and every way in which it must not happen."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from accounts.roles import DECIDING_ROLES
from approvals.actions import approve, expire_late, send_back
from approvals.models import Authorisation, Decision
from audit.events import Event
from audit.queries import entries_about
from drafts.actions import create_draft, save, subject_of, submit, withdraw
from drafts.content import Content, stamp
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from publishing.models import Publication
from tests.approvals.raw import a_raw_authorisation, a_raw_decision, an_entry
from tests.cast import (
    Cast,
    a_draft,
    a_submitted_draft,
    an_approved_draft,
    current,
    words,
)
from tests.refusals import refused, refused_by_database


PROMISE = "We will open 40 new information centres by March 2027."


def digest_of(revision: Revision) -> bytes:
    return bytes(revision.digest)


def test_approve_authorises_and_writes_the_outbox(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))

    decision = approve(revision, by=cast.priya, digest=digest_of(revision))

    authorisation = Authorisation.objects.get()
    publication = Publication.objects.get()
    revision.draft.refresh_from_db()
    assert revision.draft.status == Status.APPROVED
    assert bytes(decision.digest) == bytes(authorisation.digest) == digest_of(revision)
    assert publication.authorisation == authorisation
    assert (publication.status, publication.account) == ("waiting", cast.rehearsal)


def test_approve_names_post_role_and_delegation_in_the_log(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    approve(revision, by=cast.priya, digest=digest_of(revision))

    entries = {
        entry.event: entry.body for entry in entries_about([subject_of(revision.draft)])
    }
    decided = entries["decision.approved"]
    assert decided["actor"] == {
        "id": str(cast.priya.pk),
        "post": "Head of news",
        "role": "line manager",
    }
    assert decided["authority"] == {
        "id": str(cast.routine.pk),
        "class": "routine",
        "reference": "D-101",
    }
    assert decided["digest"] == digest_of(revision).hex()
    assert "revision.authorised" in entries


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("alice", ["no-deciding-role", "own-words"]),
        ("bob", ["no-deciding-role"]),
        ("grace", ["no-deciding-role"]),
        ("sam", ["no-deciding-role"]),
        ("mallory", ["no-deciding-role"]),
    ],
)
def test_nobody_without_the_role_approves(
    cast: Cast, who: str, codes: list[str]
) -> None:
    revision = current(a_submitted_draft(cast))
    with refused(*codes):
        approve(revision, by=getattr(cast, who), digest=digest_of(revision))
    assert Decision.objects.count() == 0


def test_an_approver_who_edited_is_an_author(cast: Cast) -> None:
    draft = a_draft(cast)
    save(
        draft,
        by=cast.priya,
        title=draft.title,
        content=words(cast.rehearsal, text="Priya's wording of the warning."),
        based_on=1,
    )
    submit(draft, by=cast.alice, based_on=2)
    revision = current(draft)
    with refused("own-words"):
        approve(revision, by=cast.priya, digest=digest_of(revision))
    approve(revision, by=cast.tom, digest=digest_of(revision))


def test_approval_of_other_words_than_those_shown_is_refused(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    with refused("other-words"):
        approve(revision, by=cast.priya, digest=b"\x00" * 32)


def test_approval_after_an_edit_is_refused(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    old = current(draft)
    save(
        draft,
        by=cast.bob,
        title=draft.title,
        content=words(cast.rehearsal, text="Other words."),
        based_on=1,
    )
    with refused("superseded"):
        approve(old, by=cast.priya, digest=digest_of(old))


def test_approval_of_a_withdrawn_draft_is_refused(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    withdraw(draft, by=cast.alice)
    revision = current(draft)
    with refused("not-waiting"):
        approve(revision, by=cast.priya, digest=digest_of(revision))


def test_approving_twice_is_refused(cast: Cast) -> None:
    revision = current(an_approved_draft(cast))
    with refused("not-waiting", "already-decided"):
        approve(revision, by=cast.priya, digest=digest_of(revision))


def test_authority_ends_with_the_post(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    holding = cast.priya.holdings.get()
    holding.ends_on = timezone.localdate() - timedelta(days=1)
    holding.save()
    with refused("no-deciding-role"):
        approve(revision, by=cast.priya, digest=digest_of(revision))


def test_send_back_needs_a_reason_and_keeps_it(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    with refused("needs-reason"):
        send_back(revision, by=cast.priya, digest=digest_of(revision), reason="  ")

    decision = send_back(
        revision, by=cast.priya, digest=digest_of(revision), reason="Name the river."
    )

    revision.draft.refresh_from_db()
    assert revision.draft.status == Status.RETURNED
    assert decision.reason == "Name the river."


def a_draft_for(cast: Cast, minutes: int) -> Revision:
    start = timezone.now() + timedelta(minutes=minutes)
    content = Content(
        targets=words(cast.rehearsal).targets,
        not_before=stamp(start),
        not_after=stamp(start + timedelta(minutes=15)),
    )
    draft = create_draft(by=cast.alice, team=cast.rivers, title="t", content=content)
    submit(draft, by=cast.alice, based_on=1)
    return current(draft)


def test_an_approval_for_a_slot_is_due_at_the_slot(cast: Cast) -> None:
    revision = a_draft_for(cast, minutes=60)
    approve(revision, by=cast.priya, digest=digest_of(revision))
    publication = Publication.objects.get()
    assert stamp(publication.due_at) == revision.content.not_before
    assert stamp(publication.not_after) == revision.content.not_after


def test_expire_late_closes_a_draft_whose_slot_has_passed(cast: Cast) -> None:
    revision = a_draft_for(cast, minutes=60)
    past = timezone.now() - timedelta(seconds=1)
    Draft.objects.filter(pk=revision.draft_id).update(slot_ends_at=past)

    assert expire_late() == 1

    revision.draft.refresh_from_db()
    assert revision.draft.status == Status.EXPIRED
    assert expire_late() == 0


def test_expire_late_leaves_a_slot_to_come_alone(cast: Cast) -> None:
    revision = a_draft_for(cast, minutes=60)
    assert expire_late() == 0
    revision.draft.refresh_from_db()
    assert revision.draft.status == Status.SUBMITTED


# --- The same attacks past the actions, in raw rows ---------------------------------


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_the_database_refuses_a_decision_by_any_author(cast: Cast, who: str) -> None:
    draft = a_draft(cast)
    save(
        draft,
        by=cast.bob,
        title=draft.title,
        content=words(cast.rehearsal, text="Bob's words."),
        based_on=1,
    )
    revision = current(draft)
    with refused_by_database("nobody decides on words"):
        a_raw_decision(cast, revision, decided_by=getattr(cast, who))


def test_the_database_refuses_a_decision_on_another_digest(cast: Cast) -> None:
    draft = a_draft(cast)
    first = current(draft)
    second = save(
        draft,
        by=cast.bob,
        title=draft.title,
        content=words(cast.rehearsal, text="Bob's words."),
        based_on=1,
    )
    entry = an_entry(Event.DECISION_APPROVED, second, str(cast.priya.pk))
    with refused_by_database("decision_names_the_digest"):
        a_raw_decision(cast, first, digest=second.digest, entry=entry)
        connection.check_constraints()


def test_the_database_refuses_a_decision_without_its_own_log_entry(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    with refused_by_database("its own entry in the log"):
        a_raw_decision(cast, revision, entry=uuid4())
    toms = an_entry(Event.DECISION_APPROVED, revision, str(cast.tom.pk))
    with refused_by_database("its own entry in the log"):
        a_raw_decision(cast, revision, entry=toms)


def test_the_database_refuses_a_second_decision_by_the_same_person(cast: Cast) -> None:
    revision = current(an_approved_draft(cast))
    with refused_by_database("one_decision_each"):
        a_raw_decision(cast, revision)


def test_the_database_refuses_an_authorisation_without_decisions(cast: Cast) -> None:
    revision = current(a_submitted_draft(cast))
    with refused_by_database("has not been given"):
        a_raw_authorisation(cast, revision)


def test_the_database_refuses_an_authorisation_of_an_unchecked_draft(
    cast: Cast,
) -> None:
    revision = current(a_draft(cast))
    with refused_by_database("not checked and planned"):
        a_raw_authorisation(cast, revision)


def test_the_database_refuses_an_authorisation_after_a_return(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    revision = current(draft)
    send_back(revision, by=cast.priya, digest=digest_of(revision), reason="No.")
    with refused_by_database("has not been given"):
        a_raw_authorisation(cast, revision)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE approvals_decision SET verdict = 'returned', reason = 'x'",
        "UPDATE approvals_decision SET decided_by_id = decided_by_id",
        "DELETE FROM approvals_reliance",
        "UPDATE approvals_authorisation SET expires_at = now() + interval '9 years'",
        "DELETE FROM approvals_authorisation",
    ],
)
def test_raw_sql_cannot_change_what_was_decided(cast: Cast, statement: str) -> None:
    an_approved_draft(cast)
    with (
        refused_by_database("never changed or removed"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_raw_sql_cannot_approve_by_status(cast: Cast) -> None:
    a_submitted_draft(cast)
    with (
        refused_by_database("approved by decisions"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE drafts_draft SET status = 'approved'")


def test_the_database_knows_the_same_deciding_roles_as_the_code(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef('approvals_reliance_stands'::regproc)"
        )
        definition = cursor.fetchone()[0]
    listed = re.search(r"post\.roles && ARRAY\[(.*?)\]", definition, re.DOTALL)
    assert listed is not None
    assert re.findall(r"'([^']+)'", listed[1]) == [
        role.value for role in DECIDING_ROLES
    ]
