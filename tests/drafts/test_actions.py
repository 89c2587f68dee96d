"""Writing and submitting drafts: revisions that never change, and honest refusals."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from approvals.actions import send_back
from audit.queries import entries_about
from drafts.actions import (
    StaleRevisionError,
    create_draft,
    save,
    subject_of,
    submit,
    withdraw,
)
from drafts.content import Content, stamp
from drafts.lifecycle import Status
from drafts.models import Revision
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
from tests.refusals import refused, refused_by_database


def test_create_writes_the_first_revision_and_its_entries(cast: Cast) -> None:
    draft = a_draft(cast)

    revision = current(draft)
    assert (revision.number, revision.created_by) == (1, cast.alice)
    events = [entry.event for entry in entries_about([subject_of(draft)])]
    assert events == ["draft.created", "revision.saved"]


def test_save_with_other_words_is_a_new_revision(cast: Cast) -> None:
    draft = a_draft(cast)
    first = current(draft)

    second = save(
        draft,
        by=cast.bob,
        title=draft.title,
        content=words(cast.rehearsal, text="Other words."),
        based_on=1,
    )

    assert second.number == 2
    assert bytes(second.digest) != bytes(first.digest)
    assert current(draft) == second


def test_save_without_a_change_keeps_revision_digest_and_status(cast: Cast) -> None:
    draft = a_submitted_draft(cast)

    kept = save(
        draft,
        by=cast.bob,
        title="Another title",
        content=words(cast.rehearsal),
        based_on=1,
    )

    assert kept.number == 1
    draft.refresh_from_db()
    assert (draft.status, draft.title) == (Status.SUBMITTED, "Another title")
    assert draft.revisions.count() == 1


def test_edit_of_a_submitted_draft_takes_it_back(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    save(
        draft,
        by=cast.bob,
        title=draft.title,
        content=words(cast.rehearsal, text="Other words."),
        based_on=1,
    )
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_edit_of_an_approved_draft_cancels_what_waits(cast: Cast) -> None:
    draft = an_approved_draft(cast)

    save(
        draft,
        by=cast.alice,
        title=draft.title,
        content=words(cast.rehearsal, text="Other words."),
        based_on=1,
    )

    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert Publication.objects.get().status == "cancelled"


def test_save_on_an_old_revision_is_refused_and_shows_the_new_one(cast: Cast) -> None:
    draft = a_draft(cast)
    save(
        draft,
        by=cast.bob,
        title=draft.title,
        content=words(cast.rehearsal, text="Bob's words."),
        based_on=1,
    )

    with pytest.raises(StaleRevisionError) as stale:
        save(
            draft,
            by=cast.alice,
            title=draft.title,
            content=words(cast.rehearsal, text="Alice's words."),
            based_on=1,
        )

    assert stale.value.current.content == words(cast.rehearsal, text="Bob's words.")
    assert draft.revisions.count() == 2


@pytest.mark.parametrize("who", ["mallory", "grace", "sam", "tom"])
def test_nobody_outside_the_team_may_write(cast: Cast, who: str) -> None:
    outsider = getattr(cast, who)
    with refused("not-on-team"):
        a_draft(cast, by=outsider)


def test_a_superuser_without_a_post_may_not_write(cast: Cast) -> None:
    cast.sam.is_superuser = True
    cast.sam.save()
    with refused("not-on-team"):
        a_draft(cast, by=cast.sam)


def test_content_needs_an_open_account_once_each(cast: Cast) -> None:
    def create(content: Content) -> None:
        create_draft(by=cast.alice, team=cast.rivers, title="t", content=content)

    with refused("no-account"):
        create(words())
    with refused("account-twice"):
        create(words(cast.x, cast.x))
    cast.x.enabled = False
    cast.x.save()
    with refused("account-closed"):
        create(words(cast.rehearsal, cast.x))


def test_content_needs_a_time_still_to_come_and_not_too_far(cast: Cast) -> None:
    now = timezone.now()
    for delay, code in (
        (timedelta(minutes=-1), "time-passed"),
        (timedelta(days=400), "time-too-far"),
    ):
        content = Content(
            targets=words(cast.rehearsal).targets, not_before=stamp(now + delay)
        )
        with refused(code):
            create_draft(by=cast.alice, team=cast.rivers, title="t", content=content)


def test_submit_records_check_and_findings(cast: Cast) -> None:
    draft = a_submitted_draft(cast, text="We will open 40 new centres by March.")

    check = current(draft).checks.get()
    assert "commitment" in check.classes
    assert "CM-PROMISE" in check.findings.values_list("rule", flat=True)
    events = [entry.event for entry in entries_about([subject_of(draft)])]
    assert events[-2:] == ["revision.checked", "revision.submitted"]


def test_submit_of_a_blocked_text_is_refused(cast: Cast) -> None:
    draft = a_draft(cast, text="Your NI number AB123456C has been updated")
    with refused("blocked:PD-NINO"):
        submit(draft, by=cast.alice, based_on=1)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_submit_with_a_warning_needs_an_explanation(cast: Cast) -> None:
    draft = a_draft(cast, text=f"{ROUTINE} #floodwarningexampleton")
    with refused("needs-explanation:AC-STYLE"):
        submit(draft, by=cast.alice, based_on=1)
    submit(draft, by=cast.alice, based_on=1, explanation="The tag is the council's.")


def test_submit_twice_is_refused(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    with refused("wrong-state"):
        submit(draft, by=cast.alice, based_on=1, explanation="again")


def test_words_that_were_sent_back_are_not_submitted_unchanged(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    revision = current(draft)
    send_back(revision, by=cast.priya, digest=bytes(revision.digest), reason="No.")
    with refused("unchanged"):
        submit(draft, by=cast.alice, based_on=1)
    save(
        draft,
        by=cast.alice,
        title=draft.title,
        content=words(cast.rehearsal, text="Other words."),
        based_on=1,
    )
    submit(draft, by=cast.alice, based_on=2)


def test_words_edited_away_and_back_are_still_sent_back(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    revision = current(draft)
    send_back(revision, by=cast.priya, digest=bytes(revision.digest), reason="No.")
    for number, text in enumerate(("Other words.", ROUTINE), start=1):
        content = words(cast.rehearsal, text=text)
        save(draft, by=cast.bob, title=draft.title, content=content, based_on=number)
    with refused("unchanged"):
        submit(draft, by=cast.alice, based_on=3)


def test_withdraw_cancels_what_waits(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    withdraw(draft, by=cast.alice)
    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN
    assert Publication.objects.get().status == "cancelled"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE drafts_revision SET number = 9",
        "UPDATE drafts_revision SET canonical = 'x', digest = sha256('x')",
        "DELETE FROM drafts_revision",
        "UPDATE drafts_check SET classes = '{}'",
        "DELETE FROM drafts_finding",
    ],
)
def test_raw_sql_cannot_change_a_revision_or_its_check(
    cast: Cast, statement: str
) -> None:
    a_submitted_draft(cast, text="We will open 40 new centres by March.")
    with (
        refused_by_database("never changed or removed"),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_raw_sql_cannot_store_a_digest_of_other_words(cast: Cast) -> None:
    first = current(a_draft(cast))
    with refused_by_database("revision_digest_is_of_its_content"):
        Revision.objects.create(
            draft=first.draft,
            number=2,
            canonical=b"{}",
            digest=first.digest,
            created_by=cast.alice,
        )


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("published", "cannot go from draft to published"),
        ("approved", "approved by decisions|cannot go from draft to approved"),
    ],
)
def test_raw_sql_cannot_jump_the_lifecycle(
    cast: Cast, status: str, sentence: str
) -> None:
    a_draft(cast)
    with refused_by_database(sentence), connection.cursor() as cursor:
        cursor.execute("UPDATE drafts_draft SET status = %s", [status])
