"""OI-UNPUB: words that say that something is not public yet, or was not meant to be.

Embargoes, statistics and markets are rules of their own.
"""

from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.cued import Family, all_cues, cued, found_in
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import DISCLOSURE_2012, NO_DISCLOSURE
from guidance.rules.unannounced import EARLY


PAPER = r"(?:report|paper|document|plan|plans|policy|white\spaper|green\spaper|strategy|review|findings|figures|proposals?|bill|budget|announcement|legislation|guidance|consultation|draft|response|statement|reforms?|inquiry|framework|deal|agreement)"
KNOWN = (
    cued(
        "announced announcedbut announcedyet formally officially public publicbut publicly publicyet published publishedbut publishedyet released releasedbut releasedyet",
        r"\b(?:has|have|had|is|was|hasn't|haven't|isn't|wasn't|not|yet)\s(?:not\s)?(?:yet\s)?(?:been\s)?(?:yet\s)?(?:to\sbe\s)?(?:publicly\s|officially\s|formally\s)?(?:announced|made\spublic|published|released)\s?(?:yet|but|,\sbut)\b",
    ),
    cued(
        "announced formally officially public publicly",
        r"\b(?:hasn't|haven't|has\snot|have\snot|not\syet|yet\sto)\s(?:yet\s)?(?:be(?:en)?\s)?(?:publicly\s|officially\s|formally\s)?(?:announced|made\spublic)\b",
    ),
    cued(
        "yet",
        r"\bnot\syet\s(?:public|announced|published|released|in\sthe\spublic\sdomain)\b | \byet\sto\sbe\s(?:announced|made\spublic)\b",
    ),
    cued(
        "unannounced",
        r"\bunannounced\s(?:plan|policy|deal|cut|change|scheme)s?\b",
    ),
    cued(
        "sneak",
        rf"\bsneak[\s-](?:peek|preview|peak)\b[^.!?\n]{{0,40}}\b{PAPER}\b",
    ),
    cued(
        "glimpse look preview sight",
        rf"\b(?:first|exclusive|early|advance|secret)\s(?:look|glimpse|sight|preview)\s(?:at|of)\s(?:the|our|a|next|tomorrow's|\w+day's|this)\s[^.!?\n]{{0,30}}\b{PAPER}\b",
    ),
    cued(
        "leaked",
        rf"\bleaked\s(?:\w+\s){{0,2}}(?:{PAPER}|memo|e-?mails?|letter|minutes|papers|recording|messages|cabinet)\b | \b{PAPER}\s(?:was|were|has\sbeen|have\sbeen|got)\sleaked\b",
    ),
    cued(
        "leak",
        rf"\bleak\s(?:of|from)\s(?:the|a)\s(?:\w+\s)?(?:{PAPER}|cabinet|department|minutes|memo)\b",
    ),
    cued(
        "only",
        r"\b(?:strictly\s|for\s)?internal\s(?:use\s)?only\b",
    ),
    cued(
        "internal",
        r"\b(?:for\s)?internal\suse\b(?!\sof) | \binternal\s(?:memo|briefing|review|document|minutes|e-?mail|paper|plan|figures|report|advice)s?\b(?=[^.!?\n]{0,40}\b(?:shows?|says?|reveals?|seen|warns?|suggests?|confirms?|finds?|:))",
    ),
    cued(
        "circulation distribution external public release sharing wider",
        r"\bnot\sfor\s(?:onward\s(?:circulation|sharing|distribution)|(?:external|wider|public)\s(?:circulation|use|distribution|sharing|release)|sharing)\b",
    ),
    cued(
        "circulate externally forward outside share",
        r"\bdo\snot\s(?:forward|circulate|share\s(?:externally|outside|wider))\b",
    ),
    cued(
        "advice briefing note submission",
        r"\b(?:advice|submission|briefing|note)\s(?:to|for)\s(?:the\s)?(?:ministers?(?!\sof\s(?:religion|the\schurch|st))|secretary\sof\sstate|chancellor|prime\sminister|cabinet|permanent\ssecretary)\b(?!\s(?:is\son|published))",
    ),
    cued(
        "cabinet",
        r"\bcabinet\s(?:sub-?)?(?:committee|minutes|paper|papers|discussion|discussed)\b",
    ),
    cued(
        "ministers",
        r"\bministers\s(?:are|have\sbeen)\s(?:privately|secretly|quietly)\b | \bministers\s(?:have\sbeen|were|are\sbeing|had\sbeen)\s(?:advised|warned|briefed|told\sby\sofficials|urged\sby\sofficials)\b",
    ),
    cued(
        "public",
        r"\b(?:isn't|is\snot|aren't|are\snot|not)\s(?:yet\s)?public\s(?:yet|knowledge|information)\b | \bnot\s(?:yet\s)?in\sthe\spublic\sdomain\b",
    ),
    cued(
        "can",
        r"\bcan't\s(?:say|reveal|tell\syou|announce|confirm|share)\s(?:\w+\s)?(?:officially|publicly|formally)\b | \bcan\s(?:now\s)?exclusively\sreveal\b",
    ),
    cued(
        "heard",
        r"\bheard\sit\shere\sfirst\b",
    ),
    cued(
        "before",
        r"\bbefore\sthe\s(?:official\s|formal\s|public\s)?announcement\b | \bbefore\s(?:it's|it\sis|they're|they\sare)\s(?:made\s|officially\s|formally\s)?(?:official|announced|public|published|released)\b",
    ),
    cued(
        "leak leaks",
        r"\bleaks?\s(?:show|reveal|suggest|confirm|say)s?\b",
    ),
    cued(
        "officials",
        r"\bofficials\s(?:have\s)?(?:advised|warned|briefed)\s(?:the\s)?(?:minister|secretary\sof\sstate|chancellor)",
    ),
    cued(
        "behind",
        r"\bbehind\sclosed\sdoors\b(?=[^.!?\n]{0,40}\b(?:ministers?|agreed|decided|policy|plan)\b)",
    ),
    cued(
        "closed",
        r"\bministers?\b[^.!?\n]{0,40}\bbehind\sclosed\sdoors\b",
    ),
    cued(
        "confidential private secret",
        r"\b(?:private|confidential|secret)\s(?:notes?|memos?|briefings?|submissions?|advice|minutes?|emails?|papers?)\b(?=[^.!?\n]{0,60}\b(?:ministers?|officials|says?|shows?|reveals?|seen|warns?|sent)\b) | \b(?:ministers?|secretary\sof\sstate|chancellor|officials)\b[^.!?\n]{0,60}\b(?:in|by)\sa\s(?:private|confidential|secret)\s(?:note|memo|briefing|submission|minute|email|paper)\b",
    ),
    cued(
        "off",
        r"\boff\sthe\srecord\b",
    ),
    cued(
        "between hush under yourself",
        r"\b(?:keep\sthis|this\sis)\s(?:between\sus|to\syourself|hush|under\s(?:wraps|your\shat))\b",
    ),
    cued(
        "under",
        r"\bunder\swraps\b",
    ),
    cued(
        "hush quiet",
        r"\b(?:hush[\s-]hush|on\sthe\squiet)\b",
    ),
    cued(
        "didn officially shouldn supposed",
        r"\b(?:you|we)\s(?:didn't\shear|shouldn't\s(?:really\s)?(?:say|tell|share)|can't\sofficially|aren't\ssupposed\sto\s(?:say|share|tell))\b",
    ),
    cued(
        "ahead",
        r"\bahead\sof\s(?:the\s)?(?:official|formal)\sannouncement\b",
    ),
    cued(
        "insider insiders source sources",
        r"\b(?:insiders?|sources?)\s(?:tell|told|say|confirm)\b(?=[^.!?\n]{0,40}\b(?:minister|department|government|will)\b)",
    ),
    cued(
        "publication release unpublished",
        rf"\b(?:unpublished|pre-publication|pre-release)\s(?:\w+\s)?(?:{PAPER}|data|statistics|results|version|copy|papers)\b",
    ),
    cued(
        "draft",
        rf"\b(?:working|confidential|early|first)\sdraft\sof\s(?:the|our|a)\s(?:\w+\s)?{PAPER}\b",
    ),
    cued(
        "spoiler",
        r"\bspoiler:\s(?:the\s)?(?:minister|chancellor|budget|government)",
    ),
    cued(
        "nobody",
        r"\bnobody\s(?:else\s)?knows\s(?:this\s|it\s|about\s(?:it|this)\s)?yet\b",
    ),
    cued(
        "advance",
        r"\badvance\s(?:copy|copies|sight|draft)\b",
    ),
    cued(
        "official",
        r"\b(?:isn't|is\snot|not)\s(?:yet\s)?official\s(?:until|till|yet)\b",
    ),
)

SAID = Family((*KNOWN, *EARLY))


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for found in found_in(reader, SAID):
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
    cues=all_cues(SAID),
)
