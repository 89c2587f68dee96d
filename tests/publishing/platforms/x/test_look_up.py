"""X's adapter looking posts up: present, absent for certain, or not decided.

How the words of two posts are compared is tested elsewhere.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.platforms.protocol import (
    Absent,
    Attachment,
    Inconclusive,
    Present,
    Unknown,
)
from publishing.platforms.transport import Limits
from tests.publishing.platforms.local_server import Answer, Reset, Silence
from tests.publishing.platforms.x.account import (
    KEY,
    NO_ANSWER,
    POST,
    WORDS,
    a_fake_x,
    account,
    known_account,
    rendered,
    requests_of,
)
from tests.publishing.platforms.x.fake import FakeX, problem
from tests.publishing.platforms.x.fake_auth import NUMBERED_TOKEN, SECRET, USER_ID
from tests.publishing.platforms.x.fake_http import Truncated


MINUTE = timedelta(minutes=1)


@pytest.fixture
def x() -> Iterator[FakeX]:
    with a_fake_x() as server:
        yield server


def test_look_up_finds_the_post_whose_answer_was_lost(x):
    x.next(Truncated(keeps=True))
    began = timezone.now()
    adapter = account(x)
    assert adapter.publish(POST, key=KEY, staged={}) == Unknown(NO_ANSWER)
    [post] = x.posts
    assert adapter.look_up(POST, key=KEY, staged={}, since=began) == Present(
        post.id, f"https://x.com/exampledept/status/{post.id}"
    )


@pytest.mark.parametrize(
    "words",
    [
        "Fish & chips < £10\n\n\nfor \u2764\ufe0f everyone",
        "Read https://www.gov.uk/a, gov.uk/pay and example.com!",
        "Mae\u2019r ty\u0302 ar agor \U0001f469\u200d\U0001f467",
    ],
)
def test_look_up_knows_the_words_as_x_keeps_them(x, words):
    post = x.has_post(words)
    found = account(x).look_up(
        rendered(words), key=KEY, staged={}, since=timezone.now()
    )
    assert isinstance(found, Present)
    assert found.remote_id == post.id


def test_look_up_says_absent_when_the_whole_time_was_read(x):
    x.has_post("Other words")
    assert (
        account(x).look_up(POST, key=KEY, staged={}, since=timezone.now()) == Absent()
    )


def test_look_up_says_absent_of_an_empty_timeline(x):
    assert (
        account(x).look_up(POST, key=KEY, staged={}, since=timezone.now()) == Absent()
    )


def test_look_up_reaches_back_as_far_as_clocks_may_differ(x):
    post = x.has_post(WORDS, ago=4 * MINUTE)
    found = account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Present(post.id, f"https://x.com/exampledept/status/{post.id}")


def test_look_up_does_not_take_last_weeks_post_for_this_one(x):
    x.has_post(WORDS, ago=timedelta(days=7))
    assert (
        account(x).look_up(POST, key=KEY, staged={}, since=timezone.now()) == Absent()
    )


def test_look_up_does_not_trust_a_server_to_heed_the_start_time(x):
    old = {"id": "17", "text": WORDS, "created_at": "2025-01-01T09:30:00.000Z"}
    x.next(Answer(200, {"data": [old], "meta": {"result_count": 1}}))
    adapter = known_account(x)
    plain = rendered(WORDS)
    assert adapter.look_up(plain, key=KEY, staged={}, since=timezone.now()) == Absent()


def test_look_up_tells_replies_to_different_posts_apart(x):
    x.has_post("Thank you", parent="17")
    mine = x.has_post("Thank you", parent="18")
    adapter, now = account(x), timezone.now()
    found = adapter.look_up(rendered("Thank you", "18"), key=KEY, staged={}, since=now)
    assert isinstance(found, Present)
    assert found.remote_id == mine.id
    assert (
        adapter.look_up(rendered("Thank you", "19"), key=KEY, staged={}, since=now)
        == Absent()
    )
    assert (
        adapter.look_up(rendered("Thank you"), key=KEY, staged={}, since=now)
        == Absent()
    )


def test_look_up_overlooks_the_names_that_x_puts_before_a_reply(x):
    mine = x.has_post("@someone @exampledept Thank you", parent="17")
    found = account(x).look_up(
        rendered("Thank you", "17"), key=KEY, staged={}, since=timezone.now()
    )
    assert isinstance(found, Present)
    assert found.remote_id == mine.id


def test_look_up_does_not_decide_where_the_parent_is_not_shown(x):
    x.has_post("Thank you")
    found = account(x).look_up(
        rendered("Thank you", "17"), key=KEY, staged={}, since=timezone.now()
    )
    assert found == Inconclusive("a post with nearly the same content is there")


def test_look_up_does_not_decide_where_only_a_link_differs(x):
    x.has_post(WORDS.replace("/closing", "/another-page"))
    found = account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive("a post with nearly the same content is there")


def test_look_up_reads_every_page(x):
    post = x.has_post(WORDS)
    for number in range(4):
        x.has_post(f"Post number {number}")
    x.page_size = 2
    found = known_account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert isinstance(found, Present)
    assert found.remote_id == post.id
    assert len(x.exchanges) == 3


@pytest.mark.parametrize("limits", [Limits(pages=2), Limits(look_up=-1)])
def test_look_up_does_not_decide_on_half_a_timeline(x, limits):
    for number in range(5):
        x.has_post(f"Post number {number}")
    x.page_size = 2
    found = account(x, limits).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive("the timeline was too long to read in time")


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (b"<html>", NO_ANSWER),
        ([], "X's timeline could not be read"),
        ({}, "X's timeline could not be read"),
        ({"meta": {}}, "X's timeline could not be read"),
        ({"meta": {"result_count": 1}}, "X left posts out of its timeline"),
        (
            {"meta": {"result_count": 0}, "errors": [problem("internal-error")]},
            "X left posts out of its timeline",
        ),
        (
            {"meta": {"result_count": 1}, "data": [{"id": "17", "text": WORDS}]},
            "X's timeline could not be read",
        ),
        (
            {
                "meta": {"result_count": 1},
                "data": [
                    {"id": "17", "text": WORDS, "created_at": "2025-01-01T09:30:00"}
                ],
            },
            "X's timeline could not be read",
        ),
    ],
)
def test_look_up_does_not_decide_on_a_timeline_that_it_cannot_read(x, body, answer):
    x.next(Answer(200, body), Answer(200, body))
    found = known_account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive(answer)


@pytest.mark.parametrize("status", [401, 402, 403, 404, 429, 500, 503])
def test_look_up_does_not_decide_when_refused(x, status):
    x.next(Answer(status, problem("internal-error")))
    found = known_account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive(f"{status}: X did not show the account's timeline")


def test_look_up_does_not_decide_when_x_understands_neither_form_of_the_question(x):
    x.next(Answer(400, problem("invalid-request")), Answer(400, None))
    found = known_account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive("X did not understand how we ask")


@pytest.mark.parametrize("fault", [Silence(), Reset(), Truncated()])
def test_look_up_does_not_decide_without_an_answer(x, fault):
    x.next(fault)
    adapter = account(x, Limits(read=0.05 if fault == Silence() else 5))
    found = adapter.look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive(NO_ANSWER)


def test_look_up_asks_nothing_with_half_a_credential(x):
    found = account(x, secret=SECRET | {"access_token": ""}).look_up(
        POST, key=KEY, staged={}, since=timezone.now()
    )
    assert found == Inconclusive("this account has no complete X credential")
    assert x.exchanges == []


@pytest.mark.parametrize("strict", [True, False])
def test_look_up_understands_a_server_with_the_former_names(strict):
    with FakeX(speaks="tweet", strict=strict) as server:
        first = server.has_post(WORDS)
        second = server.has_post("Part two", parent=first.id)
        adapter, now = known_account(server), timezone.now()
        found = [
            adapter.look_up(POST, key=KEY, staged={}, since=now),
            adapter.look_up(
                rendered("Part two", first.id), key=KEY, staged={}, since=now
            ),
            adapter.look_up(rendered("Never sent"), key=KEY, staged={}, since=now),
        ]
    assert found == [
        Present(first.id, f"https://x.com/exampledept/status/{first.id}"),
        Present(second.id, f"https://x.com/exampledept/status/{second.id}"),
        Absent(),
    ]


def test_look_up_saves_a_request_where_the_accounts_number_is_known(x):
    known_account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert requests_of(x) == [("GET", f"/2/users/{USER_ID}/tweets")]


def test_look_up_reads_the_timeline_of_the_credential_whatever_number_was_typed(x):
    x.has_post(WORDS)
    mistyped = account(x, secret=SECRET | {"user_id": "999"})
    found = mistyped.look_up(POST, key=KEY, staged={}, since=timezone.now() - MINUTE)
    assert found == Inconclusive("the number in this credential is another account's")
    assert requests_of(x) == [("GET", "/2/users/me")]


def test_look_up_believes_the_token_rather_than_the_number_beside_it(x):
    secret = SECRET | {"access_token": NUMBERED_TOKEN, "user_id": "999"}
    found = account(x, secret=secret).look_up(
        POST, key=KEY, staged={}, since=timezone.now()
    )
    assert found == Inconclusive("the number in this credential is another account's")
    assert x.exchanges == []


def test_look_up_goes_on_where_the_typed_number_is_right(x):
    right = account(x, secret=SECRET | {"user_id": USER_ID})
    assert right.look_up(POST, key=KEY, staged={}, since=timezone.now()) == Absent()


PICTURE = Attachment("ab" * 32, "image/png", "A poster")
ILLUSTRATED = replace(POST, media=(PICTURE,))


def test_look_up_knows_a_post_by_its_words_without_the_address_of_its_picture(x):
    post = x.has_post(WORDS, media=["1800000000000000000"])
    found = account(x).look_up(ILLUSTRATED, key=KEY, staged={}, since=timezone.now())
    assert found == Present(post.id, f"https://x.com/exampledept/status/{post.id}")


@pytest.mark.parametrize("media", [[], ["18", "19"]])
def test_look_up_does_not_decide_where_the_number_of_pictures_differs(x, media):
    x.has_post(WORDS, media=media)
    found = account(x).look_up(ILLUSTRATED, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive("a post with nearly the same content is there")


def test_look_up_does_not_take_a_repost_for_ours(x):
    x.passes_on(WORDS)
    found = account(x).look_up(
        rendered(f"RT @another: {WORDS}"), key=KEY, staged={}, since=timezone.now()
    )
    assert found == Absent()


def test_look_up_does_not_decide_beside_a_post_that_was_edited(x):
    x.edits(x.has_post(WORDS), "Other words")
    found = account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Inconclusive("a post there was edited since, and may be this one")


def test_look_up_gives_the_first_number_of_a_post_that_was_edited_back(x):
    first = x.has_post(WORDS)
    x.edits(first, WORDS)
    found = account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Present(first.id, f"https://x.com/exampledept/status/{first.id}")


def test_look_up_is_not_misled_by_a_deleted_post_that_another_of_ours_answers(x):
    lacking = problem("resource-not-found", parameter="referenced_posts.id")
    x.next(Answer(200, {"meta": {"result_count": 0}, "errors": [lacking]}))
    found = known_account(x).look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert found == Absent()
