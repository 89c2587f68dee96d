"""PD-NINO on numbers that HMRC could issue, and on those that it never does.

No number here was taken from anybody.
"""

import pytest

from tests.guidance.asking import found, words


SPEAKS_UP = (
    "AB 12 34 56 C",
    "ab123456c",
    "NINO: JG103759A",
    "his NI no is AB 12 34 56",
    "National Insurance number: CE 12-34-56-D",
    "A B 1 2 3 4 5 6 C",
    "nino AB123456 C",
    "ni number: ab 12 34 56 c",
    "\uff08\uff21\uff22\uff11\uff12\uff13\uff14\uff15\uff16\uff23\uff09",
    "AB\u201112\u201134\u201156\u2011C",
    "my ni number's JG103759",
    "Letter for AB123456C.",
    "ref_AB123456C_scan.pdf",
)
LETS_PASS = (
    "QQ123456C",
    "Your number looks like QQ123456C",
    "Call at 10 11 12 a good time",
    "VAT GB 123 4567 89",
    "FY 2025 26 budget",
    "ZZ123456A",
    "DA123456A",
    "AO123456A",
    "Grid reference SU 12 34 56",
    "Model AB1234567C",
    "COVID-19 B1617",
    "Hex ab123456cd",
    "We made 12 34 56 c",
    "AB123456E",
    "M25 J10 12 34 56 78 a",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_national_insurance_is_seen(text):
    assert found("PD-NINO", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_national_insurance_lets_ordinary_words_pass(text):
    assert found("PD-NINO", text) == []


def test_national_insurance_points_at_the_number():
    text = "Your NI number AB 12 34 56 C has been updated"
    assert words("PD-NINO", text) == ["AB 12 34 56 C"]


def test_national_insurance_is_seen_through_hidden_characters():
    text = "AB12\u200b34\u00ad56C"
    assert words("PD-NINO", text) == [text]


@pytest.mark.parametrize("prefix", ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"])
def test_national_insurance_lets_prefixes_pass_that_are_never_issued(prefix):
    assert found("PD-NINO", f"{prefix}123456A") == []
