"""Counting as the networks count, against vectors that they published.

The vectors are X's own; the rest is from the networks' documentation.
"""

from pathlib import Path

import pytest
import yaml

from guidance.rules.counting import Excess, composed, count, excess, limit


VECTORS = (
    Path(__file__).parents[4] / "shared/vectors/twitter-text/conformance/validate.yml"
)
SUITES = (
    "WeightedTweetsCounterTest",
    "WeightedTweetsWithDiscountedEmojiCounterTest",
    "UnicodeDirectionalMarkerCounterTest",
)
# The first suite is for version 2 of X's configuration, in which an emoji of several
# code points counted each of them; since version 3 it counts two.
ONLY_IN_VERSION_2 = frozenset(
    {
        "Count a mix of single byte single word, and double word unicode characters",
        "Count unicode emoji chars outside the basic multilingual plane with skin tone modifiers",
    }
)
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def published_cases():
    if not VECTORS.exists():
        return [pytest.param("", 0, marks=pytest.mark.skip("no shared vectors here"))]
    suites = yaml.safe_load(VECTORS.read_text(encoding="utf-8"))["tests"]
    return [
        pytest.param(
            case["text"], case["expected"]["weightedLength"], id=f"{suite}-{number}"
        )
        for suite in SUITES
        for number, case in enumerate(suites[suite])
        if not (suite == SUITES[0] and case["description"] in ONLY_IN_VERSION_2)
    ]


@pytest.mark.parametrize(("text", "expected"), published_cases())
def test_counting_on_x_agrees_with_the_published_vectors(text, expected):
    assert count(text, "x") == expected


def test_counting_on_bluesky_is_by_grapheme():
    assert count(FAMILY + "e\u0301", "bluesky") == 2


def test_counting_on_mastodon_shortens_links_and_remote_mentions():
    text = "@alice@example.social https://www.gov.uk/" + "a" * 80
    assert count(text, "mastodon") == len("@alice ") + 23


def test_counting_on_threads_takes_emoji_by_the_byte():
    assert count("a" + FAMILY, "threads") == 1 + len(FAMILY.encode())


def test_counting_elsewhere_is_by_character():
    assert count("a" + FAMILY, "rehearsal") == 8
    assert count("", "rehearsal") == 0


def test_counting_leaves_a_pile_of_marks_alone_and_composes_the_rest():
    pile = "o" + "\u0301\u0327" * 1000
    assert composed("e\u0301" + pile + "e\u0301") == "\u00e9" + pile + "\u00e9"


def test_counting_says_how_much_is_too_much_and_where_it_begins():
    assert excess("\U0001f468" * 200, "x", limit("x")) == Excess(over=120, start=140)
    assert excess("a" * 281, "x", limit("x")) == Excess(over=1, start=280)
    assert excess("a" * 280, "x", limit("x")) is None


def test_counting_knows_a_limit_for_every_network():
    assert limit("rehearsal") == 500
    assert limit("x") == 280
    assert limit("a network that nobody knows") == 100_000
