"""LG-PAID: the label in front, the approval on record, and posts nobody paid for.

No scheme here exists.
"""

import pytest

from guidance.content import Paid
from tests.guidance.asking import found, known, severities


APPROVED = Paid(is_paid=True, spend_approval="S1")


@pytest.mark.parametrize(
    "text",
    [
        "Love this scheme",
        "Try it #ad",
        "Ad hoc support for you",
        "Sponsored by us: try it",
    ],
)
def test_paid_post_without_the_label_in_front_is_seen(text):
    assert known("LG-PAID", text, paid=APPROVED) != []


@pytest.mark.parametrize(
    "text",
    [
        "Ad: try the scheme",
        "#ad Try it",
        "[AD] Try it",
        "Advert | Try it",
        "Hysbyseb: nawr",
    ],
)
def test_paid_post_with_the_label_in_front_passes(text):
    assert known("LG-PAID", text, paid=APPROVED) == []


def test_paid_post_needs_the_approval_too():
    assert known("LG-PAID", "Ad: try it", paid=Paid(is_paid=True)) != []


def test_paid_label_of_the_platform_will_do():
    paid = Paid(is_paid=True, spend_approval="S1", platform_label=True)
    assert known("LG-PAID", "Try it", paid=paid) == []


def test_paid_words_are_asked_about_where_nobody_said():
    assert severities("LG-PAID", "Love this scheme #sponsored") == ["warn"]


@pytest.mark.parametrize(
    "text",
    ["Adam loves this", "The fun run, sponsored by us, is on", "#advice for you"],
)
def test_paid_lets_ordinary_words_pass(text):
    assert found("LG-PAID", text) == []
    assert known("LG-PAID", text, paid=Paid(is_paid=False)) == []
