"""PL-LIMIT on each network's own way of counting.

How the counting itself works is tested in `test_counting`.
"""

import pytest

from guidance.content import Kind, Material, Passage
from guidance.engine import check
from tests.guidance.asking import TODAY, found, words


@pytest.mark.parametrize(
    ("platform", "most"),
    [("rehearsal", 500), ("x", 280), ("mastodon", 500), ("bluesky", 300)],
)
def test_length_at_the_limit_passes_and_one_more_does_not(platform, most):
    assert found("PL-LIMIT", "a" * most, platform=platform) == []
    [finding] = found("PL-LIMIT", "a" * (most + 1), platform=platform)
    assert (finding.start, finding.end) == (most, most + 1)
    assert finding.message.startswith("This is 1 over the limit for ")


def test_length_points_at_what_is_too_much():
    text = "a" * 270 + " https://www.gov.uk/x"
    assert words("PL-LIMIT", text, platform="x") == ["https://www.gov.uk/x"]


def test_length_of_bluesky_is_also_one_of_bytes():
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
    [finding] = found("PL-LIMIT", family * 121, platform="bluesky")
    assert finding.message == "This is 25 bytes over the limit for Bluesky."


def test_length_believes_what_the_network_itself_said():
    passage = Passage("text", "a" * 501, platform="mastodon", max_length=5000)
    assert check(Material((passage,)), on=TODAY).findings == ()


def test_length_of_alt_text_has_a_limit_of_its_own():
    assert found("PL-LIMIT", "a" * 1001, kind=Kind.ALT_TEXT, platform="x") != []
    assert found("PL-LIMIT", "a" * 1000, kind=Kind.ALT_TEXT, platform="x") == []


def test_length_of_instagram_includes_the_number_of_hashtags():
    [finding] = found("PL-LIMIT", "#Tag " * 31, platform="instagram")
    assert finding.message == "This is 1 hashtags over the limit for Instagram."


def test_length_without_a_network_is_nobodys_business():
    assert found("PL-LIMIT", "a" * 5000) == []
