"""PD-NHS on numbers that check, and on those that do not.

The numbers are published test numbers.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "943 476 5919",
    "NHS no: 9434765919",
    "943-476-5919",
    "patient number 9434765919",
    "Mrs Smith, 943 476 5919, please call",
)
LETS_PASS = (
    "9434765919",
    "111 111 1111",
    "NHS 111 111 1111",
    "943 476 5918",
    "Order 943 476 5919",
    "call 943 476 5919",
    "NHS: 2,345,678,901 people",
    "Population 1234567890",
    "NHS helpline 0306 999 0100",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_nhs_number_is_seen(text):
    assert found("PD-NHS", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_nhs_number_lets_ordinary_words_pass(text):
    assert found("PD-NHS", text) == []


def test_nhs_number_of_one_digit_ten_times_is_nobodys():
    assert found("PD-NHS", "NHS number 111 111 1111") == []
