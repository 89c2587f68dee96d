"""Something wrong with what was typed: where on the page, and in which words.

Nothing is checked here.
"""

from typing import NamedTuple


class Fault(NamedTuple):
    """The id of the box on the page, and a sentence for whoever typed in it."""

    box: str
    sentence: str
