"""CR-DATES: weekdays, days that no month has, and words that age.

Today is given; 12 May 2026 is a Tuesday.
"""

from datetime import datetime

import pytest

from guidance.content import Schedule
from tests.guidance.asking import found, known


SPEAKS_UP = (
    "See you on Wednesday, 12 May 2026",
    "Mon 12th of May 2026 at noon",
    "Friday May 12, 2026",
    "12 May 2026 (Thursday)",
    "Monday 12/05/2026",
    "Closes 30 February",
    "Open until 31 September",
    "Ends 29 February 2027",
    "Reply by 31/06/2026",
    "Due 2026-06-31",
    "On April 31",
)
LETS_PASS = (
    "See you on Tuesday, 12 May 2026",
    "12 May 2026 (Tuesday)",
    "Tuesday 12/05/2026",
    "Ends 29 February 2028",
    "Closes on 28 Feb",
    "Monday 12 May",
    "Open 7 days a week, 9am to 5pm",
    "The A31 May Road exit is shut",
    "On 1 May 2026 the fee changes",
    "March 10 miles for charity",
    "Ratio 31/6",
    "Voting closes tomorrow",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_dates_that_are_wrong_are_seen(text):
    assert found("CR-DATES", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_dates_let_ordinary_words_pass(text):
    assert found("CR-DATES", text) == []


def test_dates_say_the_weekday():
    [finding] = found("CR-DATES", "Join us on Monday 12 May 2026")
    assert finding.message == "That date is a Tuesday. Check the date."


def test_dates_without_a_year_are_judged_where_the_day_of_the_post_is_known():
    schedule = Schedule(publish_at=datetime(2026, 5, 1, 9))  # noqa: DTZ001
    assert known("CR-DATES", "Monday 12 May", schedule=schedule) != []
    assert known("CR-DATES", "Tuesday 12 May", schedule=schedule) == []


def test_dates_that_are_only_said_today_age_in_a_scheduled_post():
    schedule = Schedule(scheduled=True)
    assert known("CR-DATES", "Voting closes tomorrow", schedule=schedule) != []
