"""CM-DATE on promised dates, and on deadlines and opening times.

No rule but this one is asked here.
"""

import pytest

from tests.guidance.asking import found


SPEAKS_UP = (
    "We'll finish the bridge by May",
    "The new school will open in September 2027",
    "We will respond within 20 working days",
    "Every home will be insulated by 2030",
    "Work to be completed by Christmas",
    "All claims will be paid within 10 days",
    "The ban will be in place by the end of this Parliament",
    "We are committed to net zero by 2050",
    "We'll fix it by Friday",
    "The council will plant 5,000 trees this winter",
    "On track to deliver 1.5m homes by 2029",
)
LETS_PASS = (
    "Book by 1 May",
    "The library will be closed until Monday",
    "The event will start on 5 June",
    "Tell us by Friday",
    "We'll be open by 9am",
    "Submit your tax return by 31 January",
    "The exhibition will open in May",
    "It will rain by Tuesday",
    "The A12 will be closed from 9pm to 5am in March",
    "We'll be at the fair on Saturday",
    "Born in 1948",
    "In 2020 we opened the centre",
    "You must register by midnight on 18 April",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_dated_promise_is_seen(text):
    assert found("CM-DATE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_dated_promise_lets_ordinary_words_pass(text):
    assert found("CM-DATE", text) == []
