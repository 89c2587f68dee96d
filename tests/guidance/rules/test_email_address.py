"""PD-EMAIL on people's addresses, and on those of desks.

Every name is of the cast, every domain invented or a mail service's.
"""

import pytest

from tests.guidance.asking import found, severities, words


SPEAKS_UP = (
    "Email alice.archer@gmail.com",
    "alice@hotmail.co.uk",
    "write to a.archer@example.gov.uk",
    "Contact Bob.Okafor@homeoffice.gov.uk for more",
    "tom_reed@example.nhs.uk",
    "grace-lin@council.example.uk",
    "ALICE.ARCHER@EXAMPLE.GOV.UK",
    "alice1985@yahoo.com",
    "alice dot archer? No: alice.archer (at) gmail.com",
    "alice [at] gmail [dot] com",
    "priya.m.shah@example.gov.uk",
    "press.office@gmail.com",
    "mary.o'neil@dept.gov.uk",
    "bob.okafor2@police.example.uk",
)
LETS_PASS = (
    "enquiries@example.gov.uk",
    "press.office@example.gov.uk",
    "customer.service@example.gov.uk",
    "customer-services@example.gov.uk",
    "foi.requests@example.gov.uk",
    "planning@council.gov.uk",
    "data.protection@example.gov.uk",
    "no-reply@example.gov.uk",
    "report@phishing.gov.uk",
    "freedom.of.information@example.gov.uk",
    "north.team@example.gov.uk",
    "your.name@example.com",
    "@ExampleGov thanks",
    "alice@example.gov.uk",
    "Meet us at gmail.com HQ",
    "blue.badge.team@council.gov.uk",
    "housing_benefit@council.gov.uk",
    "social.media@example.gov.uk",
    "101@example.police.uk",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_email_address_is_seen(text):
    assert found("PD-EMAIL", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_email_address_lets_ordinary_words_pass(text):
    assert found("PD-EMAIL", text) == []


def test_email_address_that_is_private_stops_and_a_named_official_needs_an_officer():
    assert severities("PD-EMAIL", "alice.archer@gmail.com") == ["block"]
    [finding] = found("PD-EMAIL", "alice.archer@example.gov.uk")
    assert (finding.severity, finding.authority) == ("auth", "staff")


def test_email_address_is_pointed_at():
    text = "Questions? bob.okafor@example.gov.uk."
    assert words("PD-EMAIL", text) == ["bob.okafor@example.gov.uk"]
