"""Patterns that are tried only where one of their words stands in the text.

No pattern lives here; a word list beside each costs less than the pattern itself.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from guidance.rules.reading import Reader
from guidance.rules.words import words


class Cued(NamedTuple):
    """A pattern in lower case, and words of which every match holds at least one."""

    cues: frozenset[str]
    pattern: re.Pattern[str]


def cued(cues: str, pattern: str) -> Cued:
    return Cued(words(cues), re.compile(pattern, re.VERBOSE))


def found_in(reader: Reader, family: Iterable[Cued]) -> Iterator[re.Match[str]]:
    """Every match of a family in the text, in lower case."""
    for each in family:
        if not each.cues.isdisjoint(reader.cues):
            yield from each.pattern.finditer(reader.lowered)


def all_cues(family: Iterable[Cued]) -> frozenset[str]:
    return frozenset().union(*(each.cues for each in family))
