"""Turning what was typed into plain text, with a way back to the original offsets.

No rule lives here; a rule matches on the plain text and reports the original span.
"""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex


# unicodedata.normalize sorts combining marks in quadratic time; nobody writes this many.
MOST_MARKS = 30

QUOTES = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
}
# Hyphens and dashes of every width, and the minus sign.
DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-")
SPACES = dict.fromkeys(" \u1680\u202f\u205f\u3000\u2007\u00a0", " ") | {
    chr(point): " " for point in range(0x2000, 0x200B)
}
# Zero-width characters, direction marks, soft hyphen, variation selectors, the keycap
# and tag characters: they change how text looks, never which words it holds.
HIDDEN_RANGES = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x20E3, 0x20E3),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0000, 0xE01EF),
)
# Letters and digits in fancy dress: full-width, mathematical, circled, squared.
DRESSED_RANGES = (
    (0x2460, 0x24FF),
    (0xFF01, 0xFF5E),
    (0x1D400, 0x1D7FF),
    (0x1F100, 0x1F189),
)
# One character for one: these change no offset.
SIMPLE = str.maketrans(QUOTES | DASHES | SPACES | {"…": "."})
HIDDEN = "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in HIDDEN_RANGES)
DRESSED = "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in DRESSED_RANGES)
# A character with its marks, or one that is hidden, in fancy dress or a foreign digit.
DIFFICULT = regex.compile(rf"\P{{M}}?\p{{M}}++|[{HIDDEN}{DRESSED}]|(?![0-9])\p{{Nd}}")
HIDDEN_ONE = regex.compile(rf"[{HIDDEN}]")
DRESSED_ONE = regex.compile(rf"[{DRESSED}]")


class Plain(NamedTuple):
    """Plain text, and for each of its characters where it stood in the original.

    `starts` and `ends` are None where the text was plain already: offsets are equal.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of a non-empty stretch of the plain text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def plain(text: str) -> Plain:
    """NFC, straight quotes, hyphens, ordinary spaces and digits, nothing hidden."""
    if text.isascii():
        return Plain(text)
    if DIFFICULT.search(text) is None:
        return Plain(text.translate(SIMPLE))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, piece in _pieces(text):
        pieces.append(piece)
        if len(piece) == end - start:
            starts += range(start, end)
            ends += range(start + 1, end + 1)
        else:
            starts += [start] * len(piece)
            ends += [end] * len(piece)
    return Plain("".join(pieces), starts, ends)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    done = 0
    for cluster in DIFFICULT.finditer(text):
        start, end = cluster.span()
        if done < start:
            yield done, start, text[done:start].translate(SIMPLE)
        yield start, end, _undressed(cluster.group()).translate(SIMPLE)
        done = end
    if done < len(text):
        yield done, len(text), text[done:].translate(SIMPLE)


def _undressed(cluster: str) -> str:
    if 1 < len(cluster) <= MOST_MARKS:
        cluster = unicodedata.normalize("NFC", cluster)
    return "".join(_character(each) for each in cluster)


def _character(character: str) -> str:
    if HIDDEN_ONE.match(character):
        return ""
    if DRESSED_ONE.match(character):
        return unicodedata.normalize("NFKC", character)
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return character
