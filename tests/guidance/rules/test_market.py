"""OI-MARKET on news that moves prices, and on markets with stalls.

No rule but this one is asked here.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "$BP licence",
    "Bank of England will cut rates",
    "The merger of Acme and Example is approved",
    "Corporation tax will rise",
    "Fuel duty to be frozen",
    "Example Water plc to be nationalised",
    "The government will sell its stake in Example Bank",
    "Takeover bid blocked",
    "Example Energy's licence will be revoked as the company collapses",
    "The operator has gone into administration",
    "VAT will increase",
    "we are nationalising the railways",
    "Stamp duty will be cut",
)
LETS_PASS = (
    "Christmas market opens",
    "Job market stats",
    "US$5 million",
    "$100 prize",
    "Council tax bands explained",
    "Tax your vehicle online",
    "Share your photos",
    "Interest rates explained",
    "Merger history exhibition",
    "Fishing licence: renew online",
    "TV licence",
    "Car tax is due",
    "Duty officer",
    "A bidder at our auction",
    "Business rates relief",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_market_is_seen(text):
    assert found("OI-MARKET", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_market_lets_ordinary_words_pass(text):
    assert found("OI-MARKET", text) == []
