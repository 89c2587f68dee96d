"""What posting costs, and what an account has room for, is said where it is decided."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from drafts.actions import create_draft, submit
from drafts.content import Content, Part, Target, stamp
from drafts.models import Draft
from drafts.purposes import Purpose
from drafts.templatetags.costs import costs, short_of_room, together
from publishing.models import RateLimit
from tests.cast import Cast, words
from tests.pages import browser_of, page_text


LINK = "Check the levels of the River Ouse: https://www.gov.uk/check-flooding"
DEAR = (
    "Posting this to X costs $0.20 because it has a link. Without one it would be "
    "$0.015."
)


def a_draft_on_x(cast: Cast, text: str = LINK) -> Draft:
    return create_draft(
        by=cast.alice,
        team=cast.rivers,
        title="Levels",
        content=words(cast.x, text=text),
    )


def targets(*platforms: str, parts: Sequence[str] = (LINK,)) -> Content:
    """The same words on accounts with the numbers from 1."""
    written = tuple(Part(each) for each in parts)
    return Content(
        tuple(
            Target(number, platform, f"@Rivers{number}", written)
            for number, platform in enumerate(platforms, start=1)
        )
    )


def test_it_is_said_while_writing_on_the_saved_page_and_to_who_approves(
    cast: Cast,
) -> None:
    draft = a_draft_on_x(cast)
    alice, priya = browser_of(cast.alice), browser_of(cast.priya)
    typed = {"text": LINK, "accounts": [cast.x.pk]}
    live = alice.post(reverse("check-new"), typed)
    saved = alice.get(reverse("draft", args=[draft.pk]))
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    asked = priya.get(reverse("review", args=[draft.pk]))
    queue = priya.get(reverse("queue"))
    assert [DEAR in page_text(each) for each in (live, saved, asked, queue)] == [
        True,
        True,
        True,
        True,
    ]


def test_each_account_that_costs_has_its_own_sum_and_all_together() -> None:
    charged = costs(targets("x", "mastodon", "x"))
    assert [each.target.handle for each in charged] == ["@Rivers1", "@Rivers3"]
    assert together(charged) == "$0.40"


@pytest.mark.parametrize("platforms", [("mastodon",), ("",), ()])
def test_where_posting_is_free_nothing_is_said(platforms: Sequence[str]) -> None:
    assert costs(targets(*platforms)) == []


@pytest.mark.parametrize(
    ("left", "purpose", "opens_in", "short"),
    [
        # Two are kept for danger to life, and this is three posts.
        (5, Purpose.INFORMATION, None, None),
        (4, Purpose.INFORMATION, None, 2),
        (1, Purpose.INFORMATION, None, 0),
        (3, Purpose.LIFE_SAFETY, None, None),
        (1, Purpose.LIFE_SAFETY, None, 1),
        # It goes out when the limit is over, or before.
        (1, Purpose.INFORMATION, 30, None),
        (1, Purpose.INFORMATION, 5, 0),
    ],
)
def test_a_limit_that_is_too_low_is_said_before_it_is_approved(
    cast: Cast, left: int, purpose: Purpose, opens_in: int | None, short: int | None
) -> None:
    now = timezone.now()
    RateLimit.objects.create(
        account=cast.x,
        kind="posts",
        remaining=left,
        resets_at=now + timedelta(minutes=15),
    )
    opens = now + timedelta(minutes=opens_in) if opens_in else None
    parts = (Part("One"), Part("Two"), Part("Three"))
    content = Content(
        (Target(cast.x.pk, "x", cast.x.handle, parts),),
        purpose=purpose,
        not_before=stamp(opens),
    )
    found = [(each.room.posts, each.needed) for each in short_of_room(content)]
    assert found == ([] if short is None else [(short, 3)])


def test_the_approver_reads_what_is_left_and_until_when(cast: Cast) -> None:
    draft = a_draft_on_x(cast)
    submit(draft, by=cast.alice, based_on=1, explanation="It is accurate.")
    RateLimit.objects.create(
        account=cast.x,
        kind="posts",
        remaining=0,
        resets_at=timezone.now() + timedelta(minutes=15),
    )
    page = page_text(browser_of(cast.priya).get(reverse("review", args=[draft.pk])))
    assert "@RiversDept (X): no posts left for this until" in page
