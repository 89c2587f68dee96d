"""AC-ALT: words for a picture, and words that are none.

No picture here exists.
"""

import pytest

from guidance.content import Kind, Material, MediaKind, Medium, Passage
from guidance.engine import check
from tests.guidance.asking import TODAY, found, known


SPEAKS_UP = (
    "image of chart",
    "A photo of the minister",
    "IMG_2231.jpg",
    "screenshot",
    "DSC0042",
    "chart",
    "flood-map_v2.png",
    "x",
    "Picture showing the bridge",
    "a" * 1001,
)
LETS_PASS = (
    "Bar chart: applications rose from 10,000 in 2024 to 14,000 in 2025",
    "Two engineers repair a flood gate beside the river",
    "Photographer Bob Okafor with his camera at the weir",
    "Map of Exampleton with the flooded streets in blue",
)


@pytest.mark.parametrize("text", SPEAKS_UP)
def test_alt_text_that_says_nothing_is_seen(text):
    assert found("AC-ALT", text, kind=Kind.ALT_TEXT) != []


@pytest.mark.parametrize("text", LETS_PASS)
def test_alt_text_that_describes_passes(text):
    assert found("AC-ALT", text, kind=Kind.ALT_TEXT) == []


def test_alt_text_that_copies_the_post_is_seen():
    said = "Flood warning for the Ouse"
    passages = (Passage("text", said), Passage("alt", said, kind=Kind.ALT_TEXT))
    found_in = [each.field for each in check(Material(passages), on=TODAY).findings]
    assert found_in == ["alt"]


def test_alt_text_may_be_missing_only_from_decoration():
    assert known("AC-ALT", media=(Medium(),)) != []
    assert known("AC-ALT", media=(Medium(decorative_reason="brand border only"),)) == []
    assert known("AC-ALT", media=(Medium(kind=MediaKind.VIDEO),)) == []
