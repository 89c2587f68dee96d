"""Text that nobody writes in good faith: no crash, no span outside the text.

How long it takes is the benchmark's question.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.guidance.asking import asked


FRAGMENTS = st.sampled_from(
    [
        *(
            "0",
            "07700 ",
            "+44",
            "(0",
            "AB 12 34 56 ",
            "OFFICIAL-",
            "SECRET\n",
            "we will ",
        ),
        *("you will ", "our pledge ", "the last government ", "Labour ", "vote for "),
        *(
            "http://",
            "https://a.b/?",
            "a.",
            "@",
            "#stayathome",
            "\\\\a\\",
            "(",
            "[",
            '"',
        ),
        *(
            "'",
            "\u201c",
            "\u202e",
            "\u0301",
            "\ud800",
            "\U0001f468\u200d",
            "\uff11",
            "\u200b",
        ),
    ]
)
ANYTHING = st.one_of(FRAGMENTS, st.characters(), st.text(max_size=5))
PLATFORMS = st.sampled_from(["", "x", "bluesky", "mastodon", "threads", "instagram"])


@settings(max_examples=300, deadline=None)
@given(st.lists(ANYTHING, max_size=60).map("".join), PLATFORMS)
def test_hostile_text_gives_spans_inside_the_text(text, platform):
    for finding in asked(text, platform=platform).findings:
        assert 0 <= finding.start < finding.end <= len(text)


@settings(max_examples=30, deadline=None)
@given(st.lists(ANYTHING, min_size=1, max_size=4).map("".join), PLATFORMS)
def test_hostile_repetition_is_answered(fragment, platform):
    text = (fragment * 3000)[:3000]
    assert asked(text, platform=platform) == asked(text, platform=platform)


@pytest.mark.parametrize("plane", range(17))
def test_hostile_planes_are_all_read(plane):
    text = "".join(chr(plane * 0x10000 + point) for point in range(0, 0x10000, 7))
    result = asked(text, platform="x")
    assert all(finding.end <= len(text) for finding in result.findings)
