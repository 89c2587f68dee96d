"""AC-PLAIN on long sentences and office words, and on plain ones.

Nothing here is meant as a model.
"""

import pytest

from tests.guidance.asking import found, words


SPEAKS_UP = (
    "We will utilise the learnings going forward",
    "Our stakeholders support a holistic approach",
    "Click here to apply",
    "Please tap the link below",
    "In order to apply you need a form",
    "We are driving forward transformation",
    "A robust process is in place",
    "Prior to your visit, call us",
    "We commenced work on Monday",
    "Let's touch base on synergies",
    "This initiative will facilitate delivery",
)
LETS_PASS = (
    "Robust boots are a must on the fell",
    "Don't click on links in texts like this",
    "Pull the lever to open the gate",
    "The bus is going forward to the next stop",
    "Open the robust gate with both hands",
    "Endeavour was a ship of the Royal Navy",
    "We started work on Monday",
    "Never click here if you do not know the sender",
    "Foster a child: call 0306 999 0456",
    "Drive carefully in fog",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_plain_english_is_seen(text):
    assert found("AC-PLAIN", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_plain_english_lets_ordinary_words_pass(text):
    assert found("AC-PLAIN", text) == []


def test_plain_english_counts_words_not_links_or_tags():
    sentence = " ".join(["word"] * 25)
    assert found("AC-PLAIN", f"{sentence} #Tag https://www.gov.uk/a") == []
    assert words("AC-PLAIN", f"Hello. {sentence} more.") == [f"{sentence} more."]
