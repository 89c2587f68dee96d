"""AC-CAPTION: what a deaf person can follow, and what flashes.

No film here exists.
"""

import pytest

from guidance.content import MediaKind, Medium
from tests.guidance.asking import known


VIDEO, AUDIO = MediaKind.VIDEO, MediaKind.AUDIO


@pytest.mark.parametrize(
    "medium",
    [
        Medium(VIDEO, speech=True, captions=False),
        Medium(VIDEO, speech=True, captions=True, captions_checked=False),
        Medium(VIDEO),
        Medium(VIDEO, captions_checked=True, flashes_over_3hz=True),
        Medium(AUDIO, speech=True),
        Medium(VIDEO, speech=False, transcript=False),
    ],
)
def test_captions_that_are_missing_are_seen(medium):
    assert known("AC-CAPTION", media=(medium,)) != []


@pytest.mark.parametrize(
    "medium",
    [
        Medium(VIDEO, speech=True, captions=True, captions_checked=True),
        Medium(VIDEO, speech=False),
        Medium(VIDEO, live=True, speech=True),
        Medium(AUDIO, speech=True, transcript=True),
        Medium(),
    ],
)
def test_captions_that_are_there_or_not_needed_pass(medium):
    assert known("AC-CAPTION", media=(medium,)) == []
