"""CR-NATION on devolved policy with no nation named, and on local news.

No policy here is anyone's.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "Tuition fees will rise by 3%",
    "Free childcare for two-year-olds",
    "Council tax will rise",
    "Every school will have a breakfast club",
    "NHS dental charges go up on Monday",
    "Bus fares are capped at £3",
    "No-fault evictions are banned from today",
    "Free eye tests for everyone over 60",
    "GCSEs are changing",
    "Single-use vapes are banned from June",
)
LETS_PASS = (
    "Tuition fees in England will rise",
    "Free bus travel for under 22s in Scotland",
    "Your local school is open",
    "Council tax bills for Exampleton: ask the town hall",
    "The school run: slow down",
    "Speak to your GP",
    "Rail fares: buy before you board",
    "Prescriptions can be collected at the front desk",
    "Northern Ireland: school meals from £2.60",
    "Passport fees change in April",
    "Planning application 26/01234",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_nation_is_seen(text):
    assert found("CR-NATION", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_nation_lets_ordinary_words_pass(text):
    assert found("CR-NATION", text) == []
