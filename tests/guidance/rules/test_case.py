"""PD-CASE on one person's case, and on information for everybody.

Nobody here has a case.
"""

import pytest

from tests.guidance.asking import found, severities


SPEAKS_UP = (
    "Hi Tom, your application was rejected because the form was late",
    "Date of birth 3 May 1985",
    "DOB 1985-05-03",
    "Her claim has been suspended",
    "@alice your appeal was dismissed",
    "Mrs Jones's benefits have been stopped",
    "UTR: 12345 67890",
    "We have closed your case because you missed your appointment",
    "Sorry, your visa was refused",
    "We've looked at your claim and your payment was delayed",
)
LETS_PASS = (
    "When your application is approved we will write",
    "Please include your date of birth",
    "If your visa was refused you can appeal",
    "Your claim is processed in 5 weeks",
    "Check your UTR",
    "Find out what to do if your benefits have been stopped",
    "Her book was published in 1985",
    "His appeal for calm",
    "The case is closed",
    "Born on 3 May 1985",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_case_is_seen(text):
    assert found("PD-CASE", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_case_lets_ordinary_words_pass(text):
    assert found("PD-CASE", text) == []


def test_case_that_is_discussed_needs_an_officer_and_a_date_of_birth_stops():
    [finding] = found("PD-CASE", "Hi Tom, your claim was refused because it was late")
    assert (finding.severity, finding.authority) == ("auth", "case")
    assert severities("PD-CASE", "DOB: 12/03/1985") == ["block"]
