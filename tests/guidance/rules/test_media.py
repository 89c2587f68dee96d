"""LG-MEDIA: what is on record of a picture.

No picture here exists.
"""

import pytest

from guidance.content import Medium
from tests.guidance.asking import known


@pytest.mark.parametrize(
    "medium",
    [
        Medium(),
        Medium(rights="unknown"),
        Medium(rights="CC-BY-SA"),
        Medium(rights="crown", people=True),
        Medium(rights="crown", gps=True),
        Medium(rights="crown", testimonial=True),
        Medium(rights="crown", ai=True),
    ],
)
def test_media_with_something_unrecorded_is_seen(medium):
    assert known("LG-MEDIA", media=(medium,)) != []


@pytest.mark.parametrize(
    "medium",
    [
        Medium(rights="crown"),
        Medium(rights="cc-by", credit="A Smith"),
        Medium(rights="cc0"),
        Medium(rights="crown", people=True, consent="C-19"),
        Medium(rights="crown", testimonial=True, attested="T-4"),
        Medium(rights="crown", ai=True, ai_label="Made with AI"),
    ],
)
def test_media_on_record_passes(medium):
    assert known("LG-MEDIA", media=(medium,)) == []


def test_media_that_nobody_mentions_is_not_judged():
    assert known("LG-MEDIA") == []
