"""Phrases of a register found in a text, however they are spelt there.

No rule lives here; which register belongs to which rule comes with the material.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from guidance.rules.reading import Match, Reading


NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "ten": "10"}
FIGURES = {figure: word for word, figure in NUMBERS.items()}
MOST_WORDS = 12


@lru_cache(maxsize=64)
def pattern_of(phrases: frozenset[str]) -> re.Pattern[str]:
    """Any phrase in any of its spellings: hyphens, plurals, figures, one hashtag."""
    written = [_phrase(each) for each in sorted(phrases) if re.search(r"\w", each)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)" if written else r"(?!)")


def matches_of(phrases: frozenset[str], reading: Reading) -> Iterator[Match]:
    """Each phrase in each passage, whatever its language: a name is a name."""
    pattern = pattern_of(phrases)
    for reader in reading.readers:
        for found in pattern.finditer(reader.lowered):
            yield reader.match(*found.span())


def _phrase(phrase: str) -> str:
    parts = re.findall(r"[^\W_]+", phrase.lower())[:MOST_WORDS]
    return r"[\s'-]{0,3}".join(map(_part, parts))


def _part(part: str) -> str:
    other = NUMBERS.get(part) or FIGURES.get(part)
    if other:
        return rf"(?:{part}|{other})"
    stem = part.removesuffix("s") if len(part) > 3 else part
    return rf"{re.escape(stem)}(?:'?s'?)?" if len(part) > 1 else part
