"""IM-PARTY: words that favour or attack a political party, or read as if they did.

A party's name in a notice of election or on a road closure is not a party view.
"""

import re
from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.party_names import (
    ALONE,
    BACKED,
    BESIDE,
    BROUGHT,
    NAME_CUES,
    ORDINARY_BESIDE,
    PARTY,
    WORD_CUES,
)
from guidance.rules.party_views import BLAME_CUES, SLOGAN_CUES, VIEWS
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english


# Sentences about the party that need another sign of politics beside them.
POLITICS = re.compile(
    r"\b(?:government|minister|ministers|mp|mps|party|parties|election|vote|votes|voters|tory|tories|conservatives?"
    r"|manifesto|tax|taxes|britain|the country|economy|promises?|broken|failed|failing|failure|chaos|mess|is working"
    r"|delivering|delivered|policy|policies|opposition|budget|lied|lies|wasted)\b"
)
BIRTH = re.compile(
    r"\b(?:birth|baby|babies|midwi|maternity|contraction|pregnan|cervix|epidural|antenatal|hospital|induced|waters)"
)
# Elections, conferences and history: the name is news, not a view.
NEUTRAL = re.compile(
    r"\b(?:nominat\w+|nominees?|by-?election|candidates? (?:is|are|for|standing|list)|statement of persons|returning officer"
    r"|votes?\b.{0,12}\d|\d\s?votes|declared|elected|majority of|turnout|\bhold\b|\bgain\b|party conference|conference (?:in|at|security|policing|traffic)|road closures?|policing|protest|demonstration|rally|march"
    r"|archive\w*|museum|century|historian|history|exhibition|founded in|in (?:18|19)\d\d|hustings|cross-party|all parties|all-party|political parties|party leaders|spokesperson for)\b",
    re.DOTALL,
)
# A party in brackets behind a candidate's name, or the event that the police look after.
LISTED = re.compile(r"[A-Za-z]\s?[(\[](?:the\s)?$")
EVENT = re.compile(
    r"\s?(?:party\s)?(?:(?:autumn|spring|annual|national)\s)?conference\b"
)
HISTORY = re.compile(
    r"\b(?:archive\w*|museum|century|histor\w+|exhibition|founded in|on this day|records office)\b|\bin 1[89]\d\d\b"
)
PRESENT = re.compile(
    r"\b(?:vote|our plan|delivering|failed|failing|chaos|mess|working for|historic(?:ally)? (?:win|victory))\b"
)
GENETICS = re.compile(
    r"\b(?:gene|genes|genetic|genome|genomic|dna|polymorphism|variants?)\b"
)
CUES = NAME_CUES | SLOGAN_CUES | BLAME_CUES | {"#"}


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for pattern, cues in VIEWS:
        if not cues.isdisjoint(reader.cues):
            for found in pattern.finditer(reader.lowered):
                yield reader.match(*found.span())
    if NAME_CUES.isdisjoint(reader.cues):
        return
    named = [each for each in _named(reader) if not _only_news(reader, *each)]
    # A party in a notice of an election is a question to the author, not a stop.
    neutral = named and NEUTRAL.search(reader.lowered)
    for start, end in named:
        yield reader.match(start, end, severity=Severity.WARN if neutral else None)


def _only_news(reader: Reader, start: int, end: int) -> bool:
    """Whether the name stands in a list of results, in an event's, or in old history."""
    listed = LISTED.search(reader.text, max(0, start - 8), start)
    return bool(
        listed
        or EVENT.match(reader.lowered, end)
        or (HISTORY.search(reader.lowered) and not PRESENT.search(reader.lowered))
    )


def _named(reader: Reader) -> Iterator[tuple[int, int]]:
    names = [*PARTY.finditer(reader.text)]
    about_genes = names and GENETICS.search(reader.lowered)
    for found in names:
        if found.group() != "SNP" or not about_genes:
            yield found.span()
    if not WORD_CUES.isdisjoint(reader.cues) and not BIRTH.search(reader.lowered):
        yield from _made_a_party(reader)


def _made_a_party(reader: Reader) -> Iterator[tuple[int, int]]:
    """Ordinary words that what stands beside them makes a party's name."""
    for found in BESIDE.finditer(reader.text):
        if not ORDINARY_BESIDE.match(found.group()):
            yield found.span()
    for pattern in (BACKED, BROUGHT):
        yield from (found.span() for found in pattern.finditer(reader.text))
    alone = [found.span() for found in ALONE.finditer(reader.text)]
    if alone and POLITICS.search(reader.lowered):
        yield from alone


IM_PARTY = Rule(
    id="IM-PARTY",
    name="Party-political content",
    severity=Severity.BLOCK,
    who="Nobody; only the propriety team can clear a false match.",
    citations=(
        Citation(
            "Social media guidance for civil servants (Cabinet Office, 2012)",
            "Political activity",
        ),
        Citation("Civil Service Code", "Impartiality"),
        Citation("Civil Service Management Code", "4.4"),
        Citation("Government communications propriety checklist", "Political"),
    ),
    tell=(
        "This looks party political. Official accounts must not be. Rewrite it in "
        "neutral terms."
    ),
    better="Say what is changing, for whom and from when, and leave parties out of it.",
    triggers=("Labour's plan is working", "The previous government failed you"),
    near_misses=(
        "Labour market statistics are out now",
        "Register to vote by 16 April",
    ),
    find=in_english(find),
    cues=CUES,
)
