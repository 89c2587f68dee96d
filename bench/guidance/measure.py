"""Every measure of the guidance check, as rows of the one table.

No measure is here.
"""

from bench.guidance import precision, speed
from bench.guidance.labelled import posts
from bench.table import Row


def measure() -> list[Row]:
    return [*speed.measure(), *precision.measure(posts())]
