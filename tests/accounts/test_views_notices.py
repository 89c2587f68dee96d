"""The page Notices as somebody meets it: one's own, unread first, and one's choices.

What a notice is and when an e-mail goes out is tested beside this.
"""

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.actions.notices import tell
from accounts.models import Notice
from accounts.notice_kinds import GROUPS, NoticeKind, Way
from accounts.queries.notices import ways_of
from audit.log import Subject
from tests.cast import Cast
from tests.pages import SENDABLE, browser_of, page_text, problems, title_of


LIST = "/account/notices/"
CHOICES = "/account/notices/choices/"


def told(cast: Cast, number: int = 1, why: str = "") -> Notice:
    return tell(
        cast.alice,
        kind=NoticeKind.RETURNED,
        subject=Subject("draft", str(number)),
        path=f"/drafts/{number}/",
        why=why,
    )


def test_an_empty_page_says_what_would_be_here(cast: Cast) -> None:
    page = browser_of(cast.alice).get(LIST)
    assert title_of(page) == "Notices \N{EN DASH} all read \N{EN DASH} Countersign"
    assert "What needs you, and what became of your drafts" in page_text(page)


def test_the_page_and_its_menu_count_what_is_unread(cast: Cast) -> None:
    told(cast, why="The calendar changed.")
    page = browser_of(cast.alice).get(LIST)
    assert title_of(page) == "Notices \N{EN DASH} 1 unread \N{EN DASH} Countersign"
    words = page_text(page)
    assert "Notices (1)" in words
    assert "Unread A draft of yours was sent back" in words
    assert "The calendar changed." in words


def test_nobody_sees_or_opens_the_notices_of_others(cast: Cast) -> None:
    notice = told(cast)
    bobs = browser_of(cast.bob)
    assert (
        title_of(bobs.get(LIST))
        == "Notices \N{EN DASH} all read \N{EN DASH} Countersign"
    )
    assert bobs.post(reverse("notice-open", args=[notice.pk])).status_code == 404
    assert bobs.post(reverse("notices-read"), {"up_to": notice.pk}).status_code == 302
    notice.refresh_from_db()
    assert notice.read_at is None


def test_opening_marks_as_read_and_leads_there(cast: Cast) -> None:
    notice = told(cast, number=12)
    answer = browser_of(cast.alice).post(reverse("notice-open", args=[notice.pk]))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/drafts/12/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_reading_by_address_changes_nothing(cast: Cast) -> None:
    notice = told(cast)
    alices = browser_of(cast.alice)
    assert alices.get(reverse("notice-open", args=[notice.pk])).status_code == 405
    assert alices.get(reverse("notices-read")).status_code == 405
    notice.refresh_from_db()
    assert notice.read_at is None


def test_unread_only_leaves_out_what_was_read(cast: Cast) -> None:
    read, unread = told(cast, 1), told(cast, 2)
    alices = browser_of(cast.alice)
    alices.post(reverse("notice-open", args=[read.pk]))
    page = alices.get(LIST, {"show": "unread"}).content.decode()
    assert reverse("notice-open", args=[unread.pk]) in page
    assert reverse("notice-open", args=[read.pk]) not in page


def test_pages_go_by_key(cast: Cast) -> None:
    notices = [told(cast, number) for number in range(26)]
    alices = browser_of(cast.alice)
    assert f"after={notices[1].pk}" in alices.get(LIST).content.decode()
    last = alices.get(LIST, {"after": notices[1].pk}).content.decode()
    assert reverse("notice-open", args=[notices[0].pk]) in last
    assert reverse("notice-open", args=[notices[1].pk]) not in last


def test_a_broken_key_begins_again(cast: Cast) -> None:
    told(cast)
    alices = browser_of(cast.alice)
    for key in SENDABLE:
        assert alices.get(LIST, {"after": key}).status_code == 200
        assert alices.post(reverse("notices-read"), {"up_to": key}).status_code == 302


def test_as_many_queries_for_three_as_for_one(
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    alices = browser_of(cast.alice)
    told(cast)
    with django_assert_max_num_queries(20) as one:
        alices.get(LIST)
    told(cast)
    told(cast)
    with django_assert_num_queries(len(one)):
        alices.get(LIST)


def test_choices_are_kept(cast: Cast) -> None:
    alices = browser_of(cast.alice)
    filled = {kind.name.lower(): way.value for kind, way in ways_of(cast.alice).items()}
    answer = alices.post(CHOICES, filled | {"published": "at once"})
    assert answer.status_code == 302
    assert ways_of(cast.alice)[NoticeKind.PUBLISHED] == Way.AT_ONCE
    assert ways_of(cast.bob)[NoticeKind.PUBLISHED] == Way.DIGEST


def test_another_way_is_refused_and_nothing_kept(cast: Cast) -> None:
    filled = dict.fromkeys((kind.name.lower() for kind in NoticeKind), "app")
    alices = browser_of(cast.alice)
    for way in SENDABLE:
        answer = alices.post(CHOICES, {**filled, "published": way})
        assert answer.status_code == 422
        assert len(problems(answer)) == 1
    assert ways_of(cast.alice)[NoticeKind.RETURNED] == Way.AT_ONCE


def test_an_empty_form_is_refused(cast: Cast) -> None:
    answer = browser_of(cast.alice).post(CHOICES, {})
    assert answer.status_code == 422


def test_every_kind_is_on_the_page_once() -> None:
    grouped = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(NoticeKind)
