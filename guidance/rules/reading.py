"""What a rule is handed: every passage in plain text, beside the whole material.

No rule lives here; a reading is made once a check and shared by all rules.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from guidance.content import Kind, Material, Passage, Registers, Severity
from guidance.rules.language import is_english
from guidance.rules.links import Link, links
from guidance.rules.plain import plain


WORD = re.compile(r"[a-z]+|[0-9]|[@#£$%\\*]|://")
# No hour of the afternoon.
PRIME_MINISTER = re.compile(r"(?<![0-9]) ?\bpm\b(?<![0-9]pm)(?<![0-9] pm)")
SENTENCE_END = re.compile(r"[.!?](?=[\s\"')\]]|$)|\n")
# A quotation longer than this is an unclosed mark, not somebody's words.
LONGEST_QUOTE = 600
QUOTATION = re.compile(
    rf"\"[^\"\n]{{1,{LONGEST_QUOTE}}}\""
    rf"|(?<!\w)'(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){{1,{LONGEST_QUOTE}}}'(?!\w)"
)
# Words that go out as written; a link or a file's name is no sentence.
PROSE = frozenset({Kind.TEXT, Kind.ALT_TEXT, Kind.CAPTION, Kind.LINK_TEXT})


class Match(NamedTuple):
    """Where a rule found something, as offsets in the field's original text.

    `severity` softens or hardens the rule's own for this match. `values` fill the
    rule's sentence to the author; never put what was matched in them.
    """

    field: str
    start: int
    end: int
    severity: Severity | None = None
    values: tuple[tuple[str, str], ...] = ()


class Reader:
    """One passage as the rules see it."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.plain = plain(passage.text)
        self.text = self.plain.text
        # By the number of each family of patterns, which of them its words call for.
        self.woken: dict[int, set[int]] | None = None

    @cached_property
    def lowered(self) -> str:
        """Lower case, as long as `text`: one character of each stays one."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def cues(self) -> frozenset[str]:
        """The words in it, and the marks that some rules need: a digit (as 0), @, #, £, %."""
        found = frozenset(WORD.findall(self.lowered))
        if "pm" in found and not PRIME_MINISTER.search(self.lowered):
            found -= {"pm"}
        return found | {"0"} if not found.isdisjoint("123456789") else found

    @cached_property
    def digits(self) -> int:
        """How many digits it has: too few for a number are quickly told."""
        return sum(map(self.text.count, "0123456789"))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link of the original text."""
        return tuple(links(self.passage.text))

    @cached_property
    def quotations(self) -> tuple[tuple[int, int], ...]:
        return tuple(quote.span() for quote in QUOTATION.finditer(self.text))

    @cached_property
    def english(self) -> bool:
        """Whether rules that know only English words may read it."""
        declared = self.passage.language.lower()
        if declared and not declared.startswith(("en", "und")):
            return False
        return not self.prose or is_english(self.text)

    @property
    def prose(self) -> bool:
        return self.passage.kind in PROSE

    def quoted(self, start: int) -> bool:
        """Whether this place in the plain text is inside somebody's quoted words."""
        return any(first <= start < last for first, last in self.quotations)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Where each sentence of the plain text starts and ends."""
        start = 0
        for end in SENTENCE_END.finditer(self.text):
            yield start, end.end()
            start = end.end()
        if start < len(self.text):
            yield start, len(self.text)

    def match(
        self,
        start: int,
        end: int,
        *,
        severity: Severity | None = None,
        values: tuple[tuple[str, str], ...] = (),
    ) -> Match:
        """A match on the plain text, reported where it stands in the original."""
        first, last = self.plain.span(start, end)
        return Match(self.passage.field, first, last, severity, values)


class Reading:
    """The whole material as the rules see it, on the day of the check."""

    def __init__(self, material: Material, on: date) -> None:
        self.material = material
        self.on = on
        self.readers = tuple(Reader(passage) for passage in material.passages)

    @property
    def registers(self) -> Registers:
        return self.material.registers

    @property
    def today(self) -> date:
        """The day to judge by: what the material says of now, else that of the check."""
        now = self.material.schedule.now
        return now.date() if now else self.on

    @cached_property
    def links_somewhere(self) -> bool:
        """Whether the reader of the post is given an address to read on at."""
        return any(
            reader.passage.kind is Kind.LINK or reader.links for reader in self.readers
        )

    @cached_property
    def cues(self) -> frozenset[str]:
        found = frozenset[str]().union(*(reader.cues for reader in self.readers))
        # A series of our own may be named by any words at all.
        return found | {"statistics"} if self.material.schedule.stat_words else found
