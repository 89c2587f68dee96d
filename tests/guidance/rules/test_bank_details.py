"""PD-BANK on accounts and cards, and on the numbers that look like them.

The numbers are published test numbers.
"""

import pytest

from guidance.content import Registers
from tests.guidance.asking import found, words


SPEAKS_UP = (
    "sort code 20-00-00, account number 55779911",
    "Sort code: 200000 Account: 55779911",
    "Account 55779911 sort code 20 00 00",
    "GB29NWBK60161331926819",
    "gb29 nwbk 6016 1331 9268 19",
    "4111-1111-1111-1111",
    "Amex 3782 822463 10005",
    "5555555555554444 exp 12/27",
    "My bank is 20-00-00 55779911",
)
LETS_PASS = (
    "31-03-26",
    "Ends 20-00-00 12345678 units",
    "Order ref 4111111111111111",
    "IMEI 490154203237518",
    "0000 0000 0000 0000",
    "Tracking 4111 1111 1111 1111",
    "11-12-2026 12345678",
    "The number 1234 5678 9012 3456",
    "Sort code checker: how to find your sort code",
    "GB29 is a road",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_bank_details_is_seen(text):
    assert found("PD-BANK", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_bank_details_lets_ordinary_words_pass(text):
    assert found("PD-BANK", text) == []


def test_bank_details_that_finance_published_pass():
    registers = Registers(public_accounts=frozenset({"20-00-00 12345678"}))
    text = "Pay us: sort code 20-00-00 account 12345678"
    assert found("PD-BANK", text) != []
    assert found("PD-BANK", text, registers=registers) == []


def test_bank_details_point_at_sort_code_and_account_together():
    text = "Pay into sort code 20-00-00 account 55779911 today"
    assert words("PD-BANK", text) == ["20-00-00 account 55779911"]
