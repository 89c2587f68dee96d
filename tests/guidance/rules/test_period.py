"""IM-ELECTION and IM-HOLD: what goes out in a time when little may.

The times are given, not looked up.
"""

import pytest

from guidance.content import AuthorityClass, Period
from tests.guidance.asking import known


def test_election_stops_what_is_not_essential():
    [finding] = known("IM-ELECTION", period=Period(election=True))
    assert finding.severity == "block"


def test_election_of_a_place_asks_an_officer():
    [finding] = known("IM-ELECTION", period=Period(election=True, local=True))
    assert (finding.severity, finding.authority) == ("auth", AuthorityClass.ELECTION)


@pytest.mark.parametrize(
    "period", [Period(), Period(election=True, essential_business=True)]
)
def test_election_lets_essential_business_pass(period):
    assert known("IM-ELECTION", period=period) == []


def test_hold_stops_every_post():
    [finding] = known("IM-HOLD", "Happy Friday!", period=Period(hold_active=True))
    assert finding.severity == "block"


@pytest.mark.parametrize(
    "period", [Period(), Period(hold_active=True, hold_release="DirC-2026-09")]
)
def test_hold_lets_a_released_post_pass(period):
    assert known("IM-HOLD", period=period) == []
