"""Captions are WebVTT with words and times in order, and their words are checked."""

import pytest
from django.core.exceptions import ValidationError

from drafts.checks.passages import spoken
from drafts.forms.captions import (
    IS_SRT,
    NONE_IN_IT,
    NOT_WEBVTT,
    clean_captions,
)


SAID = """WEBVTT

NOTE made by hand

1
00:01.000 --> 00:04.000
The river is rising.

00:00:04.500 --> 00:00:06.000 line:0
Stay on the path."""


def test_captions_keep_their_words_with_plain_line_ends() -> None:
    assert clean_captions("\ufeff" + SAID.replace("\n", "\r\n") + "\r\n") == SAID


def test_no_captions_are_no_fault() -> None:
    assert clean_captions(" \n ") == ""


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("The river is rising.", NOT_WEBVTT),
        ("WEBVTTS\n\n00:01.000 --> 00:02.000\nHello", NOT_WEBVTT),
        ("1\n00:00:01,000 --> 00:00:04,000\nThe river.", IS_SRT),
        ("WEBVTT", NONE_IN_IT),
        ("WEBVTT\n\nNOTE nothing yet", NONE_IN_IT),
        (
            "WEBVTT\n\nThe river is rising.",
            "Caption 1 has no times such as 00:01.000 --> 00:04.000.",
        ),
        (
            "WEBVTT\n\n00:61.000 --> 00:62.000\nHello",
            "Caption 1 has no times such as 00:01.000 --> 00:04.000.",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000", "Caption 1 has no words."),
        (
            "WEBVTT\n\n00:02.000 --> 00:01.000\nHello",
            "Caption 1 ends before it begins.",
        ),
        (
            "WEBVTT\n\n00:02.000 --> 00:03.000\nHello\n\n00:01.000 --> 00:02.000\nthere",
            "Caption 2 begins before the one above it.",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nHel\x00lo",
            "The captions have an invisible control character. Delete it.",
        ),
        (
            "WEBVTT\n\n" + "a" * 60_000,
            "The captions are too long. Keep them under 60 kB.",
        ),
    ],
)
def test_what_is_wrong_with_captions_is_said(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_captions(typed)

    assert refused.value.messages == [sentence]


def test_the_check_reads_what_is_said_where_it_stands() -> None:
    words = spoken(SAID)

    assert words.split() == [
        "The",
        "river",
        "is",
        "rising.",
        "Stay",
        "on",
        "the",
        "path.",
    ]
    assert len(words) == len(SAID)
    assert words.index("Stay") == SAID.index("Stay")
