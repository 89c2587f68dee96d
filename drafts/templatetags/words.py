"""Words on a page: marked where a finding points, or compared with earlier words.

Nothing here reads a row; what comes out is escaped HTML.
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


register = template.Library()

Span = tuple[int, int, int]
PIECE = re.compile(r"\s+|\w+|[^\w\s]")
# Comparing takes the square of the length; longer texts are shown one after the other.
MOST_PIECES = 4000


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """The text with `<mark>` around each span (start, end, number of its finding)."""
    found = [(max(0, s), min(e, len(text)), n) for s, e, n in spans if s < len(text)]
    edges = sorted({0, len(text), *(edge for s, e, _ in found for edge in (s, e))})
    return format_html_join(
        "",
        "{}",
        (
            (_stretch(text[start:end], start, end, found),)
            for start, end in pairwise(edges)
        ),
    )


def _stretch(words: str, start: int, end: int, found: list[Span]) -> SafeString:
    inside = [n for s, e, n in found if s <= start and end <= e]
    if not inside:
        return format_html("{}", words)
    ending = [n for _, e, n in found if e == end and n in inside]
    notes = format_html_join(
        "",
        '<a class="cs-note" href="#finding-{}">'
        '<span class="govuk-visually-hidden">see point </span>{}</a>',
        ((n, n) for n in ending),
    )
    return format_html('<mark class="cs-mark">{}</mark>{}', words, notes)


@register.simple_tag
def word_changes(before: str, after: str) -> SafeString:
    """Both texts as one, with what was taken out and put in marked as such."""
    old, new = PIECE.findall(before), PIECE.findall(after)
    if len(old) + len(new) > MOST_PIECES:
        return _taken_and_put(before, after)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("{}", put) if same else _taken_and_put(taken, put),)
            for same, taken, put in _changes(old, new)
        ),
    )


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Stretches that are the same or not; a mere space between two changes joins them.

    Read word for word, "check your route" made into "stay on the path" says nothing.
    """
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    taken = put = ""
    for kind, a, b, c, d in matcher.get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal" and (after.strip() or not (taken or put)):
            yield False, taken, put
            yield True, before, after
            taken = put = ""
        else:
            taken, put = taken + before, put + after
    yield False, taken, put


def _taken_and_put(taken: str, put: str) -> SafeString:
    return format_html_join("", "{}", ((each,) for each in _both(taken, put)))


def _both(taken: str, put: str) -> Iterator[SafeString]:
    hidden = '<span class="govuk-visually-hidden"> [{}: </span>{}'
    close = '<span class="govuk-visually-hidden">] </span>'
    if taken:
        yield format_html(
            '<del class="cs-taken">' + hidden + close + "</del>", "taken out", taken
        )
    if put:
        yield format_html(
            '<ins class="cs-put">' + hidden + close + "</ins>", "put in", put
        )
