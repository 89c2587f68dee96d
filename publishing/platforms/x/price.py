"""X's price list, and how many cashtags a post may name: pure, from its words.

What a post costs by it is worked out elsewhere, for every platform alike.
"""

import re


# In US dollars, from X's price list of 2026: a post, and one with a link in it.
POST = 0.015
POST_WITH_LINK = 0.20
MOST_CASHTAGS = 1

# As twitter-text 3 knows them: $ABC or $abc.d, with nothing that belongs to them around.
CASHTAG = re.compile(
    r"(?:(?<=\s)|\A)\$([a-z]{1,6}(?:[._][a-z]{1,2})?)(?=$|\s|[^\w$])", re.IGNORECASE
)


def cashtags(words: str) -> list[str]:
    """The cashtags of a text, as they are written, without their signs."""
    return CASHTAG.findall(words)
