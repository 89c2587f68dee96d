"""The canonical content: the same words give the same digest, other words another."""

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts.content import (
    Content,
    ContentError,
    Media,
    Part,
    Statement,
    Target,
    canonical,
    clean_text,
    digest,
    moment,
    parse,
    stamp,
)


WHOLE = Content(
    targets=(
        Target(
            account=7,
            platform="x",
            handle="@RiversDept",
            parts=(
                Part(
                    text="Flood warning",
                    media=(Media(sha256="ab" * 32, type="image/png", alt="A map"),),
                    link="https://www.gov.uk/check-flooding",
                ),
                Part(text="More soon"),
            ),
            language="en",
            reply_to="1829",
        ),
    ),
    not_before="2026-11-21T14:30:00Z",
    not_after="2026-11-21T14:45:00Z",
    embargo_until="2026-11-21T09:30:00Z",
    statements=(
        Statement(
            authority="commitment",
            what="40 centres",
            basis="Published plan",
            by_when="2027-03-31",
        ),
    ),
)


def test_canonical_bytes_are_sorted_json_with_the_schema() -> None:
    stored = json.loads(canonical(WHOLE))
    assert list(stored) == sorted(stored)
    assert stored["schema"] == "countersign.content.v1"


def test_digest_is_sha256_of_the_canonical_bytes() -> None:
    assert digest(WHOLE) == hashlib.sha256(canonical(WHOLE)).digest()


def test_parse_gives_the_content_back_whole() -> None:
    assert parse(canonical(WHOLE)) == WHOLE


def test_parse_refuses_another_schema() -> None:
    with pytest.raises(ContentError):
        parse(b'{"schema":"countersign.content.v0"}')


TARGET = WHOLE.targets[0]
PART = TARGET.parts[0]


def with_part(**changes: object) -> Content:
    part = replace(PART, **changes)  # type: ignore[arg-type]
    target = replace(TARGET, parts=(part, TARGET.parts[1]))
    return replace(WHOLE, targets=(target,))


def with_target(**changes: object) -> Content:
    return replace(WHOLE, targets=(replace(TARGET, **changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        with_part(text="Flood warning."),
        with_part(link=None),
        with_part(media=()),
        with_part(media=(replace(PART.media[0], alt="Another map"),)),
        with_part(media=(replace(PART.media[0], sha256="cd" * 32),)),
        with_target(parts=TARGET.parts[:1]),
        with_target(account=8),
        with_target(language="cy"),
        with_target(reply_to=None),
        replace(WHOLE, targets=()),
        replace(WHOLE, not_before=None),
        replace(WHOLE, not_after=None),
        replace(WHOLE, embargo_until=None),
        replace(WHOLE, statements=()),
        replace(WHOLE, statements=(replace(WHOLE.statements[0], basis="None"),)),
    ],
)
def test_digest_changes_with_every_part_of_the_content(other: Content) -> None:
    assert digest(other) != digest(WHOLE)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_clean_text_survives_the_canonical_form(text: str) -> None:
    content = Content(targets=(replace(TARGET, parts=(Part(text=text),)),))
    assert parse(canonical(content)) == content


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Flood warning \r\nfor York\r", "Flood warning \nfor York"),
        ("cafe\u0301", "café"),
        ("Family 👨‍👩‍👧‍👦 day", "Family 👨‍👩‍👧‍👦 day"),
    ],
)
def test_clean_text_keeps_the_words(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (" \n ", "Write the words of the post."),
        ("a" * 20_001, "20,001 characters"),
        ("nul \x00 inside", "invisible control character"),
        ("bell \x07 inside", "invisible control character"),
        ("half \ud83c of a pair", "invisible control character"),
        ("bytes that were no text \ufffd", "invisible control character"),
    ],
)
def test_clean_text_refuses_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ContentError, match=sentence):
        clean_text(typed)


def test_stamp_is_utc_to_the_second() -> None:
    assert stamp(moment("2026-07-01T14:30:00+01:00")) == "2026-07-01T13:30:00Z"
    assert stamp(None) is None
    assert moment(None) is None
