"""Plain text, and the way back from it to what was typed.

No rule is asked here.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.rules.plain import MOST_MARKS, plain


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("\u2018We\u2019ll\u2019 \u201csee\u201d", "'We'll' \"see\""),
        ("OFFICIAL\u2011SENSITIVE \u2013 \u2014", "OFFICIAL-SENSITIVE - -"),
        ("07700\u00a0900\u2009123", "07700 900 123"),
        ("hid\u200bden t\u00adext\u202e", "hidden text"),
        (
            "\uff26\uff52\uff45\uff45 \U0001d5d9\U0001d5ff\U0001d5f2\U0001d5f2",
            "Free Free",
        ),
        ("cafe\u0301 \u0662\u0660\u0662\u0666", "caf\u00e9 2026"),
        ("1\ufe0f\u20e30\ufe0f\u20e3", "10"),
    ],
)
def test_plain_reads_what_was_typed(typed, read):
    assert plain(typed).text == read


def test_plain_leads_back_to_what_was_typed():
    typed = "No \uff21\uff22\u200b1 e\u0301!"
    read = plain(typed)
    place = read.text.index("AB1")
    start, end = read.span(place, place + 3)
    assert typed[start:end] == "\uff21\uff22\u200b1"
    place = read.text.index("\u00e9")
    assert read.span(place, place + 1) == (8, 10)


def test_plain_leaves_a_pile_of_marks_as_it_is():
    pile = "a" + "\u0301" * MOST_MARKS
    assert plain(pile).text == pile


@given(st.text(alphabet=st.characters(), max_size=60))
def test_plain_spans_lie_inside_the_original_in_order(typed):
    read = plain(typed)
    spans = [read.span(place, place + 1) for place in range(len(read.text))]
    assert all(0 <= start < end <= len(typed) for start, end in spans)
    assert spans == sorted(spans)
