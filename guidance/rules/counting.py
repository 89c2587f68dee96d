"""How long a text is to each network, and how long it may be.

No rule lives here. Limits are data, read from the networks' own pages on the day that
LAST_CHECKED says; what a network itself answers (`Passage.max_length`) beats them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

import emoji
import regex

from guidance.rules.links import links
from guidance.rules.plain import MOST_MARKS


LAST_CHECKED = date(2026, 11, 1)
LINK_WEIGHT = 23


class Piece(NamedTuple):
    """A stretch of text that counts as a whole, whatever it is made of."""

    start: int
    end: int
    weight: int


class Scale(NamedTuple):
    """A network's way of counting: what counts whole, and which letters count double."""

    limit: int
    wholes: Callable[[str], Iterable[Piece]] | None = None
    double: re.Pattern[str] | None = None
    byte_limit: int | None = None


# X knows the emoji of 2019 as one each; newer ones count by code points, which is
# never too little. Threads counts an emoji by its bytes, whatever its year.
KNOWN_TO_X = frozenset(
    each for each, facts in emoji.EMOJI_DATA.items() if facts["E"] <= 12
)
KNOWN = frozenset(emoji.EMOJI_DATA)
LONGEST_EMOJI = max(map(len, KNOWN))
EMOJI_START = re.compile(
    "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]|[0-9#*](?=\ufe0f?\u20e3)"
)
JOINS = re.compile(
    "[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
# twitter-text 3: everything weighs two but these ranges.
DOUBLE_ON_X = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
GRAPHEME = regex.compile(r"\X")
TOO_MANY_MARKS = regex.compile(rf"\p{{M}}{{{MOST_MARKS},}}+")
REMOTE_MENTION = re.compile(r"(?<![\w@])@(\w{1,30})@[\w.-]{1,253}\w")


def composed(text: str) -> str:
    """NFC in linear time: a pile of marks that no language has stays as it is."""
    if text.isascii():
        return text
    done, pieces = 0, []
    for pile in TOO_MANY_MARKS.finditer(text):
        pieces += [unicodedata.normalize("NFC", text[done : pile.start()])]
        pieces += [pile.group()]
        done = pile.end()
    return "".join([*pieces, unicodedata.normalize("NFC", text[done:])])


def emojis(text: str, known: frozenset[str] = KNOWN) -> Iterator[tuple[int, int]]:
    """Where each emoji stands: always the longest sequence that is known."""
    done = 0
    for start in EMOJI_START.finditer(text):
        if start.start() >= done:
            length = _emoji_length(text, start.start(), known)
            if length:
                done = start.start() + length
                yield start.start(), done


def _emoji_length(text: str, start: int, known: frozenset[str]) -> int:
    # Most emoji are one character: only what can join makes longer ones worth a try.
    joins = JOINS.match(text, start + 1)
    most = min(LONGEST_EMOJI, len(text) - start) if joins else 1
    lengths = range(most, 0, -1)
    return next((n for n in lengths if text[start : start + n] in known), 0)


def _on_x(text: str) -> Iterator[Piece]:
    whole = [*_short_links(text)]
    taken = {place for link in whole for place in range(link.start, link.end)}
    faces = (Piece(*face, 2) for face in emojis(text, KNOWN_TO_X))
    return iter(sorted([*whole, *(face for face in faces if face.start not in taken)]))


def _short_links(text: str) -> Iterator[Piece]:
    return (Piece(link.start, link.end, LINK_WEIGHT) for link in links(text))


def _on_mastodon(text: str) -> Iterator[Piece]:
    mentions = (
        Piece(each.start(), each.end(), len(each[1]) + 1)
        for each in REMOTE_MENTION.finditer(text)
    )
    schemed = (each for each in links(text) if each.scheme)
    shortened = (Piece(link.start, link.end, LINK_WEIGHT) for link in schemed)
    return iter(sorted([*mentions, *shortened]))


def _graphemes(text: str) -> Iterator[Piece]:
    if text.isascii() and "\r" not in text:
        return iter(())
    return (
        Piece(each.start(), each.end(), 1)
        for each in GRAPHEME.finditer(text)
        if each.end() - each.start() > 1
    )


def _emoji_in_bytes(text: str) -> Iterator[Piece]:
    return (
        Piece(start, end, utf8_length(text[start:end])) for start, end in emojis(text)
    )


def utf8_length(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


# A network that we do not know, or that sets no limit, gets what a page can bear.
NO_LIMIT = Scale(limit=100_000)
SCALES = {
    "rehearsal": Scale(limit=500),
    "x": Scale(limit=280, wholes=_on_x, double=DOUBLE_ON_X),
    "mastodon": Scale(limit=500, wholes=_on_mastodon),
    "bluesky": Scale(limit=300, wholes=_graphemes, byte_limit=3000),
    "threads": Scale(limit=500, wholes=_emoji_in_bytes),
    "linkedin": Scale(limit=3000),
    "instagram": Scale(limit=2200),
    "facebook": Scale(limit=63_206),
    "discourse": Scale(limit=32_000),
    "wordpress": NO_LIMIT,
}
ALT_LIMITS = {
    "x": 1000,
    "mastodon": 1500,
    "rehearsal": 1500,
    "bluesky": 2000,
    "facebook": 1000,
    "threads": 1000,
    "instagram": 1000,
    "linkedin": 4086,
    "wordpress": 2000,
    "discourse": 1000,
}
HASHTAG_LIMITS = {"instagram": 30}


def scale(platform: str) -> Scale:
    return SCALES.get(platform, NO_LIMIT)


def limit(platform: str) -> int:
    """How long a post may be on the network, in the units of `count`."""
    return scale(platform).limit


def count(text: str, platform: str) -> int:
    """How long the network says the text is: X's weights, Bluesky's graphemes."""
    *_, last = _running(composed(text), scale(platform))
    return last.total


class Excess(NamedTuple):
    """How much a text is over a limit, and the offset in it where that begins."""

    over: int
    start: int


def excess(text: str, platform: str, most: int) -> Excess | None:
    """What of a composed text is too much for the network; None where nothing is."""
    measured = scale(platform)
    steps = [Step(0, 0, whole=False), *_running(text, measured)]
    over = steps[-1].total - most
    if over <= 0:
        return None
    place = next(place for place, step in enumerate(steps) if step.total > most)
    before, first = steps[place - 1], steps[place]
    if first.whole:
        return Excess(over, before.end)
    return Excess(over, _within(text, before.end, most - before.total, measured))


class Step(NamedTuple):
    """The total so far at the end of a whole, or of a gap between wholes."""

    end: int
    total: int
    whole: bool


def _running(text: str, measured: Scale) -> Iterator[Step]:
    done = total = 0
    for piece in measured.wholes(text) if measured.wholes else ():
        if piece.start >= done:
            total += _loose(text, done, piece.start, measured)
            yield Step(piece.start, total, whole=False)
            total += piece.weight
            yield Step(piece.end, total, whole=True)
            done = piece.end
    total += _loose(text, done, len(text), measured)
    yield Step(len(text), total, whole=False)


def _loose(text: str, start: int, end: int, measured: Scale) -> int:
    if measured.double is None:
        return end - start
    return end - start + len(measured.double.findall(text, start, end))


def _within(text: str, start: int, room: int, measured: Scale) -> int:
    """How far one gets from `start`, letter by letter, with this much room."""
    while room > 0 and start < len(text):
        room -= _loose(text, start, start + 1, measured)
        start += room >= 0
    return start
