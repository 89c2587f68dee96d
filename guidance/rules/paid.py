"""LG-PAID: content that money is behind, its label and the approval of the money.

What nobody paid for needs no label; where nobody was asked, only the post's own words
can say that it is paid.
"""

import re
from collections.abc import Iterator

from guidance.content import Kind, Paid, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.times import whole_post


# The label stands first: "Ad:", "#ad", "[Advert]", and "Hysbyseb" in Welsh.
LABEL = re.compile(
    r"^[\W_]*(?:paid |political )?(?:ad(?! (?:hoc|lib|infinitum|nauseam))|advert|advertisement|advertising|advertisement feature|hysbyseb|hysbyseb wedi'i thalu)(?![\w'-])",
)
SAYS_SO = re.compile(
    r"(?<![\w&])#(?:ad|ads|advert|advertisement|spon|sponsored|sponsoredpost|gifted|paidpartnership|paidpromotion|brandpartner|prtrip|aff|affiliate)(?!\w)|\bpaid (?:partnership|promotion|content|post) with\b|^[\W_]*(?:sponsored (?:post|content|by)|gifted by|paid partnership|in paid partnership)\b"
)


def find(reading: Reading) -> Iterator[Match]:
    paid = reading.material.paid
    texts = [each for each in reading.readers if each.passage.kind is Kind.TEXT]
    if paid.is_paid:
        if not paid.spend_approval.strip() or not _labelled(texts, paid):
            yield from whole_post(reading)
    elif paid.is_paid is None:
        for reader in texts:
            yield from _says_so(reader)


def _labelled(texts: list[Reader], paid: Paid) -> bool:
    return paid.platform_label or any(LABEL.match(each.lowered) for each in texts[:1])


def _says_so(reader: Reader) -> Iterator[Match]:
    """Words that say it is paid, where no label comes first."""
    if "paid" in reader.cues or "#" in reader.cues or _sponsored(reader):
        labelled = LABEL.match(reader.lowered)
        for found in SAYS_SO.finditer(reader.lowered):
            if not labelled:
                yield reader.match(*found.span(), severity=Severity.WARN)


def _sponsored(reader: Reader) -> bool:
    return not reader.cues.isdisjoint({"sponsored", "gifted"})


LG_PAID = Rule(
    id="LG-PAID",
    name="Paid, boosted or partner content",
    severity=Severity.BLOCK,
    who="The director of communications, with the approval of the spend.",
    citations=(
        Citation(
            "Advertising Standards Authority and CAP", "Influencers' guide: the label"
        ),
        Citation("Government Communication Service", "Spend controls"),
    ),
    tell="Label this as an ad, first of all, and add the spend approval.",
    better="“Ad: try the scheme”, with the reference of the approval.",
    triggers=(
        "Great fun, #ad",
        "Love this scheme #sponsored",
    ),
    near_misses=("Ad: try the scheme", "Adam loves this scheme"),
    find=find,
)
