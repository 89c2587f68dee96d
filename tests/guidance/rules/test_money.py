"""CM-MONEY on public money, and on everybody else's.

No rule but this one is asked here.
"""

import pytest

from guidance.content import Registers
from tests.guidance.asking import found, words


SPEAKS_UP = (
    "We are investing £4.5bn in schools",
    "£12 million boost for libraries",
    "Every household will get £150 off their bill",
    "An extra £2 billion for the NHS",
    "We're spending £50,000 on new play equipment",
    "The council has awarded £300k to local charities",
    "A £20m fund for potholes",
    "£1,000 grant for new foster carers",
    "Half a million pounds for parks",
    "Pensioners get £300 towards heating",
    "We will waive the £50 fee",
    "£500 payment to carers",
    "New £10 voucher for every child",
)
LETS_PASS = (
    "Salary £34,000",
    "Fined £1,000 for fly-tipping",
    "Drugs worth £2 million seized",
    "A victim lost £40,000 to a scam",
    "Tickets cost £5",
    "Passport renewal costs £94.50",
    "Average house price £285,000",
    "Staff raised £1,200 for charity",
    "The fee is £34",
    "Park all day for £3",
    "£5 entry, kids free",
    "£100 penalty for late tax returns",
    "Average pay rose to £640 a week",
    "A man stole £300 of meat",
    "Rents from £650 a month",
    "Job: driver, £12.50 an hour",
    "Thieves took tools worth £3,000",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_money_is_seen(text):
    assert found("CM-MONEY", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_money_lets_ordinary_words_pass(text):
    assert found("CM-MONEY", text) == []


def test_money_points_at_the_amount():
    assert words("CM-MONEY", "We are giving £4.5 billion to hospitals") == [
        "£4.5 billion"
    ]


def test_money_that_is_a_published_fee_passes():
    registers = Registers(published_fees=frozenset({"£1,500"}))
    text = "We provide this for £1500 more"
    assert found("CM-MONEY", text, registers=registers) == []
