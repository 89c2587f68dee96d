"""CM-OTHERS on binding another body, and on its news.

No rule but this one is asked here.
"""

import pytest

from guidance.content import Registers
from tests.guidance.asking import found


SPEAKS_UP = (
    "DWP will write to all pensioners",
    "The Home Office will pay for it",
    "Schools must provide uniforms",
    "Your council will collect it for free",
    "Energy companies will refund you",
    "The Scottish Government is going to scrap the charge",
    "HMRC has agreed to extend the deadline",
    "NHS England will fund new scanners",
    "On behalf of the NHS, sorry",
    "Employers must pay sick leave",
    "The Environment Agency promises to dredge the river",
)
LETS_PASS = (
    "The Met Office will publish its forecast",
    "The BBC will be live at 6",
    "HMRC said it will refund",
    "Councils met today",
    "Your council can help",
    "The NHS is 75",
    "DVLA never asks",
    "The Bank of England is in London",
    "Schools are closed",
    "HMRC will never text you",
    "Contact your council",
    "The Environment Agency has issued a flood alert",
    "Police forces across the country took part",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_other_bodies_is_seen(text):
    assert found("CM-OTHERS", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_other_bodies_lets_ordinary_words_pass(text):
    assert found("CM-OTHERS", text) == []


def test_other_bodies_are_not_ourselves():
    registers = Registers(own_names=frozenset({"HMRC"}))
    assert found("CM-OTHERS", "HMRC will write to you in May") != []
    assert found("CM-OTHERS", "HMRC will write to you", registers=registers) == []
