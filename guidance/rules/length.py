"""PL-LIMIT: what a network would refuse or cut for its length.

How a network counts is in `counting`; here is only what is said about it.
"""

from collections.abc import Iterator

from guidance.content import Kind, Severity
from guidance.rules.counting import (
    ALT_LIMITS,
    HASHTAG_LIMITS,
    Scale,
    composed,
    excess,
    scale,
    utf8_length,
)
from guidance.rules.hashtags import HASHTAG
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere


NAMES = {"x": "X", "linkedin": "LinkedIn", "rehearsal": "the rehearsal network"}


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    passage = reader.passage
    if passage.kind is Kind.ALT_TEXT:
        yield from _too_long_alt(reader)
    elif passage.kind is Kind.TEXT and passage.platform:
        yield from _too_long(reader, scale(passage.platform))
        yield from _too_many_hashtags(reader)


def _too_long(reader: Reader, measured: Scale) -> Iterator[Match]:
    passage = reader.passage
    most = passage.max_length or measured.limit
    if _surely_short(reader, most):
        return
    too_much = excess(composed(passage.text), passage.platform, most)
    size = utf8_length(passage.text)
    if too_much:
        yield _match(reader, too_much.start, too_much.over)
    elif measured.byte_limit and size > measured.byte_limit:
        yield _match(reader, 0, size - measured.byte_limit, unit=" bytes")


def _surely_short(reader: Reader, most: int) -> bool:
    """Whether no way of counting can reach the limit: a letter weighs at most four.

    A letter of ASCII weighs one everywhere, and no link counts as more than 23.
    """
    text = reader.passage.text
    heaviest = 1 if text.isascii() else 4
    return heaviest * len(text) + 23 * text.count(".") <= most or (
        text.isascii() and len(text) + 23 * len(reader.links) <= most
    )


def _too_long_alt(reader: Reader) -> Iterator[Match]:
    passage = reader.passage
    most = passage.max_length or ALT_LIMITS.get(passage.platform)
    if most and len(passage.text) > most:
        yield _match(reader, most, len(passage.text) - most)


def _too_many_hashtags(reader: Reader) -> Iterator[Match]:
    most = HASHTAG_LIMITS.get(reader.passage.platform)
    tags = [*HASHTAG.finditer(reader.passage.text)] if most else []
    if most and len(tags) > most:
        yield _match(reader, tags[most].start(), len(tags) - most, unit=" hashtags")


def _match(reader: Reader, start: int, over: int, unit: str = "") -> Match:
    """From where it is too much to the end, on the original text."""
    passage = reader.passage
    start = min(start, len(passage.text) - 1)
    name = NAMES.get(passage.platform, passage.platform.capitalize()) or "the network"
    values = (("n", f"{over}{unit}"), ("platform", name))
    return Match(passage.field, start, len(passage.text), None, values)


PL_LIMIT = Rule(
    id="PL-LIMIT",
    name="Platform limits",
    severity=Severity.BLOCK,
    who="Nobody: shorten it, or make it a thread.",
    citations=(
        Citation("X developer documentation", "Counting characters"),
        Citation("AT Protocol lexicon", "app.bsky.feed.post: text"),
    ),
    tell="This is {n} over the limit for {platform}.",
    better="Cut a sentence, or say the rest in a second part of a thread.",
    triggers=("A post of 281 letters on X",),
    near_misses=("A post of 280 letters on X", "A long link, which X counts as 23"),
    find=everywhere(find),
)
