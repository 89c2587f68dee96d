"""CR-REPLY: messages that start a clock, and answers that are late.

No message here was sent.
"""

from datetime import datetime

import pytest

from guidance.content import Conversation, Schedule
from tests.guidance.asking import known


SPEAKS_UP = (
    "This is a FOI request",
    "Please send me copies of all correspondence about the bridge",
    "Under the Freedom of Information Act I request the minutes",
    "I want everything you hold on me",
    "Subject access request",
    "I wish to make a formal complaint",
    "Could you provide a breakdown of the costs?",
)
LETS_PASS = ("Thanks!", "When do you open?", "Great work from the team today")


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_reply_sees_a_message_that_starts_a_clock(text):
    assert known("CR-REPLY", text, conversation=Conversation(inbound=True)) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_reply_lets_other_messages_pass(text):
    assert known("CR-REPLY", text, conversation=Conversation(inbound=True)) == []


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_reply_leaves_our_own_posts_alone(text):
    assert known("CR-REPLY", text) == []


@pytest.mark.parametrize(("hour", "late"), [(8, False), (13, True)])
def test_reply_is_late_after_its_time(hour, late):
    due = datetime(2026, 5, 1, 12)  # noqa: DTZ001
    now = Schedule(now=due.replace(hour=hour))
    talk = Conversation(reply_due=due)
    assert bool(known("CR-REPLY", conversation=talk, schedule=now)) is late


def test_reply_is_late_on_the_day_after_where_no_hour_is_known():
    talk = Conversation(reply_due=datetime(2026, 11, 20, 12))  # noqa: DTZ001
    assert known("CR-REPLY", conversation=talk) != []
