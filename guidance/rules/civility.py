"""IM-CIVIL: abuse, and contempt for a person or a group.

Criticism that we quote, and criticism of what somebody did, pass: so do storms that
slam, winners and losers, and children who grow up.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.abuse import ABUSE, NAME_CALLING
from guidance.rules.contempt import CONTEMPT
from guidance.rules.cued import Family, all_cues, found_in
from guidance.rules.disdain import DISDAIN
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rebukes import CROWDS, ORDERS
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import PARTICIPATION_2008, SOCIAL_MEDIA_2012


INSULTS = Family((*ABUSE, *ORDERS))
DISRESPECT = Family((*NAME_CALLING, *CONTEMPT, *DISDAIN, *CROWDS))
# Titles, shows and calls that use the same words in good faith.
INNOCENT = re.compile(
    r"\b(?:april fool|the muppets?\b|muppets? (?:show|christmas|treasure)|dostoevsky|pantomime|traitors (?:game|castle|tv)|the traitors|guy fawkes|liar liar|enemy within: |workshop|museum|archive|novel|playwright|theatre|cinema|screening|tv series|library|exhibition|murder mystery|film night)"
)
ADDRESSED = re.compile(r"\b(?:you|your|they|these|those|what|such)\b|\w're\b")


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    abuse = [each.span() for each in _meant(reader, INSULTS)]
    for span in abuse:
        yield reader.match(*span)
    for found in _meant(reader, DISRESPECT):
        if not any(start <= found.start() < end for start, end in abuse):
            yield reader.match(*found.span(), severity=Severity.AUTH)


def _meant(reader: Reader, family: Family) -> Iterator[re.Match[str]]:
    for found in found_in(reader, family):
        if not reader.quoted(found.start()) and not _in_good_faith(reader, found):
            yield found


def _in_good_faith(reader: Reader, found: re.Match[str]) -> bool:
    """Whether a title or a show explains the words; it excuses nothing said to somebody."""
    if ADDRESSED.search(found.group()):
        return False
    return INNOCENT.search(reader.lowered) is not None


IM_CIVIL = Rule(
    id="IM-CIVIL",
    name="Personal attack or incivility",
    severity=Severity.BLOCK,
    authority=AuthorityClass.CONTROVERSY,
    who="The head of digital engagement, for criticism; nobody for abuse.",
    citations=(
        Citation(PARTICIPATION_2008, "Be consistent: polite, honest, professional"),
        Citation(SOCIAL_MEDIA_2012, "No personal attacks"),
        Citation("Government communications propriety checklist", "Polemical"),
    ),
    tell="This reads as an attack. Keep it polite and about the facts.",
    better="“We see this differently. Here is what the law says: …”",
    triggers=("Get a life", "What nonsense from the so-called experts"),
    near_misses=(
        "We hear the criticism and are looking at it",
        "Lie flat and keep still until help arrives",
    ),
    find=in_english(find),
    cues=all_cues((*INSULTS, *DISRESPECT)),
)
