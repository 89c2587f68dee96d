"""Telling people: each hears once, in their own way, and never a draft's words.

Sending e-mail is tested in test_email.py, the pages in test_views_notices.py.
"""

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.actions.notices import choose, mark_all_read, tell, tell_everyone
from accounts.models import Email, Notice
from accounts.notice_kinds import NoticeKind, Way, default_way
from audit.log import Subject
from audit.queries import entries_about
from tests.cast import Cast


DRAFT = Subject("draft", "12")


def test_what_cannot_wait_is_in_the_outbox_at_once(cast: Cast) -> None:
    notice = tell(
        cast.alice, kind=NoticeKind.RETURNED, subject=DRAFT, path="/drafts/12/"
    )
    assert notice.sentence == "A draft of yours was sent back"
    assert notice.way == Way.AT_ONCE
    email = Email.objects.get()
    assert (email.person, email.digest, email.tries) == (cast.alice, False, 0)
    assert notice.email == email


def test_what_can_wait_has_no_email_of_its_own(cast: Cast) -> None:
    notice = tell(
        cast.alice, kind=NoticeKind.PUBLISHED, subject=DRAFT, path="/posts/12/"
    )
    assert (notice.way, notice.email) == (Way.DIGEST, None)
    assert Email.objects.count() == 0


def test_each_hears_in_their_own_way(cast: Cast) -> None:
    choose({NoticeKind.RETURNED: Way.APP}, by=cast.bob)
    told = tell_everyone(
        [cast.alice, cast.bob, cast.alice],
        kind=NoticeKind.RETURNED,
        subject=DRAFT,
        path="/drafts/12/",
    )
    assert [(each.person, each.way) for each in told] == [
        (cast.alice, Way.AT_ONCE),
        (cast.bob, Way.APP),
    ]
    assert [email.person for email in Email.objects.all()] == [cast.alice]


def test_telling_nobody_does_nothing(cast: Cast) -> None:
    told = tell_everyone([], kind=NoticeKind.HELD, subject=DRAFT, path="/posts/12/")
    assert told == []


def test_everyone_is_told_in_as_many_queries_as_the_log_needs(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [cast.alice, cast.bob, cast.priya, cast.tom]
    own = 3  # ways, e-mails, notices
    with django_assert_num_queries(own + len(people)):
        tell_everyone(people, kind=NoticeKind.HELD, subject=DRAFT, path="/posts/12/")


def test_being_told_is_in_the_log(cast: Cast) -> None:
    tell(cast.alice, kind=NoticeKind.RETURNED, subject=DRAFT, path="/drafts/12/")
    (entry,) = entries_about([Subject("person", str(cast.alice.pk))])
    assert entry.event == "notice.told"
    assert entry.body["details"] == {
        "kind": "returned",
        "page": "/drafts/12/",
        "way": "at once",
    }


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/", "https://elsewhere.example/", "drafts/12/", "/\\x"]
)
def test_a_notice_leads_to_a_page_of_ours_only(cast: Cast, path: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(cast.alice, kind=NoticeKind.RETURNED, subject=DRAFT, path=path)


def test_all_read_means_all_that_were_shown(cast: Cast) -> None:
    kind = NoticeKind.PUBLISHED
    shown = tell(cast.alice, kind=kind, subject=DRAFT, path="/posts/1/")
    later = tell(cast.alice, kind=kind, subject=DRAFT, path="/posts/2/")
    others = tell(cast.bob, kind=kind, subject=DRAFT, path="/posts/1/")
    assert mark_all_read(by=cast.alice, up_to=shown.pk) == 1
    unread = Notice.objects.filter(read_at=None).order_by("pk")
    assert list(unread) == [later, others]


def test_choices_are_logged_when_they_change_anything(cast: Cast) -> None:
    kind = NoticeKind.PUBLISHED
    choose({kind: default_way(kind)}, by=cast.alice)
    choose({kind: Way.AT_ONCE}, by=cast.alice)
    choose({kind: Way.AT_ONCE}, by=cast.alice)
    (entry,) = entries_about([Subject("person", str(cast.alice.pk))])
    assert entry.event == "notice.choices_changed"
    assert entry.body["details"] == {"changed": ["published: at once"]}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE accounts_notice SET why = 'other'",
        "UPDATE accounts_notice SET path = '/other/'",
        "UPDATE accounts_notice SET kind = 'failed'",
        "UPDATE accounts_notice SET email_id = NULL",
        "UPDATE accounts_email SET person_id = gen_random_uuid()",
    ],
)
def test_the_database_keeps_what_was_told(cast: Cast, change: str) -> None:
    tell(cast.alice, kind=NoticeKind.RETURNED, subject=DRAFT, path="/drafts/12/")
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_database_lets_nobody_have_the_email_of_another(cast: Cast) -> None:
    alices = tell(cast.alice, kind=NoticeKind.HELD, subject=DRAFT, path="/posts/1/")
    bobs = tell(cast.bob, kind=NoticeKind.PUBLISHED, subject=DRAFT, path="/posts/1/")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=bobs.pk).update(email=alices.email)


def test_every_kind_has_a_sentence_and_fits_its_column() -> None:
    assert [kind for kind in NoticeKind if not kind.label or len(kind.value) > 24] == []
