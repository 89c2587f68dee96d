"""PD-ADDR on homes, and on streets and venues.

The postcodes are of areas that do not exist, or of government's own buildings.
"""

import pytest

from guidance.content import Registers
from tests.guidance.asking import found, severities, words


SPEAKS_UP = (
    "Send cards to Alice at 22 Elm Grove, Exampleton AA2 2BB",
    "He lives at 14 Acacia Avenue",
    "her home address is 3 Oak Close",
    "My house, 7 Station Road",
    "Flat 4, AA1 1AB",
    "deliver it to 9 Mill Lane AA20 4BX",
    "Bob lives at flat 12",
    "The family home, 6 Church Street, AA1 1AB",
    "Flowers for Grace: 2 Rose Cottage, Flat 3",
)
LETS_PASS = (
    "The A38 at Station Road is closed",
    "SW1A 0AA",
    "Visit Exampleton Library",
    "Traffic on the M5 J10",
    "10 Downing Street statement",
    "Residents of Mill Lane",
    "B12 bus",
    "AB12 area",
    "We live in interesting times",
    "101 High Street businesses supported",
    "3 Great Western trains cancelled",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_address_is_seen(text):
    assert found("PD-ADDR", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_address_lets_ordinary_words_pass(text):
    assert found("PD-ADDR", text) == []


def test_address_of_a_venue_is_a_question_and_not_a_stop():
    text = "Visit us at the Town Hall, 25 High Street, Exampleton AA1 1AB"
    assert severities("PD-ADDR", text) == ["warn"]


def test_address_that_is_listed_passes():
    registers = Registers(public_addresses=frozenset({"25 High Street, aa1 1ab"}))
    text = "Visit us at the Town Hall, 25 High Street, Exampleton AA1 1AB"
    assert found("PD-ADDR", text, registers=registers) == []


def test_address_is_pointed_at_from_the_house_to_the_postcode():
    text = "Write to Sam at 14 Acacia Road, Exampleton AA1 1AB."
    assert words("PD-ADDR", text) == ["14 Acacia Road, Exampleton AA1 1AB"]
