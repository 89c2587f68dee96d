"""OI-SECOPS on what helps an attacker, and on what is over or ordinary.

No code here opens anything.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "The Prime Minister is on his way to Leeds General",
    "The Home Secretary is now at Dover docks",
    "Troops are moving out from RAF Brize Norton tonight",
    "HMS Example sails from Portsmouth on Tuesday",
    "Wi-Fi password: Summer2026!",
    "The gate code is 1234#",
    "Alarm code: 9981",
    "A dawn raid will take place tomorrow",
    "The CCTV is down at the depot",
    "Special forces are on the ground",
    "login password is Qwerty99",
    "The Minister will arrive at 3pm by helicopter",
)
LETS_PASS = (
    "The Minister is right",
    "Use a strong password: three random words",
    "Your postcode is required",
    "Troops returned home last week",
    "Dress code: casual",
    "Never share your PIN",
    "QR code: scan it",
    "The password is dead, long live passkeys",
    "Code of conduct",
    "Minister opens new centre",
    "The King visited Exampleton",
    "HMS Victory is open to visitors",
    "Discount code: SAVE20",
    "The Minister is proud",
    "Dialling code is 01632",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_security_is_seen(text):
    assert found("OI-SECOPS", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_security_lets_ordinary_words_pass(text):
    assert found("OI-SECOPS", text) == []
