"""What a rule is: data about it, and one function that finds it.

No rule itself lives here, and nothing that runs one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading


class Citation(NamedTuple):
    """Where a rule comes from: a document, and the place in it."""

    document: str
    section: str


Find = Callable[[Reading], Iterable[Match]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the catalogue.

    `cues` are words or marks (see `Reader.cues`) of which the material must hold one,
    else `find` is not called; empty means always. `authority` is the class that a
    match of severity AUTH needs. Dates are inclusive.
    """

    id: str
    name: str
    severity: Severity
    who: str
    citations: tuple[Citation, ...]
    tell: str
    better: str
    triggers: tuple[str, ...]
    near_misses: tuple[str, ...]
    find: Find
    authority: AuthorityClass | None = None
    cues: frozenset[str] = frozenset()
    version: int = 1
    effective_from: date = date(2026, 1, 1)
    effective_to: date | None = None

    def in_force(self, on: date) -> bool:
        ended = self.effective_to is not None and self.effective_to < on
        return self.effective_from <= on and not ended


FindIn = Callable[[Reader, Reading], Iterable[Match]]


def everywhere(find: FindIn) -> Find:
    """A rule that reads every passage, whatever its kind and language."""

    def find_all(reading: Reading) -> Iterable[Match]:
        for reader in reading.readers:
            yield from find(reader, reading)

    return find_all


def in_english(find: FindIn) -> Find:
    """A rule that reads prose, and only prose in English: it knows no other words."""

    def find_all(reading: Reading) -> Iterable[Match]:
        for reader in reading.readers:
            if reader.english and reader.prose:
                yield from find(reader, reading)

    return find_all
