"""The rows that measures return, and the one table that they are printed as.

No measure is here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, what was found, what was asked for; `held` None asks nothing."""

    what: str
    found: str
    asked: str = ""
    held: bool | None = None

    @classmethod
    def at_least(cls, what: str, found: float, asked: float) -> Self:
        return cls(what, f"{found:.2f}x", f"≥ {asked:g}x", held=found >= asked)

    @classmethod
    def at_most(cls, what: str, found: float, asked: float, unit: str) -> Self:
        return cls(
            what, f"{found:.2f}{unit}", f"≤ {asked:g}{unit}", held=found <= asked
        )

    @property
    def verdict(self) -> str:
        return {True: "held", False: "NOT HELD", None: ""}[self.held]


HEADINGS = ("measured", "found", "asked", "")


def lines(rows: Sequence[Row]) -> list[str]:
    """A Markdown table, padded so that it is also plain to read in a terminal."""
    cells = [HEADINGS, *((row.what, row.found, row.asked, row.verdict) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(HEADINGS))]
    padded = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in cells
    ]
    rule = "-|-".join("-" * width for width in widths)
    return [f"| {line} |" for line in (padded[0], rule, *padded[1:])]
