"""CR-RUMOUR on rebuttals without a source, and on other myths.

No rumour here ever went round.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "This is fake news",
    "There is no truth in claims that the hospital is closing",
    "Contrary to reports, the fee is not going up",
    "You may have heard that benefits are ending. That's not true",
    "Rumours that schools will close are false",
    "Let's set the record straight",
    "Myth 1: it costs money",
    "Misinformation about the vaccine is circulating",
    "Posts online claiming that the dam has burst are untrue",
    "It is simply untrue that we charge for this",
    "Rumour has it that the library is closing",
    "Time for some myth-busting",
    "Don't believe everything you read on Facebook",
    "It's a myth that you need an appointment",
    "The video is a hoax",
)
LETS_PASS = (
    "Greek myths for children: storytelling on Saturday",
    "True love: a talk on letters in the archive",
    "Legend has it that a dragon lived here",
    "Myth or fact? Try our quiz",
    "Fact: the office opens at 9",
    "Rumours, the tribute band, play on Friday",
    "The alarm was false: crews have left",
    "Hoax calls cost lives",
    "Is this true? Check with us",
    "It's not true that fees are rising. See https://www.gov.uk/fees",
    "We have heard your feedback",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_rumour_is_seen(text):
    assert found("CR-RUMOUR", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_rumour_lets_ordinary_words_pass(text):
    assert found("CR-RUMOUR", text) == []
