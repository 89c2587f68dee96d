"""Two texts are the same words, whatever a platform did to one of them.

No platform is asked here.
"""

import pytest

from publishing.platforms.fingerprint import Likeness, compare


LINKS = {
    "https://t.co/a1": "https://www.gov.uk/stay-safe",
    "https://t.co/b2": "http://gov.uk/pay",
}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Fish & chips < £10", "Fish &amp; chips &lt; £10"),
        ("Write &amp; in HTML", "Write &amp;amp; in HTML"),
        ("Line one\n\n\nLine two ", "Line one\n\nLine two"),
        ("Ty\u0302 agored", "T\u0177 agored"),
        ("Family \U0001f469\u200d\U0001f467 day", "Family \U0001f469\U0001f467 day"),
        ("Thank you \u2764\ufe0f", "Thank you \u2764"),
        ("Read https://www.gov.uk/stay-safe.", "Read https://t.co/a1."),
        ("Pay at gov.uk/pay (now)", "Pay at https://t.co/b2 (now)"),
        (
            "https://WWW.gov.uk/stay-safe/ or gov.uk/pay",
            "https://t.co/a1 or https://t.co/b2",
        ),
        (
            "A link that was left alone: example.com",
            "A link that was left alone: example.com",
        ),
    ],
)
def test_compare_sees_the_same_words(ours, theirs):
    assert compare(ours, theirs, LINKS) == Likeness.SAME


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Offices close at 5pm", "Offices close at 6pm"),
        ("Offices close at 5pm", "Offices close at 5pm today"),
        ("Offices close at 5pm", "Offices close at 5pm https://t.co/a1"),
        ("", "Offices close at 5pm"),
        ("offices close", "Offices close"),
    ],
)
def test_compare_sees_other_words(ours, theirs):
    assert compare(ours, theirs, LINKS) == Likeness.OTHER


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Read https://www.gov.uk/another-page", "Read https://t.co/a1"),
        ("Read https://www.gov.uk/stay-safe", "Read https://t.co/unknown"),
    ],
)
def test_compare_does_not_decide_where_only_a_link_differs(ours, theirs):
    assert compare(ours, theirs, LINKS) == Likeness.ALIKE
