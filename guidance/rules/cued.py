"""Patterns that are tried only where one of their words stands in the text.

No pattern lives here; a word list beside each costs less than the pattern itself.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guidance.rules.reading import Reader
from guidance.rules.words import words


BOUNDARY = r"\b"


class Cued(NamedTuple):
    """A pattern in lower case, and words of which every match holds at least one."""

    cues: frozenset[str]
    pattern: re.Pattern[str]


def cued(cues: str, pattern: str) -> Cued:
    """Alternatives are parted by " | "; where each starts a word, only words are tried."""
    choices = [each.strip() for each in pattern.split(" | ")]
    if all(each.startswith(BOUNDARY) for each in choices):
        pattern = rf"\b(?:{'|'.join(each.removeprefix(BOUNDARY) for each in choices)})"
    return Cued(words(cues), re.compile(pattern, re.VERBOSE))


class Family:
    """Patterns that know by each word of a text which of them are worth a try.

    One look at the words of the text is cheaper than one look for each pattern.
    """

    def __init__(self, patterns: Iterable[Cued]) -> None:
        self.patterns = tuple(patterns)
        self.by_word: dict[str, tuple[int, ...]] = {}
        for place, each in enumerate(self.patterns):
            for word in each.cues:
                self.by_word[word] = (*self.by_word.get(word, ()), place)

    def __iter__(self) -> Iterator[Cued]:
        return iter(self.patterns)

    def worth_trying(self, cues: frozenset[str]) -> Iterator[Cued]:
        by_word = self.by_word
        places = {place for word in cues for place in by_word.get(word, ())}
        return (self.patterns[place] for place in sorted(places))


def found_in(reader: Reader, family: Iterable[Cued]) -> Iterator[re.Match[str]]:
    """Every match of a family in the text, in lower case."""
    if isinstance(family, Family):
        tried = family.worth_trying(reader.cues)
    else:
        tried = (each for each in family if not each.cues.isdisjoint(reader.cues))
    for each in tried:
        yield from each.pattern.finditer(reader.lowered)


def all_cues(family: Iterable[Cued]) -> frozenset[str]:
    return frozenset().union(*(each.cues for each in family))
