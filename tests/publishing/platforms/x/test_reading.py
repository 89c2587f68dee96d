"""X's adapter reading and deleting: one post, its newest version, the timeline.

Finding one post by its words is tested elsewhere.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.platforms.protocol import (
    Gone,
    Inconclusive,
    Later,
    LivePost,
    Permanent,
    Removed,
    TimelinePage,
    Unauthenticated,
    Unknown,
)
from tests.publishing.platforms.local_server import Answer, Reset
from tests.publishing.platforms.x.account import (
    NO_ANSWER,
    WORDS,
    a_fake_x,
    account,
    known_account,
    requests_of,
)
from tests.publishing.platforms.x.fake import FakeX, problem
from tests.publishing.platforms.x.fake_auth import SECRET
from tests.publishing.platforms.x.fake_http import Truncated


MINUTE = timedelta(minutes=1)


@pytest.fixture
def x() -> Iterator[FakeX]:
    with a_fake_x() as server:
        yield server


# One post


def test_fetch_shows_the_post_as_it_is_live(x):
    post = x.has_post("Fish & chips: https://www.gov.uk/fish", parent="17")
    shown = account(x).fetch(post.id)
    short = next(iter(post.links))
    assert isinstance(shown, LivePost)
    assert shown == LivePost(
        remote_id=post.id,
        url=f"https://x.com/exampledept/status/{post.id}",
        words=f"Fish & chips: {short}",
        created_at=shown.created_at,
        links={short: "https://www.gov.uk/fish"},
        parent="17",
    )
    assert abs(shown.created_at - post.created_at) < timedelta(milliseconds=1)


def test_fetch_counts_pictures_and_leaves_their_address_out(x):
    post = x.has_post(WORDS, media=["18", "19"])
    shown = account(x).fetch(post.id)
    assert isinstance(shown, LivePost)
    assert (shown.media, shown.words.count("https://t.co/")) == (2, 1)


def test_fetch_shows_the_newest_version_under_the_first_number(x):
    first = x.has_post("Our offices close at 5pm")
    x.edits(first, "Our offices close at 4pm")
    shown = account(x).fetch(first.id)
    assert isinstance(shown, LivePost)
    assert (shown.remote_id, shown.words, shown.edited) == (
        first.id,
        "Our offices close at 4pm",
        True,
    )


@pytest.mark.parametrize("answer", [None, Answer(404, problem("resource-not-found"))])
def test_fetch_says_gone_where_x_knows_no_such_post(x, answer):
    x.next(*([answer] if answer else []))
    assert account(x).fetch("17") == Gone()


@pytest.mark.parametrize("status", [401, 402, 403, 429, 500, 503])
def test_fetch_does_not_decide_when_refused(x, status):
    x.next(Answer(status, problem("internal-error")))
    assert account(x).fetch("17") == Inconclusive(
        f"{status}: X did not show the account's post"
    )


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ([], "X's post could not be read"),
        ({}, "X's post could not be read"),
        ({"data": {"id": "17"}}, "X's post could not be read"),
        (
            {"errors": [problem("not-authorized-for-resource")]},
            "X did not show the post",
        ),
    ],
)
def test_fetch_does_not_decide_on_an_answer_that_it_cannot_read(x, body, answer):
    x.next(Answer(200, body), Answer(200, body))
    assert account(x).fetch("17") == Inconclusive(answer)


def test_fetch_understands_a_server_with_the_former_names():
    with FakeX(speaks="tweet") as server:
        post = server.has_post(WORDS, parent="17", media=["18"])
        shown = account(server).fetch(post.id)
    assert isinstance(shown, LivePost)
    assert (shown.parent, shown.media) == ("17", 1)


# Deleting


def test_delete_asks_x_and_the_post_is_gone(x):
    post = x.has_post(WORDS)
    adapter = account(x)
    assert adapter.delete(post.id) == Removed()
    assert adapter.fetch(post.id) == Gone()
    assert requests_of(x)[0] == ("DELETE", f"/2/tweets/{post.id}")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (404, Removed()),
        (401, Unauthenticated("401: X refused this account's credential")),
        (403, Permanent("403: X did not let this account delete the post")),
        (
            402,
            Permanent("402: the X API credits are used up, and someone must buy more"),
        ),
        (500, Unknown("500: X did not say whether it deleted the post")),
    ],
)
def test_delete_reads_a_refusal_by_its_status(x, status, outcome):
    x.next(Answer(status, problem("client-forbidden")))
    assert account(x).delete("17") == outcome


def test_delete_waits_until_the_rate_limit_ends(x):
    x.next(Answer(429))
    assert isinstance(account(x).delete("17"), Later)


@pytest.mark.parametrize("fault", [Reset(), Truncated()])
def test_delete_does_not_know_after_a_broken_answer(x, fault):
    x.next(fault)
    assert account(x).delete("17") == Unknown(NO_ANSWER)


@pytest.mark.parametrize("body", [{}, [], {"data": None}, {"data": {"deleted": False}}])
def test_delete_does_not_know_where_x_does_not_say(x, body):
    x.next(Answer(200, body))
    assert account(x).delete("17") == Unknown(
        "X did not say whether it deleted the post"
    )


def test_nothing_is_read_or_deleted_with_half_a_credential(x):
    adapter = account(x, secret=SECRET | {"consumer_key": ""})
    none = "this account has no complete X credential"
    assert adapter.fetch("17") == Inconclusive(none)
    assert adapter.read_timeline(since=timezone.now()) == Inconclusive(none)
    assert adapter.delete("17") == Unauthenticated(none)
    assert x.exchanges == []


# The timeline


def test_read_timeline_shows_every_post_newest_first(x):
    first = x.has_post("One")
    second = x.has_post("Two", parent=first.id)
    page = known_account(x).read_timeline(since=timezone.now() - MINUTE)
    assert isinstance(page, TimelinePage)
    shown = [(post.remote_id, post.words, post.parent) for post in page.posts]
    assert shown == [(second.id, "Two", first.id), (first.id, "One", None)]
    assert page.older is None


def test_read_timeline_goes_on_where_the_page_before_ended(x):
    for number in range(3):
        x.has_post(f"Post number {number}")
    x.page_size = 2
    adapter, since = known_account(x), timezone.now() - MINUTE
    newest = adapter.read_timeline(since=since)
    assert isinstance(newest, TimelinePage)
    oldest = adapter.read_timeline(since=since, older=newest.older)
    assert isinstance(oldest, TimelinePage)
    words = [post.words for post in [*newest.posts, *oldest.posts]]
    assert words == ["Post number 2", "Post number 1", "Post number 0"]
    assert oldest.older is None


def test_read_timeline_marks_what_is_passed_on_and_what_was_edited(x):
    first = x.has_post("One")
    x.edits(first, "One and a half")
    x.passes_on("Two")
    page = known_account(x).read_timeline(since=timezone.now() - MINUTE)
    assert isinstance(page, TimelinePage)
    assert [(each.shared, each.edited) for each in page.posts] == [
        (True, False),
        (False, True),
    ]
    assert page.posts[1].remote_id == first.id


@pytest.mark.parametrize("status", [401, 429, 503])
def test_read_timeline_does_not_decide_when_refused(x, status):
    x.next(Answer(status))
    page = known_account(x).read_timeline(since=timezone.now())
    assert page == Inconclusive(f"{status}: X did not show the account's timeline")
