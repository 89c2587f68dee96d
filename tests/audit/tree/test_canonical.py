"""Canonical JSON against the author's vectors and an independent library."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from audit.tree.canonical import NotCanonicalError, canonical
from tests.audit.vectors import VECTORS, needs_vectors


FOLDER = VECTORS / "rfc8785"
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("aé\ud7ff\ue000😀"), inner)
    ),
    max_leaves=20,
)


def composed(value):
    """Text in the one spelling that the log keeps, by the encoder under test."""
    return json.loads(canonical(value))


@needs_vectors
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "weird"])
def test_published_output_is_ours(name):
    text = (FOLDER / f"input/{name}.json").read_bytes()
    wanted = (FOLDER / f"output/{name}.json").read_bytes()
    # One vector spells an integer as 56.0; the log has integers only.
    given_value = json.loads(text, parse_float=lambda number: int(float(number)))
    assert canonical(given_value) == rfc8785.dumps(composed(json.loads(wanted)))


@needs_vectors
@pytest.mark.parametrize("name", ["arrays", "french", "structures"])
def test_published_output_in_composed_text_is_ours_to_the_byte(name):
    wanted = (FOLDER / f"output/{name}.json").read_bytes()
    assert canonical(json.loads(wanted)) == wanted


@needs_vectors
def test_published_floats_are_refused():
    with pytest.raises(NotCanonicalError):
        canonical(json.loads((FOLDER / "input/values.json").read_bytes()))


@given(values)
def test_agrees_with_an_independent_library(value):
    assert canonical(value) == rfc8785.dumps(composed(value))


@given(values)
def test_order_of_keys_changes_nothing(value):
    assert canonical(composed(value)) == canonical(value)


def test_keys_are_ordered_by_utf16_units_not_by_code_points():
    # RFC 8785 section 3.2.3: U+1F600 begins with the unit D83D, which is before E000.
    assert canonical({"\ue000": 1, "\U0001f600": 2}) == '{"😀":2,"\ue000":1}'.encode()


def test_escapes_are_the_short_ones():
    assert canonical('"\\\b\f\n\r\t\x01\x7f\u2028') == (
        '"\\"\\\\\\b\\f\\n\\r\\t\\u0001\x7f\u2028"'.encode()
    )


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("inf"),
        2**53,
        -(2**53),
        "\ud83d",
        "\0",
        b"bytes",
        {1: 2},
        {"e\u0301": 1, "\u00e9": 2},
        {1, 2},
    ],
    ids=repr,
)
def test_value_with_two_spellings_or_none_is_refused(value):
    with pytest.raises(NotCanonicalError):
        canonical(value)


def test_value_without_an_end_is_refused():
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(NotCanonicalError):
        canonical(endless)


def test_integers_up_to_the_limit_are_exact():
    limit = 2**53 - 1
    assert canonical([limit, -limit]) == b"[9007199254740991,-9007199254740991]"
