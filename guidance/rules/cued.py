"""Patterns that are tried only where one of their words stands in the text.

No pattern lives here; a word list beside each costs less than the pattern itself.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count
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


# Which patterns of which family each word wakes: a text asks once for all of them.
WOKEN: dict[str, list[tuple[int, int]]] = {}
NUMBERS = count()


class Family:
    """Patterns that know by each word of a text which of them are worth a try.

    One look at the words of the text is cheaper than one look for each pattern.
    """

    def __init__(self, patterns: Iterable[Cued]) -> None:
        self.patterns = tuple(patterns)
        self.number = next(NUMBERS)
        for place, each in enumerate(self.patterns):
            for word in each.cues:
                WOKEN.setdefault(word, []).append((self.number, place))

    def __iter__(self) -> Iterator[Cued]:
        return iter(self.patterns)

    def worth_trying(self, reader: Reader) -> Iterator[Cued]:
        if reader.woken is None:
            reader.woken = _woken(reader.cues)
        places = reader.woken.get(self.number, ())
        return (self.patterns[place] for place in sorted(places))


def _woken(cues: Iterable[str]) -> dict[int, set[int]]:
    woken: dict[int, set[int]] = {}
    for word in cues:
        for number, place in WOKEN.get(word, ()):
            if number in woken:
                woken[number].add(place)
            else:
                woken[number] = {place}
    return woken


def found_in(reader: Reader, family: Family) -> Iterator[re.Match[str]]:
    """Every match of a family in the text, in lower case."""
    for each in family.worth_trying(reader):
        yield from each.pattern.finditer(reader.lowered)


def all_cues(family: Iterable[Cued]) -> frozenset[str]:
    return frozenset().union(*(each.cues for each in family))
