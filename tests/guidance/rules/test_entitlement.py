"""CM-ENTITLE on personal decisions, and on where to find out.

No rule but this one is asked here.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "You're entitled to free school meals",
    "You will receive a £300 payment",
    "You won't have to pay",
    "You qualify for the grant",
    "All pensioners are entitled to the payment",
    "You're owed a refund",
    "You do not have to pay the fine",
    "Your claim will be approved",
    "You can claim £500",
    "You'll get your money back",
    "You are eligible for Pension Credit",
)
LETS_PASS = (
    "Are you eligible for Pension Credit?",
    "You could be entitled to help",
    "You may be entitled to Pension Credit",
    "If you're entitled to it, apply",
    "Who is entitled to vote",
    "Scam alert: messages saying you are owed a refund are fake",
    "You don't need to do anything",
    "Check whether you qualify",
    "You'll get a letter",
    "You may not have to pay",
    "See if you can claim",
    "You don't need to book",
    "Everyone is welcome",
    "You are entitled to it if you earn under the limit",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_entitlement_is_seen(text):
    assert found("CM-ENTITLE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_entitlement_lets_ordinary_words_pass(text):
    assert found("CM-ENTITLE", text) == []
