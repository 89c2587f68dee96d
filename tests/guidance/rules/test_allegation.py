"""LG-DEFAME on accusations of somebody named, and on warnings that accuse nobody.

Nobody named here exists.
"""

import pytest

from tests.guidance.asking import found, severities


SPEAKS_UP = (
    "Mrs Brown stole from her customers",
    "Don't trust Example Roofing Ltd: cowboys",
    "John Example is a liar",
    "Example Motors are crooks",
    "Dr Sample has been covering up mistakes",
    "Beware of Acme Lettings: they rip people off",
    "Councillor Jones is corrupt",
    "The fraudsters behind Example Holdings have gone",
    "Sir Alan Example lied to Parliament",
    "Example Foods plc knowingly sold bad meat",
    "Jane Example defrauded pensioners",
    "Acme Loans Ltd is a scam",
)
LETS_PASS = (
    "Fraudsters are calling people at home",
    "Trading Standards warns of rogue traders",
    "Mr Smith spoke about scams at the library",
    "Scammers are pretending to be from Example Energy Ltd",
    "Example Homes Ltd was fined by the court: https://www.hse.gov.uk/x",
    "Drink Driving is a criminal offence",
    "PC Jones gave a talk on fraud",
    "Burglars stole tools from Exampleton Farm",
    "A man stole a car on Station Road",
    "Never give your PIN to anyone",
    "The National Crime Agency tackles money laundering",
    "Operation Example: two held for theft",
    "Identity Theft is a crime",
    "Lady Example opened the new ward",
    "Victims of fraud can call Action Fraud",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_allegation_is_seen(text):
    assert found("LG-DEFAME", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_allegation_lets_ordinary_words_pass(text):
    assert found("LG-DEFAME", text) == []


def test_allegation_with_an_outcome_and_no_link_only_informs():
    text = "Mr Smith was convicted of fraud after he lied to customers"
    assert set(severities("LG-DEFAME", text)) <= {"advise"}
    assert found("LG-DEFAME", f"{text}: https://www.cps.gov.uk/x") == []
