"""OI-UNPUB: words that say that something is not public yet, or was not meant to be.

Embargoes, statistics and markets are rules of their own.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import DISCLOSURE_2012, NO_DISCLOSURE
from guidance.rules.words import words


PAPER = r"(?:report|paper|document|plan|plans|policy|white\spaper|green\spaper|strategy|review|findings|figures|proposals?|bill|budget|announcement|legislation|guidance|consultation|draft|response|statement|reforms?|inquiry|framework|deal|agreement)"
SAID = re.compile(
    rf"""
      \b(?:has|have|had|is|was|hasn't|haven't|isn't|wasn't|not|yet)\s(?:not\s)?(?:yet\s)?(?:been\s)?(?:yet\s)?(?:to\sbe\s)?(?:publicly\s|officially\s|formally\s)?(?:announced|made\spublic|published|released)\s?(?:yet|but|,\sbut)\b
    | \b(?:hasn't|haven't|has\snot|have\snot|not\syet|yet\sto)\s(?:yet\s)?(?:be(?:en)?\s)?(?:publicly\s|officially\s|formally\s)?(?:announced|made\spublic)\b
    | \bnot\syet\s(?:public|announced|published|released|in\sthe\spublic\sdomain)\b | \byet\sto\sbe\s(?:announced|made\spublic)\b | \bunannounced\s(?:plan|policy|deal|cut|change|scheme)s?\b
    | \bsneak[\s-](?:peek|preview|peak)\b[^.!?\n]{{0,40}}\b{PAPER}\b
    | \b(?:first|exclusive|early|advance|secret)\s(?:look|glimpse|sight|preview)\s(?:at|of)\s(?:the|our|a|next|tomorrow's|this)\s[^.!?\n]{{0,30}}\b{PAPER}\b
    | \bleaked\s(?:\w+\s){{0,2}}(?:{PAPER}|memo|e-?mails?|letter|minutes|papers|recording|messages|cabinet)\b | \b{PAPER}\s(?:was|were|has\sbeen|have\sbeen|got)\sleaked\b | \bleak\s(?:of|from)\s(?:the|a)\s(?:\w+\s)?(?:{PAPER}|cabinet|department|minutes|memo)\b
    | \b(?:strictly\s|for\s)?internal\s(?:use\s)?only\b | \b(?:for\s)?internal\suse\b(?!\sof) | \binternal\s(?:memo|briefing|review|document|minutes|e-?mail|paper|plan|figures|report|advice)s?\b(?=[^.!?\n]{{0,40}}\b(?:shows?|says?|reveals?|seen|warns?|suggests?|confirms?|finds?|:))
    | \bnot\sfor\s(?:onward\s(?:circulation|sharing|distribution)|(?:external|wider|public)\s(?:circulation|use|distribution|sharing|release)|sharing)\b | \bdo\snot\s(?:forward|circulate|share\s(?:externally|outside|wider))\b
    | \b(?:advice|submission|briefing|note)\s(?:to|for)\s(?:the\s)?(?:ministers?|secretary\sof\sstate|chancellor|prime\sminister|cabinet|permanent\ssecretary)\b(?!\s(?:is\son|published))
    | \bcabinet\s(?:sub-?)?(?:committee|minutes|paper|papers|discussion|discussed)\b | \bministers\s(?:are|have\sbeen)\s(?:privately|secretly|quietly)\b
    | \boff\sthe\srecord\b | \b(?:keep\sthis|this\sis)\s(?:between\sus|to\syourself|hush|under\s(?:wraps|your\shat))\b | \bunder\swraps\b | \b(?:hush[\s-]hush|on\sthe\squiet)\b
    | \b(?:you|we)\s(?:didn't\shear|shouldn't\s(?:really\s)?(?:say|tell|share)|can't\sofficially|aren't\ssupposed\sto\s(?:say|share|tell))\b | \bbefore\s(?:it's|it\sis)\s(?:official|announced|public)\b | \bahead\sof\s(?:the\s)?(?:official|formal)\sannouncement\b
    | \b(?:insiders?|sources?)\s(?:tell|told|say|confirm)\b(?=[^.!?\n]{{0,40}}\b(?:minister|department|government|will)\b) | \b(?:unpublished|pre-publication|pre-release)\s(?:\w+\s)?(?:{PAPER}|data|statistics|results|version|copy|papers)\b
    | \b(?:working|confidential|early|first)\sdraft\sof\s(?:the|our|a)\s(?:\w+\s)?{PAPER}\b | \bcan\s(?:now\s)?exclusively\sreveal\b | \bspoiler:\s(?:the\s)?(?:minister|chancellor|budget|government)
    """,
    re.VERBOSE,
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for found in SAID.finditer(reader.lowered):
        yield reader.match(*found.span())


OI_UNPUB = Rule(
    id="OI-UNPUB",
    name="Disclosure of unpublished information",
    severity=Severity.AUTH,
    authority=AuthorityClass.UNPUBLISHED,
    who=(
        "The information owner with the head of digital engagement; private office "
        "where ministers have not announced it."
    ),
    citations=(
        NO_DISCLOSURE,
        DISCLOSURE_2012,
        Citation("Civil Service Management Code", "4.2"),
    ),
    tell=(
        "This may reveal something not yet public. Say where it is published, or ask "
        "for authorisation to disclose."
    ),
    better="Wait for the announcement, then link to it.",
    triggers=("A sneak peek at the White Paper", "This hasn't been announced, but…"),
    near_misses=(
        "Fix a leaking tap and save water",
        "Our draft guidance is open for consultation until 5 June",
    ),
    find=in_english(find),
    cues=words(
        """
        announced public published released unannounced sneak look glimpse sight preview
        leaked leak internal circulation sharing distribution use release external forward
        circulate share advice submission briefing note cabinet ministers record wraps hush
        quiet keep shouldn didn supposed officially official announcement insiders insider
        source sources unpublished pre draft exclusively spoiler
        """
    ),
)
