"""IM-CONTROV: the phrases of the register, in the spellings that people use.

The issues are examples.
"""

import pytest

from guidance.content import Registers
from tests.guidance.asking import found


LIVE = Registers(live_issues=frozenset({"small boats", "two-child limit"}))


@pytest.mark.parametrize(
    "text",
    [
        "Our position on the two-child limit is right",
        "Why the two child limit matters",
        "The 2-child limit explained",
        "Small boats: here is why critics are wrong",
        "Another small boat crossing",
        "#SmallBoats",
    ],
)
def test_live_issue_is_seen(text):
    assert found("IM-CONTROV", text, registers=LIVE) != []


@pytest.mark.parametrize(
    "text",
    [
        "Hire small sailing boats on the Broads",
        "Child Benefit: how to claim",
        "A limit of two per child",
    ],
)
def test_live_issue_lets_other_words_pass(text):
    assert found("IM-CONTROV", text, registers=LIVE) == []


def test_live_issue_needs_a_register():
    assert found("IM-CONTROV", "Small boats") == []
