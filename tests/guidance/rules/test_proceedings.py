"""OI-LIVECASE on active proceedings, and on cases that are over.

No rule but this one is asked here.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "Two people have been arrested",
    "Man charged with murder",
    "A 30-year-old woman remains in custody",
    "He will appear before Exampleton Magistrates' Court",
    "Remanded in custody",
    "On trial for fraud",
    "The accused denies it",
    "Wanted on suspicion of burglary: John Doe",
    "The inquest into the death opens today",
    "She pleaded not guilty",
    "Released on bail",
    "awaiting sentence",
    "murder suspect",
    "The court case against the firm continues",
    "he's been released under investigation",
)
LETS_PASS = (
    "Jailed for 12 years",
    "A man has been jailed after he was arrested in May",
    "You are charged a fee",
    "Charge your car",
    "Trial our new app",
    "Free trial",
    "Defend your home from flooding",
    "sentenced to 10 years in prison",
    "Tribunal service closed on Monday",
    "Court Road is closed",
    "Wanted: volunteers",
    "The Court of Appeal building tour",
    "You'll be charged at the standard rate",
    "trial run of the new barrier",
    "Fined £2,000 after he was charged with fly-tipping",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_proceedings_is_seen(text):
    assert found("OI-LIVECASE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_proceedings_lets_ordinary_words_pass(text):
    assert found("OI-LIVECASE", text) == []
