"""Comments: colleagues say something about the words; nothing is decided by it."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import Person
from accounts.roles import Role
from audit.queries import entries_about
from drafts.actions import subject_of
from drafts.actions.comments import comment
from drafts.lifecycle import Status
from drafts.models import Comment
from tests.cast import Cast, a_draft, a_submitted_draft, current, hire
from tests.pages import browser_of, nothing_changes, page_text, problems
from tests.refusals import refused, refused_by_database


WORDS = "The second sentence reads better first."


@pytest.fixture
def carol(cast: Cast) -> Person:
    return hire("Carol Nash", cast.rivers, "Second reader", Role.CHECKER)


def test_a_checker_comments_and_the_author_is_told(cast: Cast, carol: Person) -> None:
    draft = a_submitted_draft(cast)

    said = comment(draft, by=carol, words=WORDS)

    draft.refresh_from_db()
    assert (draft.status, said.revision) == (Status.SUBMITTED, current(draft))
    assert "comment" in [each.kind for each in cast.alice.notices.all()]
    entry = entries_about([subject_of(draft)])[-1]
    assert (entry.event, WORDS in str(entry.body)) == ("comment.made", False)


def test_comments_show_on_the_draft_and_review_pages(cast: Cast, carol: Person) -> None:
    draft = a_submitted_draft(cast)
    response = browser_of(carol).post(
        reverse("draft-comment", args=[draft.pk]), {"comment": WORDS}, follow=True
    )
    assert WORDS in page_text(response)
    page = browser_of(cast.alice).get(reverse("draft", args=[draft.pk]))
    assert "Carol Nash, Second reader, about revision 1" in page_text(page)


def test_an_empty_comment_is_refused_with_a_sentence(cast: Cast, carol: Person) -> None:
    address = reverse("draft-comment", args=[a_draft(cast).pk])
    with nothing_changes():
        response = browser_of(carol).post(address, {"comment": " "})
    assert problems(response) == ["Write your comment."]
    long = browser_of(carol).post(address, {"comment": "x" * 2001})
    assert (long.status_code, "x" * 2001 in long.content.decode()) == (422, True)


def test_who_only_reads_has_no_box_and_no_voice(cast: Cast) -> None:
    draft = a_submitted_draft(cast)
    review = browser_of(cast.grace).get(reverse("review", args=[draft.pk]))
    assert 'name="comment"' not in review.content.decode()
    with refused("no-commenting-role"):
        comment(draft, by=cast.grace, words=WORDS)


def test_a_comment_never_changes(cast: Cast, carol: Person) -> None:
    comment(a_draft(cast), by=carol, words=WORDS)
    with (
        refused_by_database("never changed or removed"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE drafts_comment SET words = 'Other words.'")
    said = Comment.objects.get()
    with refused_by_database("its own entry in the log"):
        Comment.objects.create(
            draft=said.draft,
            revision=said.revision,
            written_by=cast.bob,
            post="any",
            words="In Bob's name.",
            entry=said.entry,
        )
