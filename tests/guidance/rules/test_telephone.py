"""PD-PHONE on numbers of people and of offices.

Every number here is from Ofcom's drama ranges, or nobody's.
"""

import pytest

from guidance.content import Registers
from tests.guidance.asking import found, severities, words


SPEAKS_UP = (
    "Call Bob on 07700 900123",
    "Mobile 07700-900-123",
    "m: 07700.900.123",
    "WhatsApp +447700900123",
    "Contact Tom Reed, +44 (0)7700 900 123",
    "ring 0044 7700 900123",
    "My number is 07700900123.",
    "(020) 7946 0018 is Grace's desk",
    "Tel:02079460018",
    "tel: +44 20 7946 0018",
    "Speak to Sam on 01632 960001",
    "Direct line 0113 496 0999",
    "☎️ 07700 900 999",
    "07700 900123 (Alice)",
    "Call \uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13",
    "phone 07700\u2011900\u2011123",
    "0 7 7 0 0 9 0 0 1 2 3",
    "Text 44 7700 900123",
    "Call me: 0161 496 0001 ext 4",
    "01632 960 123",
    "Home: 0131 496 0111",
    "020 7946 0018/0770",
    "Any witness call DC Shah on 07700 900 555 quoting 123",
    "Call 07700 900123or email",
    "Call 07700 900 123 for Tom",
    "Ring me on 01632-960-123",
    "phone: 0044 (0)20 7946 0018",
    "Sgt Reed: 07700900555",
    "T: 0161 496 0123 M: 07700 900 321",
    "My mob: 077 00 90 01 23",
    "Call 0117 4960 123",
    "Tom's direct dial is 029 2018 0123",
    "whatsapp 07700 900-123",
)
LETS_PASS = (
    "Call 0808 157 0111 or 101",
    "Call 0345 000 0000",
    "Call 0306 999 0100 today",
    "Text 61016",
    "Text 60777 for help",
    "Order number 07700900123456",
    "Crime reference 01632960001",
    "Ref: 07700900123",
    "Parcel JD0770090012345",
    "Open 09:00-17:00 01/02/2026",
    "Grid ref 0123 4567",
    "https://www.gov.uk/x/07700900123",
    "https://example.gov.uk/?id=07700900123",
    "Budget 2026-27: £07,700,900",
    "Population 01 January 2026: 67,000,000",
    "ISBN 978-0-7700-9001-2",
    "Version 0.7.7.0",
    "18001 0306 999 0393",
    "Call 0808 157 0247",
    "0870 000 0000",
    "UTC 2026-01-02 10:20:30",
    "Lines open 08:00 - 20:00 on 0808 157 0848",
    "call +1 202 555 0123",
    "0207 is an old code",
    "Case no. 02079460018",
    "10 12 2026 14 00 00",
    "Incident 0201 of 12/03/2026",
    "Train times 07:12 07:42 08:12",
    "Fixtures 01/02 08/02",
    "Ref 07/2026/00123",
    "ISO 27001:2013 20000-1",
    "£01234567890",
    "Lottery numbers 07 12 23 34 45 56",
    "Version 2.0.7.12",
    "Height 01.632 m",
    "IP 192.168.010.001",
    "Company number 01632960",
    "ISBN 0 7700 9001 2",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_telephone_is_seen(text):
    assert found("PD-PHONE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_telephone_lets_ordinary_words_pass(text):
    assert found("PD-PHONE", text) == []


def test_telephone_points_at_the_number_and_nothing_else():
    text = "Call Bob on +44 (0)7700\u00a0900\u00a0123, or 101."
    assert words("PD-PHONE", text) == ["+44 (0)7700\u00a0900\u00a0123"]


def test_telephone_finds_each_of_several_numbers():
    text = "07700 900123 07700 900124 or 0306 999 0100"
    assert words("PD-PHONE", text) == ["07700 900123", "07700 900124"]


@pytest.mark.parametrize(
    "listed", ["02079460999", "020 7946 0999", "+44 20 7946 0999", "0044(0)2079460999"]
)
def test_telephone_lets_a_listed_public_number_pass_however_it_is_written(listed):
    registers = Registers(public_numbers=frozenset({listed}))
    assert found("PD-PHONE", "Press: (020) 7946 0999", registers=registers) == []


def test_telephone_asks_about_an_offices_line_and_stops_a_persons():
    assert severities("PD-PHONE", "Call our press office on 020 7946 0999") == ["warn"]
    assert severities("PD-PHONE", "Call Alice direct on 020 7946 0999") == ["block"]
    assert severities("PD-PHONE", "Call our press office on 07700 900999") == ["block"]


def test_telephone_is_never_repeated_in_the_message():
    [finding] = found("PD-PHONE", "Call Bob on 07700 900123")
    assert "900" not in finding.message
