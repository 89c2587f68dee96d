"""OI-UNPUB on what is not public yet, and on leaks of gas and water.

No rule but this one is asked here.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "Not yet announced: a new bridge",
    "Yet to be announced, but we're excited",
    "Leaked memo shows",
    "FOR INTERNAL USE ONLY",
    "Not for onward circulation",
    "advice to ministers says no",
    "The Cabinet committee agreed",
    "First look at the draft Bill before it's announced",
    "Don't tell anyone but this is under wraps",
    "an unpublished report finds",
    "Officially announced tomorrow, but keep this to yourself",
    "The plan has not been made public",
    "Exclusive preview of our White Paper",
    "The report was leaked",
)
LETS_PASS = (
    "Gas leak in Mill Lane",
    "Sneak peek behind the scenes at the zoo",
    "Internal doors save lives",
    "The winners will be announced on Friday",
    "Published today: our annual report",
    "Cabinet reshuffle",
    "Share this post",
    "Use the public footpath",
    "Advice to travellers",
    "We haven't been to the beach",
    "First look at our new fire engine",
    "The results are not yet known",
    "A draft of cold air",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_unpublished_is_seen(text):
    assert found("OI-UNPUB", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_unpublished_lets_ordinary_words_pass(text):
    assert found("OI-UNPUB", text) == []
