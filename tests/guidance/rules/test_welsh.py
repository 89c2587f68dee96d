"""AC-WELSH: one act in two languages, or not.

No pair here exists.
"""

import pytest

from guidance.content import WelshPair
from tests.guidance.asking import known


@pytest.mark.parametrize(
    "welsh",
    [
        WelshPair(required=True),
        WelshPair(required=True, pair="p2", same_moment=False),
        WelshPair(required=True, pair="p2", same_moment=True, human_checked=False),
    ],
)
def test_welsh_that_is_missing_apart_or_unread_is_seen(welsh):
    assert known("AC-WELSH", welsh=welsh) != []


@pytest.mark.parametrize(
    "welsh",
    [
        WelshPair(),
        WelshPair(required=True, pair="p2", same_moment=True),
        WelshPair(required=True, pair="p2"),
    ],
)
def test_welsh_as_one_act_passes(welsh):
    assert known("AC-WELSH", welsh=welsh) == []
