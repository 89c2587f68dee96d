"""OI-STATS on figures and hints before their release, and on what may be said.

No rule but this one is asked here.
"""

from datetime import UTC, datetime

import pytest

from guidance.content import Material, Passage, Schedule
from guidance.engine import check
from tests.guidance.asking import TODAY, found


SPEAKS_UP = (
    "Great news on jobs figures tomorrow, watch this space",
    "Good news on unemployment coming next week",
    "You'll like tomorrow's GDP numbers",
    "Something to smile about in the crime figures on Thursday",
)
LETS_PASS = (
    "The next inflation figures are out on 17 May at 9.30am",
    "Unemployment falls to 4.1%",
    "Crime prevention event tomorrow",
    "Great news: the pool reopens tomorrow",
    "Good news for dog owners coming soon",
    "House prices explained",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_statistics_is_seen(text):
    assert found("OI-STATS", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_statistics_lets_ordinary_words_pass(text):
    assert found("OI-STATS", text) == []


RELEASE = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)


def before_release(text):
    publish_at = RELEASE.replace(minute=29)
    schedule = Schedule(publish_at=publish_at, stat_release_at=RELEASE)
    material = Material((Passage("text", text),), schedule=schedule)
    return [each.rule for each in check(material, on=TODAY).findings]


def test_statistics_before_their_release_are_stopped_with_a_figure_or_a_direction():
    assert "OI-STATS" in before_release("Unemployment is 4.1%")
    assert "OI-STATS" in before_release("Unemployment is heading down")


def test_statistics_release_may_be_announced():
    assert before_release("The next GDP release is on 12 May 2026 at 9:30am") == []
