"""The passages of some words that a reason may be pinned to, and what speaks against a pin.

Nothing here changes a row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounts.reasons import Reason
from drafts.content import Content, Place, texts


# A passage ends with its sentence or its line.
SENTENCE = re.compile(r"\S.*?(?:[.!?…]+(?=\s|$)|$)", re.MULTILINE)
MOST_PINS = 40
MOST_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Pinned:
    """What should change in the words at a place."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of the words, and where it is."""

    place: Place
    words: str


def passages(content: Content) -> list[Passage]:
    """The sentences of every different text, in order; of very long words the first."""
    seen: set[str] = set()
    found: list[Passage] = []
    for field, text in texts(content).items():
        if text not in seen:
            seen.add(text)
            found += _sentences(field, text)
    return found[:MOST_PINS]


def _sentences(field: str, text: str) -> Iterator[Passage]:
    for match in SENTENCE.finditer(text):
        yield Passage(Place(field, match.start(), match.end()), match[0])


def reasons_against_pins(content: Content, pins: Sequence[Pinned]) -> list[Reason]:
    """Each pin names words that are there, once, and says something short."""
    every = texts(content)
    places = [pin.place for pin in pins]
    if len(set(places)) != len(places) or not all(_there(every, at) for at in places):
        return [
            Reason(
                "no-such-words",
                "The words that you marked are not in this revision. Read it again.",
            )
        ]
    return [
        Reason(
            "long-pin",
            f"Keep what you say about one passage to {MOST_CHARACTERS} characters. "
            f"One has {len(pin.reason):,}.",
        )
        for pin in pins
        if len(pin.reason) > MOST_CHARACTERS
    ][:1]


def _there(every: dict[str, str], at: Place) -> bool:
    return 0 <= at.start < at.end <= len(every.get(at.field, ""))
