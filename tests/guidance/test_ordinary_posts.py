"""Ordinary posts of public bodies: nothing stops them and no officer is needed.

The posts are invented, in the manner of real ones; what is asked mildly is not counted.
"""

from pathlib import Path

import pytest

from tests.guidance.asking import asked


POSTS = (
    (Path(__file__).parent / "ordinary_posts.txt")
    .read_text(encoding="utf-8")
    .splitlines()
)


@pytest.mark.parametrize("post", POSTS)
def test_ordinary_post_needs_nobody(post):
    findings = asked(post, platform="x").findings
    assert [each for each in findings if each.severity in {"block", "auth"}] == []
