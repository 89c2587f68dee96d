"""OI-MARKET: news that could move a price before it is everybody's.

How markets work, and farmers' markets, pass.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.cued import Family, all_cues, found_in
from guidance.rules.market_moves import MOVES
from guidance.rules.market_news import NEWS
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.words import words


CASHTAG = re.compile(
    r"(?<![\w$£])(?:\$[A-Z]{1,5}(?:\.[A-Z]{1,2})?|£[A-Z]{3,5})(?![\w$£])"
)
SAID = Family((*NEWS, *MOVES))
# A company loses its licence; a driver who loses one moves no market.
LICENCE_LOST = re.compile(
    r"\b(?:licen[cs]e|permit|franchise)s?\b[^.!?\n]{0,40}\b(?:revoked|stripped|withdrawn|suspended|terminated)\b"
    r"|\b(?:revoked?|revokes|stripp?(?:ed|ing|s)?|withdrawn?|suspended|terminated)\b[^.!?\n]{0,40}\b(?:licen[cs]e|franchise)\b"
)
LICENCES = words("licence license licences permit permits franchise franchises")
COMPANY = re.compile(
    r"\b(?:plc|ltd|company|airlines?|airways|rail|trains|railways?|gas|oil|water|energy|power|electric|telecoms?|bank|broadcaster|operator|supplier|casino)\b"
)
EXPLAINED = re.compile(
    r"\b(?:guide|how (?:do|does|to)?|what (?:is|are)|explained|explainer|history|museum|exhibition|in (?:19|18)\d\d|consultation on how)\b"
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for tag in CASHTAG.finditer(reader.text):
        yield reader.match(*tag.span())
    if EXPLAINED.search(reader.lowered):
        return
    for found in found_in(reader, SAID):
        yield reader.match(*found.span())
    if LICENCES.isdisjoint(reader.cues):
        return
    for start, end in reader.sentences():
        lost = LICENCE_LOST.search(reader.lowered, start, end)
        if lost and COMPANY.search(reader.lowered, start, end):
            yield reader.match(*lost.span())


OI_MARKET = Rule(
    id="OI-MARKET",
    name="Market-sensitive information",
    severity=Severity.AUTH,
    authority=AuthorityClass.MARKET,
    who=(
        "The director of communications with legal, and HM Treasury where it is fiscal; "
        "better while markets are closed."
    ),
    citations=(
        Citation("Financial Conduct Authority", "Best-practice note for departments"),
        Citation("UK Market Abuse Regulation", "Article 14"),
    ),
    tell=(
        "This could move a market. It needs legal and director sign-off, and usually "
        "goes out when markets are closed."
    ),
    better="Link to the announcement after it was made to everybody at once.",
    triggers=(
        "Preferred bidder for the rail contract is chosen",
        "Interest rates will fall",
    ),
    near_misses=(
        "Visit the farmers' market on Saturday",
        "How interest rates work: a guide",
    ),
    find=in_english(find),
    cues=all_cues(SAID) | LICENCES | words("$ £"),
)
