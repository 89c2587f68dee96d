"""Registers as CSV that a spreadsheet opens without running anything in it.

Nothing is read here; whoever calls brings the rows.
"""

import csv
import io
from collections.abc import Iterable, Iterator


# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """One piece of text a row; the first begins with the mark that Excel wants."""
    yield "\ufeff" + _line(headings)
    for row in rows:
        yield _line(row)


def safe(value: object) -> str:
    """A cell that is text wherever it is opened."""
    written = "" if value is None else str(value)
    return f"'{written}" if written.lstrip(" ").startswith(FORMULA) else written


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return line.getvalue()
