"""PD-IDDOC on documents and plates, and on the same shapes elsewhere.

No number here was taken from anybody.
"""

import pytest

from tests.guidance.asking import found, severities


SPEAKS_UP = (
    "Passport number 533401372",
    "passport no. 533 401 372 lost",
    "Licence MORGA657054SM9IJ",
    "MORGA 657054 SM9IJ",
    "morga657054sm9ij 35",
    "silver Ford Fiesta AB12 CDE",
    "Have you seen this van? Reg: ab12cde",
    "vehicle registration A123 BCD",
    "The driver of AB12CDE",
    "BRP 123456789 was found",
)
LETS_PASS = (
    "Passport fees rise to £94.50",
    "More than 533401372 views",
    "AB12 CDE",
    "M25 J10",
    "COP30",
    "Cars on the A38 and M5",
    "Passport applications: 5,334,013",
    "EU19 fund for car clubs",
    "Drivers: the A12 is closed",
    "The car park opens at 9",
    "A passport number looks like, for example, 123456789",
    "Vehicle tax: form V5C",
    "The van on the M6 toll",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_identity_is_seen(text):
    assert found("PD-IDDOC", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_identity_lets_ordinary_words_pass(text):
    assert found("PD-IDDOC", text) == []


def test_identity_document_stops_and_a_plate_asks():
    assert severities("PD-IDDOC", "His passport 533401372 was found") == ["block"]
    assert severities("PD-IDDOC", "The car, reg AB12 CDE, was left") == ["warn"]
