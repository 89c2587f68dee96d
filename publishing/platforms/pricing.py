"""What a platform takes for a post, in US dollars and in a sentence: from its words.

Pure: nothing is asked of a platform, and no row is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from drafts.platforms import in_dollars
from guidance.rules.links import links
from publishing.platforms.registry import ADAPTERS


@dataclass(frozen=True, slots=True)
class Price:
    """Of a post or a thread: how many parts it has and how many of them have a link.

    `plain` and `with_link` are what one such part costs, in US dollars.
    """

    parts: int
    linked: int
    plain: Decimal
    with_link: Decimal

    @property
    def dollars(self) -> Decimal:
        return self.plain * (self.parts - self.linked) + self.with_link * self.linked


def price_of(platform: str, parts: Sequence[str]) -> Price | None:
    """What the words of each part cost together; None where posting is free.

    A link may be written without https://.
    """
    adapter = ADAPTERS.get(platform)
    prices = adapter.capabilities.price if adapter else None
    if prices is None:
        return None
    plain, with_link = (Decimal(str(each)) for each in prices)
    linked = sum(next(links(words), None) is not None for words in parts)
    return Price(len(parts), linked, plain, with_link)


def in_words(price: Price, name: str) -> str:
    """What posting it to a platform of that name costs, and what makes it dear."""
    return f"Posting this to {name} costs {in_dollars(price.dollars)}{_why(price)}"


def in_words_afterwards(price: Price, name: str) -> str:
    because = " because it has a link" if price.linked else ""
    return f"Posting this to {name} cost {in_dollars(price.dollars)}{because}."


def _why(price: Price) -> str:
    plain, with_link = in_dollars(price.plain), in_dollars(price.with_link)
    if price.parts == 1:
        without = f" because it has a link. Without one it would be {plain}."
        return without if price.linked else "."
    if not price.linked:
        return f" for its {price.parts} parts."
    have, them = ("has", "it") if price.linked == 1 else ("have", "each of them")
    return (
        f": {price.linked} of its {price.parts} parts {have} a link, which makes {them} "
        f"{with_link} instead of {plain}."
    )
