"""CR-SOURCE: a figure that claims something about the world, and no source for it.

A strength, a gradient, a discount, a rate to pay, a score and a time claim nothing.
"""

import re
from collections.abc import Iterator

from guidance.content import Kind, Severity
from guidance.rules.claim_words import IN_WORDS, ROSE
from guidance.rules.cued import all_cues, found_in
from guidance.rules.reading import SENTENCE_END, Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import PARTICIPATION_2008, SOCIAL_MEDIA_2014
from guidance.rules.words import words


PERCENT = (
    r"(?<![\w.])\d[\d,]*(?:\.\d+)?\s?(?:%|per\scent\b|percent\b|percentage\spoints?\b)"
)
SHARE = re.compile(
    rf"""
      \b{ROSE}\s(?:[\w-]+\s){{0,3}}?(?:by\s|to\s|of\s)?(?:(?:more\sthan|over|nearly|almost|around|about|just|at\sleast|some|only|a\srecord|a)\s){{0,2}}{PERCENT}
    | {PERCENT}\s(?:[\w-]+\s)?(?:rise|fall|increase|decrease|drop|reduction|cut|growth|jump|decline|improvement|surge|boost|more|fewer|less|higher|lower|up|down|since|compared|better|worse|faster|cleaner|year\son\syear|of\s(?!(?:alcohol|ethanol|acid|solution|the\s(?:bill|price|fee|cost|purchase|deposit)|your|a\s(?:tank|bottle)|full|vat|it|time\soff|battery|rain|off)\b)\w+|say|said|think|thought|believe|feel|agreed?|reported|want|support(?:ed|s)?|prefer|would|have|had|are|were|is|was|know|use)\b
    | \b(?:majority|share|proportion|rate|level|figure|average|satisfaction|turnout|employment|unemployment|inflation|attendance|compliance|conviction)\s(?:[\w-]+\s){{0,3}}(?:is|was|are|were|at|of|stands?\sat|reached|hits?|now|remains)\s(?:now\s|just\s|only\s|over\s|a\srecord\s|more\sthan\s|at\s){{0,2}}{PERCENT}
    """,
    re.VERBOSE,
)
AMOUNT = re.compile(
    rf"\b{ROSE}\s(?:[\w-]+\s){{0,2}}?by\s(?:(?:more\sthan|over|nearly|almost|around|about|at\sleast)\s)?\d{{1,3}}(?:,\d{{3}})+\b"
    rf"|\b{ROSE}\s(?:by\s)?(?:(?:more\sthan|over|nearly|almost|around|about)\s)?(?<!£)\d[\d.,]*\s?(?:million|billion)\b"
)
NUMBER_WORD = r"(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)"
# Looked for from its middle, "in 5 people": that is rarer than a number.
PART = re.compile(rf"(?<![\w.:/-]){NUMBER_WORD}\s$")
RATIO = re.compile(
    r"\b(?:in|out\sof)\s(?:every\s)?(?P<whole>\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a\shundred|a\sthousand)\s(?P<what>[a-z][\w-]*)"
)
NOT_PEOPLE = re.compile(
    r"(?:gradient|slopes?|hill|incline|climb|ramp|stars?|points?|marks?|score|rating|minutes?|hours?|days?|weeks?|months?|years?|seconds?|games?|sets|matches|legs|goals|am|pm|scale|dilution|ratio|january|february|march|april|may|june|july|august|september|october|november|december|for|on|at|and|from|with|to|in|or|questions|correct|right)\b"
)
RECORD = re.compile(
    r"""
      \b(?=record)(?<!to\s)(?<!we\s)(?<!gauges\s)(?<!engineers\s)(?<!sensors\s)(?<!officers\s)(?<!can\s)(?<!you\s)(?<!world\s)\brecord[\s-](?:levels?|highs?|lows?|numbers?|funding|investment|amounts?|breaking\s(?:year|numbers|investment|funding|levels?)|rise|fall|growth|spending|sums?|turnout|demand|employment|unemployment|waiting|results|budget|settlement|increase|pay|recruitment|exports|attendances|figures|profits|crime|applications|arrivals)\b
    | \b(?:an?\s(?:all-time|historic|record)\s(?:high|low)|all-time\s(?:high|low))\b | \b(?:highest|lowest|largest|biggest|most|fewest|best|worst|fastest|smallest|greatest|safest|cleanest)\s(?:[\w-]+\s){0,4}?(?:ever(?!\s(?:green|y))|on\srecord|in\shistory|since\srecords\sbegan|in\s(?:over\s|more\sthan\s|nearly\s|almost\s|around\s)?(?:a|\d+|two|three|four|five|ten|twenty|thirty|forty|fifty|the\slast)\s(?:\d+\s)?(?:decades?|years|generations?|century)|since\s(?:19|20)\d\d|in\s(?:europe|the\sg7|the\sg20|the\sworld|western\seurope|england|britain|the\suk))\b
    | \b(?:than\sever\sbefore|more\sthan\sat\sany\stime|more\sthan\sany\s(?:other\s)?(?:government|country))\b
    """,
    re.VERBOSE,
)
COUNTED = r"(?:people|adults?|children|kids|women|men|patients|pupils|students|families|households|homes|jobs|workers|pensioners|businesses|firms|victims|appointments|operations|calls|crimes|offences|deaths|cases|incidents|tonnes|trees|visitors|passengers|customers|claims|claimants|applications|passports|tests|jabs|doses|vaccines|vaccinations|procedures|scans|nurses|doctors|gps|teachers|officers|police|prison\splaces|school\splaces|places|apprenticeships|apprentices|britons|brits|taxpayers|drivers|motorists|journeys|vehicles|arrests|migrants|returns|citizens|residents|voters|users|carers|veterans|disabled|smokers|items|meals|miles|hospital|weapons|knives)"
BIG_WORDS = re.compile(
    rf"""
      (?<![\w.£$€,])(?:\d[\d,]*(?:\.\d+)?|a|one|two|three|four|five|six|seven|eight|nine|ten|half\sa|several|tens\sof|hundreds\sof|a\squarter\sof\sa|a\sthird\sof\sa)\s?(?:million|millions|billion|bn|m|thousands?)\s(?:of\s)?(?:(?:more|extra|additional|fewer|working|older|young|disabled|new|low-paid|uk|british|nhs|vulnerable|hospital|the)\s){{0,2}}{COUNTED}\b
    | \b(?:more\sthan|over|nearly|almost|around|about|some|at\sleast|well\sover|up\sto)\s(?:\d[\d,.]*|a|one|two|three|four|five|six|seven|eight|nine|ten|half\sa)\s(?:million|billion)\s(?!pounds|euros|dollars|years)[a-z][\w-]+
    | \b(?:millions|thousands|hundreds\sof\sthousands|tens\sof\sthousands)\sof\s(?:[\w-]+\s)?{COUNTED}\s(?:have|has|are|were|die|suffer|live|lost|will\sbe|benefit)\b
    """,
    re.VERBOSE,
)
THOUSANDS = re.compile(r"\d,\d{3}|\d{5}|\d (?:million|billion)")
BIG_FIGURES = re.compile(
    rf"""
      \b(?:more\sthan|over|nearly|almost|well\sover)\s\d{{1,3}}(?:,\d{{3}})+\s(?:(?!tickets|places|spaces|seats|words|steps|vacanc|copies|books|e-books|titles|volts|pounds|feet|metres|people\scan)[\w-]+\s){{1,3}}?(?:{COUNTED}\s)?(?:have|has|had|visited|attended|came|come|took|take|joined|live|die|died|were|are|this|last|since|each|every|a\s(?:year|day|week|month)|in\s20\d\d|so\sfar|across|and\scounting|built|created|helped|treated|delivered|completed|planted|reported)\b
    | (?<![\w.£$€,])[1-9]\d{{1,2}}(?:,\d{{3}})+\s(?:[\w-]+\s){{1,2}}?(?:since|so\sfar|this\syear|last\syear|in\s20\d\d)\b
    | (?<![\w.£$€,])\d{{1,3}}(?:,\d{{3}})+\s(?:more|fewer|extra|additional|new|less)\s(?:[\w-]+\s)?{COUNTED}\b
    | (?<![\w.£$€,])(?:[1-9]\d{{1,2}}(?:,\d{{3}})+|[1-9]\d{{4,}})\s(?:[\w-]+\s)?{COUNTED}\s(?:[\w-]+\s)?(?:have|has|had|are|were|die|died|live|lived|suffer|helped|lifted|created|built|protected|supported|waiting|treated|took|lost|affected|will|now|use|used|got|received|reported|recorded|delivered|seized|stopped|claim|in\s(?:poverty|england|the\suk|britain|work))\b
    """,
    re.VERBOSE,
)
CHANGED = re.compile(
    r"\b(?:has|have|had|is|are|was|were|nearly|almost|more than|been)\s(?:now\s|also\s|more than\s|nearly\s|almost\s)?(?:halved|doubled|tripled|trebled|quadrupled|quintupled)\b|\b(?:twice|three times|four times|five times|ten times) (?:as (?:many|likely|high|much|common)|more likely|the (?:number|rate|risk|average))\b|\b(?:half|two thirds|two-thirds|three quarters|three-quarters|a third|one third|one-third|a quarter|one quarter|a fifth|nine tenths) of (?:all |the |uk |british |our )*(?:people|adults|children|women|men|pupils|patients|families|households|businesses|workers|deaths|crimes?|offences|cases|drivers|britons|calls|population|firms|students|pensioners|victims|fires|accidents|collisions|jobs)\b"
    r"|\b(?:studies|research|evidence|surveys?|statistics|stats|figures|data|experts|scientists|polls?) (?:show|shows|say|says|suggests?|proves?|finds?|found|confirms?|reveals?|tells? us)(?: us)?(?: that)?\b"
)
# Somebody named stands behind the figure, or the reader is told where it is from.
NAMED = re.compile(
    r"\b(?:according to|source[sd]?(?: from)?\b ?:?|published by|(?:figures|data|statistics|survey|research|report|study|analysis) (?:from|by|of)|see the (?:figures|data|statistics|report)|(?:ons|nhs|ofsted|ofcom|ofgem|dvla|hmrc|dwp|dft|dfe|defra|obr|nao|who|oecd|imf|yougov|ipsos|nisra|ukhsa|cqc|home office|treasury|government|official|census|met office|police|met) (?:\w+ )?(?:figures|data|statistics|stats|survey|research|report|analysis|poll|study))\b"
)
# Percentages of things and of prices.
NO_CLAIM = re.compile(
    r"\b(?:bleach|gradient|slope|incline|solution|concentration|strength|alcohol|abv|proof|acid|vinegar|chlorine|discount|voucher|sale|off|apr|aer|interest|vat|battery|charged|recycled|cotton|wool|humidity|cloud|rain|chance|score[ds]?|pass mark|exam|quiz|test score|zoom|brightness|volume|opacity|deposit|tip|full|capacity|complete|loading|dilut\w*|mixture|fat|cocoa|octane|hill|save|saving|relief|top-up|top up|rate of tax|tax rate|threshold|rates? band|seats|tickets|remaining|left|sold)\b"
)
# Patterns, the words each needs, and whether a thing or a price makes it no claim.
CLAIMS = (
    (SHARE, words("% percent cent percentage"), True),
    (
        BIG_WORDS,
        words("million millions billion bn m thousand thousands hundreds tens"),
        False,
    ),
    (
        RECORD,
        words(
            """
            record high low highest lowest largest biggest most fewest best worst fastest
            smallest greatest safest cleanest ever any
            """
        ),
        False,
    ),
    (
        CHANGED,
        words(
            """
            halved doubled tripled trebled quadrupled quintupled twice times half thirds
            quarters third quarter fifth tenths studies research evidence survey surveys
            statistics stats figures data experts scientists poll polls
            """
        ),
        False,
    ),
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if reader.passage.kind is not Kind.TEXT or reading.links_somewhere:
        return
    claims = [*_claims(reader)]
    if not claims or NAMED.search(reader.lowered):
        return
    for start, end in claims:
        if not reader.quoted(start):
            yield reader.match(start, end)


def _claims(reader: Reader) -> Iterator[tuple[int, int]]:
    yield from _in_words(reader)
    for pattern, cues, of_things in CLAIMS:
        if cues.isdisjoint(reader.cues):
            continue
        for found in pattern.finditer(reader.lowered):
            if not (of_things and _of_things(reader.lowered, *found.span())):
                yield found.span()
    if THOUSANDS.search(reader.text):
        for pattern in (BIG_FIGURES, AMOUNT):
            yield from (found.span() for found in pattern.finditer(reader.lowered))
    yield from _ratios(reader.lowered)


def _in_words(reader: Reader) -> Iterator[tuple[int, int]]:
    for found in found_in(reader, IN_WORDS):
        if not _of_things(reader.lowered, *found.span()):
            yield found.span()


def _ratios(text: str) -> Iterator[tuple[int, int]]:
    """Shares of people put as one in five of them."""
    for found in RATIO.finditer(text):
        part = PART.search(text, max(0, found.start() - 6), found.start())
        people = found["whole"] != "1" and not NOT_PEOPLE.match(found["what"])
        if part and people and not _of_things(text, *found.span()):
            yield part.start(), found.end("whole")


def _of_things(text: str, start: int, end: int) -> bool:
    """Whether its sentence is about a thing or a price."""
    first = max(text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "\n"))
    last = SENTENCE_END.search(text, end)
    stop = last.end() if last else len(text)
    return NO_CLAIM.search(text, first + 1, stop) is not None


CR_SOURCE = Rule(
    id="CR-SOURCE",
    name="Claim or figure with no source",
    severity=Severity.WARN,
    who="The statistics head of profession or an analyst, for official statistics.",
    citations=(
        Citation(PARTICIPATION_2008, "Be credible: open about sources"),
        Citation(SOCIAL_MEDIA_2014, "Check accuracy"),
        Citation(
            "Office for Statistics Regulation", "Casework on inflation graphics, 2023"
        ),
    ),
    tell="Add the source for this figure, and check the context and axis are fair.",
    better="“Waiting lists are down 12% since March (NHS England)”, with the link.",
    triggers=("Waiting lists are down 12%", "1 in 5 people is disabled"),
    near_misses=("Call 111 for advice", "See the figures at gov.uk/stats"),
    find=in_english(find),
    cues=words("0 in out").union(all_cues(IN_WORDS), *(cues for _, cues, _ in CLAIMS)),
)
