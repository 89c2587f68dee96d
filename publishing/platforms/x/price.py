"""What a post on X costs, and how many cashtags it may name: pure, from its words.

Nothing is asked of X here.
"""

import re

from guidance.rules.links import links


# In US dollars, from X's price list of 2026: a post, and one with a link in it.
POST = 0.015
POST_WITH_LINK = 0.20
MOST_CASHTAGS = 1

# As twitter-text 3 knows them: $ABC or $abc.d, with nothing that belongs to them around.
CASHTAG = re.compile(
    r"(?:(?<=\s)|\A)\$([a-z]{1,6}(?:[._][a-z]{1,2})?)(?=$|\s|[^\w$])", re.IGNORECASE
)


def cost_of(words: str) -> float:
    """US dollars that X takes for one part; a link may be written without https://."""
    return POST_WITH_LINK if next(links(words), None) else POST


def cashtags(words: str) -> list[str]:
    """The cashtags of a text, as they are written, without their signs."""
    return CASHTAG.findall(words)
