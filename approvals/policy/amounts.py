"""The largest sum of money that some words name, in whole pounds.

Nothing is decided here: a ceiling is compared with it elsewhere.
"""

import re
from collections.abc import Iterable
from decimal import Decimal


SCALES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "billion": 1_000_000_000,
    "tn": 1_000_000_000_000,
    "trillion": 1_000_000_000_000,
}
SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
NUMBER = r"(?P<{0}>[0-9]{{1,15}}(?:,[0-9]{{3}}){{0,4}}(?:\.[0-9]{{1,4}})?)"
SUM = re.compile(
    rf"£ ?{NUMBER.format('sign')} ?(?P<scale>(?:{SCALE})(?![a-z]))?"
    rf"|{NUMBER.format('word')} ?(?P<big>(?:{SCALE}) )?pounds\b",
    re.IGNORECASE,
)


def largest_sum(texts: Iterable[str]) -> int | None:
    """The largest sum in these texts, rounded up; None when they name none."""
    found = [_pounds(match) for text in texts for match in SUM.finditer(text)]
    return max(found, default=None)


def _pounds(match: re.Match[str]) -> int:
    number = Decimal((match["sign"] or match["word"]).replace(",", ""))
    scale = (match["scale"] or match["big"] or "").strip().lower()
    pounds = number * SCALES.get(scale, 1)
    return int(pounds.to_integral_value(rounding="ROUND_CEILING"))
