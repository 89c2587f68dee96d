"""Leavers: what they wrote, approved or scheduled is flagged to whoever must look at it.

That the claim then refuses what rested on their authority is in test_receipts.py.
"""

from datetime import timedelta

from django.utils import timezone

from accounts.actions.people import end_holding, report_to
from accounts.models import Notice, Person
from accounts.notice_kinds import NoticeKind
from publishing.models import Publication
from publishing.policy import obstacles
from publishing.queries.leavers import drafts_in_hand, posts_in_hand
from tests.cast import Cast, a_draft, an_approved_draft
from tests.pages import browser_of, page_text


TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def told(person: Person) -> list[str]:
    notices = Notice.objects.filter(person=person, kind=NoticeKind.LEAVER)
    return [notice.why for notice in notices]


def leave(cast: Cast, person: Person) -> None:
    end_holding(person.holdings.get(), by=cast.sam, ends_on=YESTERDAY)


def test_author_who_leaves_hands_on_drafts_and_waiting_posts(cast: Cast) -> None:
    waiting, draft = an_approved_draft(cast), a_draft(cast)
    assert set(drafts_in_hand(cast.alice)) == {waiting, draft}
    assert [post.revision.draft for post in posts_in_hand(cast.alice)] == [waiting]
    report_to(
        cast.alice.holdings.get().job_post,
        by=cast.sam,
        reports_to=cast.priya.holdings.get().job_post,
    )
    leave(cast, cast.alice)
    day = f"{YESTERDAY.day} {YESTERDAY:%B %Y}"
    sentence = f"Alice Archer leaves the post Press officer after {day}: "
    assert told(cast.priya) == [sentence + "drafts in hand 2, posts waiting 1."]
    assert told(cast.alice) == []


def test_author_is_told_when_their_approver_leaves(cast: Cast) -> None:
    an_approved_draft(cast)
    leave(cast, cast.priya)
    assert len(told(cast.alice)) == 1
    assert told(cast.bob) == []


def test_notice_holds_no_title_and_no_words(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    leave(cast, cast.priya)
    (why,) = told(cast.alice)
    assert draft.title not in why


def test_nobody_is_told_of_somebody_who_leaves_nothing(cast: Cast) -> None:
    leave(cast, cast.bob)
    assert not Notice.objects.filter(kind=NoticeKind.LEAVER).exists()


def test_what_an_approver_who_left_approved_is_held_when_it_is_due(
    cast: Cast,
) -> None:
    an_approved_draft(cast)
    publication = Publication.objects.get()
    before = {each.reason.code for each in obstacles(publication, at=timezone.now())}
    leave(cast, cast.priya)
    after = {each.reason.code for each in obstacles(publication, at=timezone.now())}
    assert after - before == {"authority-lapsed"}


def test_page_lists_what_is_left_in_hand(cast: Cast) -> None:
    draft = an_approved_draft(cast)
    leave(cast, cast.alice)
    text = page_text(browser_of(cast.priya).get("/registers/leavers/"))
    assert "Alice Archer, Press officer Ended" in text
    assert draft.title in text
    for person in (cast.mallory, cast.sam):
        others = page_text(browser_of(person).get("/registers/leavers/"))
        assert draft.title not in others
        assert "A draft of Rivers (approved)" in others
