"""What X's answers say of its rate limits, and which words are cashtags.

No post is judged here.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from publishing.platforms.protocol import Allowance, Later, Permanent
from publishing.platforms.x.price import cashtags
from tests.publishing.platforms.local_server import Answer
from tests.publishing.platforms.x.account import (
    KEY,
    POST,
    Shelf,
    a_fake_x,
    account,
    known_account,
    rendered,
)
from tests.publishing.platforms.x.fake import FakeX


@pytest.fixture
def x() -> Iterator[FakeX]:
    with a_fake_x() as server:
        yield server


def window(name: str, limit: int, remaining: int, reset: datetime) -> dict[str, str]:
    return {
        f"{name}-limit": str(limit),
        f"{name}-remaining": str(remaining),
        f"{name}-reset": str(int(reset.timestamp())),
    }


def soon(**how: int) -> datetime:
    return timezone.now().replace(microsecond=0) + timedelta(**how)


def test_allowances_tell_posts_from_reads_and_leave_the_rest_out(x):
    reset = soon(minutes=15)
    x.limits = window("x-rate-limit", 100, 99, reset)
    adapter = account(x)
    adapter.publish(POST, key=KEY, staged={})
    adapter.look_up(POST, key=KEY, staged={}, since=timezone.now())
    assert adapter.allowances == [
        Allowance("posts", 99, reset, 100),
        Allowance("reads", 99, reset, 100),
    ]


def test_allowances_name_the_tightest_of_the_windows(x):
    day = soon(hours=20)
    x.limits = window("x-rate-limit", 100, 99, soon(minutes=15))
    x.limits |= window("x-user-limit-24hour", 17, 3, day)
    adapter = account(x)
    adapter.publish(POST, key=KEY, staged={})
    assert adapter.allowances == [Allowance("posts", 3, day, 17)]


@pytest.mark.parametrize(
    "headers", [{}, {"x-rate-limit-remaining": "9", "x-rate-limit-reset": "soon"}]
)
def test_allowances_are_empty_where_x_says_nothing_clear(x, headers):
    x.limits = headers
    adapter = account(x)
    adapter.publish(POST, key=KEY, staged={})
    assert adapter.allowances == ()


def test_a_used_up_day_is_waited_for_and_not_only_its_quarter_of_an_hour(x):
    day = soon(hours=20)
    headers = window("x-rate-limit", 100, 40, soon(minutes=15))
    headers |= window("x-user-limit-24hour", 17, 0, day)
    x.next(Answer(429, headers=headers))
    adapter = known_account(x)
    outcome = adapter.publish(POST, key=KEY, staged={})
    assert outcome == Later(day, "429: too many posts, X asks us to wait")
    assert adapter.allowances == [Allowance("posts", 0, day, 17)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It costs $5 or $1000", []),
        ("$ABC and $abc.d, not a$XYZ", ["ABC", "abc.d"]),
        ("($ABC) $TOOLONGNAME $", []),
    ],
)
def test_cashtags_are_told_from_prices(words, found):
    assert cashtags(words) == found


def test_a_post_with_two_cashtags_is_never_sent(x):
    post = rendered("About $ABC and $XYZ")
    outcome = account(x).stage(post, key=KEY, media=Shelf(), before={})
    assert outcome == Permanent(
        "X takes one cashtag ($ABC) in a post, and this one has more"
    )
    assert x.exchanges == []
