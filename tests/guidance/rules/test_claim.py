"""CR-SOURCE on figures that claim something, and on figures that do not.

No figure here was counted.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "Crime has fallen by 8%",
    "Three in four parents say they worry",
    "Nearly 40% of adults have no savings",
    "More than 5 million people now use the app",
    "Hospital admissions are at an all-time high",
    "The highest number of apprentices ever",
    "We have recruited 20,000 more officers",
    "Burglary has halved since 2020",
    "Half of all fires start in the kitchen",
    "Twice as many people died on rural roads",
    "Unemployment is down to 4.2 per cent",
    "One in ten drivers has no insurance",
    "Studies show that walking helps",
    "Millions of people have benefited",
    "The number of delays rose 12%",
    "Record numbers of visits to our parks",
    "75% of people feel safer",
)
LETS_PASS = (
    "Use a solution of 5% bleach",
    "20% off tickets this weekend",
    "The hill has a gradient of 1 in 5",
    "Open 24 hours, 7 days a week",
    "We won 3 out of 4 games",
    "Your phone should be 100% charged",
    "VAT is 20%",
    "Crime fell by 8%, according to the ONS",
    "Record your mileage each month",
    "Call 101 or visit us",
    "The M62 is closed between J25 and J26",
    "Half of the car park is closed",
    "Waiting lists fell 12%: https://www.gov.uk/statistics",
    "Engineers record levels on the Ouse every hour",
    "Rated 5 out of 5 for food hygiene",
    "The world record attempt starts at noon",
    "Bring 2 of 3 documents",
    "ONS figures show that 75% of people agree",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_claim_is_seen(text):
    assert found("CR-SOURCE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_claim_lets_ordinary_words_pass(text):
    assert found("CR-SOURCE", text) == []
