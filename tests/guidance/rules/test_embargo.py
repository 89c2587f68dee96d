"""OI-EMBARGO on words and on times.

No rule but this one is asked here.
"""

from datetime import UTC, datetime

import pytest

from guidance.content import Material, Passage, Schedule
from guidance.engine import check
from tests.guidance.asking import TODAY, found


SPEAKS_UP = (
    "Embargoed until 00.01",
    "STRICTLY EMBARGOED",
    "Under embargo until Friday",
    "EMBARGO: 09:30 Tuesday",
    "Not to be published before noon",
    "Press embargo until 10pm",
    "not for release until 9.30am",
    "Embargo lifts at 10am",
    "Do not publish before 9am",
    "Not for broadcast before 6pm",
)
LETS_PASS = (
    "Arms embargo extended",
    "The embargo on oil imports",
    "Sanctions and embargoes",
    "trade embargo against the regime",
    "Do not post before and after photos",
    "Embargoed goods seized at port",
    "This report was published in 2020",
    "Do not use before reading",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_embargo_is_seen(text):
    assert found("OI-EMBARGO", text) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_embargo_lets_ordinary_words_pass(text):
    assert found("OI-EMBARGO", text) == []


ENDS = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)


def scheduled(minute):
    publish_at = ENDS.replace(minute=minute)
    schedule = Schedule(publish_at=publish_at, embargo_until=ENDS)
    material = Material((Passage("text", "New figures"),), schedule=schedule)
    return check(material, on=TODAY).findings


def test_embargo_that_is_recorded_stops_a_post_one_minute_early():
    [finding] = scheduled(29)
    assert finding.message.startswith(
        "This is under embargo until 9:30am on 12 May 2026."
    )
    assert (finding.start, finding.end) == (0, len("New figures"))


def test_embargo_lets_a_post_go_at_the_very_minute():
    assert scheduled(30) == ()
