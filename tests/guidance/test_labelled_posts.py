"""The labelled posts that the bench reads: whom the rules stop wrongly, whom they miss.

The posts stand in bench/guidance/set; single wordings are tested under `rules`.
"""

import pytest

from bench.guidance import precision
from bench.guidance.labelled import posts, tallies


@pytest.fixture(scope="module")
def labelled():
    return posts()


def test_rules_stop_no_more_ordinary_posts_than_they_may(labelled):
    rows = precision.measure(labelled)
    assert [row.what for row in rows if row.held is False] == []


def test_rules_find_nine_in_ten_and_are_right_as_often(labelled):
    poor = {
        rule
        for rule, tally in tallies(labelled).items()
        if tally.recall < 0.9 or tally.precision < 0.85
    }
    assert poor == set()
