"""How pages say moments, on both sides of midnight and of both clock changes.

No page is rendered here.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.templatetags.times import exact, time_left, when, when_in_words


def today_at(hour: int, minute: int) -> datetime:
    return timezone.localtime().replace(
        hour=hour, minute=minute, second=0, microsecond=0
    )


def test_when_says_today_with_the_local_zone() -> None:
    moment = today_at(15, 15)
    assert when_in_words(moment) == f"today at 3:15pm {moment.tzname()}"


@pytest.mark.parametrize(("days", "word"), [(-1, "yesterday"), (1, "tomorrow")])
def test_when_says_the_days_beside_today(days: int, word: str) -> None:
    assert when_in_words(today_at(12, 0) + timedelta(days=days)).startswith(
        f"{word} at 12:00pm"
    )


def test_when_names_the_year_of_another_year() -> None:
    moment = datetime(2021, 3, 5, 9, 30, tzinfo=UTC)
    assert when_in_words(moment) == "Friday 5 March 2021 at 9:30am GMT"


@pytest.mark.parametrize(
    ("utc_hour", "words"),
    [
        (0, "Sunday 31 October 2021 at 1:30am BST"),
        (1, "Sunday 31 October 2021 at 1:30am GMT"),
    ],
)
def test_when_tells_the_repeated_hour_of_the_autumn_change_apart(
    utc_hour: int, words: str
) -> None:
    assert when_in_words(datetime(2021, 10, 31, utc_hour, 30, tzinfo=UTC)) == words


def test_when_skips_the_missing_hour_of_the_spring_change() -> None:
    moment = datetime(2021, 3, 28, 1, 0, tzinfo=UTC)
    assert when_in_words(moment) == "Sunday 28 March 2021 at 2:00am BST"


def test_when_carries_the_exact_utc_time() -> None:
    assert when(datetime(2021, 7, 5, 9, 30, 12, tzinfo=UTC)) == (
        '<time datetime="2021-07-05T09:30:12Z" title="2021-07-05 09:30:12 UTC">'
        "Monday 5 July 2021 at 10:30am BST</time>"
    )


def test_exact_keeps_every_digit() -> None:
    assert exact(datetime(2021, 7, 5, 9, 30, 12, 345678, tzinfo=UTC)) == (
        '<time datetime="2021-07-05T09:30:12.345678Z">'
        "2021-07-05 09:30:12.345678 UTC</time>"
    )


@pytest.mark.parametrize("say", [when, when_in_words, exact, time_left])
def test_no_moment_says_nothing(say: Callable[[None], str]) -> None:
    assert say(None) == ""


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=-1), "passed"),
        (timedelta(seconds=50), "in 1 minute"),
        (timedelta(minutes=25), "in 25 minutes"),
        (timedelta(hours=3), "in 3 hours"),
        (timedelta(days=4, minutes=1), "in 4 days"),
    ],
)
def test_time_left_counts_in_the_unit_that_people_would_use(
    left: timedelta, words: str
) -> None:
    assert time_left(timezone.now() + left) == words
