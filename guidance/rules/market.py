"""OI-MARKET: news that could move a price before it is everybody's.

How markets work, and farmers' markets, pass.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.words import words


CASHTAG = re.compile(r"(?<![\w$])\$[A-Z]{1,5}(?:\.[A-Z]{1,2})?(?![\w$])")
MOVE = r"(?:will|to|would|could|may|might|is|are|set\sto|going\sto|expected\sto|due\sto|must|should|has|have|being)\s(?:be\s|been\s)?(?:now\s)?"
TURN = r"(?:fall|rise|drop|go\s(?:up|down)|increase[ds]?|cut|be\scut|be\sraised|raised|change|fell|rose|doubled?|halved?|scrapped|abolished|extended|introduced|frozen|freeze)"
TAX = (
    r"(?:windfall|corporation|bank(?:ing)?|energy\sprofits|digital\sservices|capital\sgains|stamp\sduty|fuel\sduty|alcohol\sduty|tobacco\sduty|air\spassenger|"
    r"betting|gambling|gaming|sugar|carbon|landfill|aggregates|financial\stransactions)(?:\s(?:tax|levy|duty|surcharge|rates?))?"
)
NEWS = re.compile(
    rf"""
      \b(?:interest|mortgage|base|bank)\srates?\s{MOVE}{TURN}\b | \b(?:interest|base|bank)\srates?\s(?:cut|rise|hike|decision)\s(?:today|tomorrow|coming|expected|is)\b
    | \b{TAX}\s(?:{MOVE})?(?:{TURN}|doubled|hiked|slashed|up|down)\b | \b(?:cut|raise|raising|cutting|extend|extending|scrap|scrapping|introduce|introducing|freeze|freezing|double|doubling|abolish|abolishing)\s(?:the\s)?{TAX}\s?(?:tax|levy|duty|rate)?\b(?<=tax|evy|uty|ate)
    | \b(?:vat|fuel\sduty|corporation\stax|stamp\sduty|income\stax|national\sinsurance)\s{MOVE}{TURN}\b
    | \bpreferred\s(?:bidder|supplier|buyer)\b(?!\s(?:guidance|process)) | \b(?:contract|franchise|licence)\s(?:will\sgo|goes|has\sgone|awarded|to\sbe\sawarded|is\sawarded|was\sawarded)\sto\s(?!the\s(?:team|school))\w+ | \bwins?\s(?:the\s|a\s)?£[\d.,]+\s?(?:m|bn|million|billion)\w*\s(?:\w+\s)?contract\b
    | \b(?:to\sbe|will\sbe|being|is|be)\s(?:re)?nationali[sz]ed\b | \b(?:re)?nationali[sz](?:e|ing)\s(?:the\s)?\w+ | \bnationali[sz]ation\sof\s\w+ | \b(?:to\sbe|will\sbe|being)\sprivati[sz]ed\b | \b(?:taken|taking|take)\s(?:back\s)?into\spublic\sownership\b
    | \b(?:takeover|merger|acquisition|buyout|buy-out)\s(?:of|bid|deal|offer|by|between|will|is|has\sbeen|approved|blocked|cleared|talks|to\sbe)\b | \b(?:block|blocks|blocked|blocking|approve|approves|approved|clear|clears|cleared)\s(?:the\s)?(?:\w+\s){{0,3}}(?:takeover|merger|acquisition|sale\sof\s\w+)\b
    | \b(?:licen[cs]e|permit|authorisation|approval)\s(?:is|was|will\sbe|has\sbeen|to\sbe|being)\s(?:revoked|withdrawn|suspended|granted|cancelled)\b(?=[^.!?\n]{{0,60}}\b(?:plc|ltd|limited|company|firm|bank|operator|airline|supplier|gas|oil|drug|field|mine|water|rail|casino|fund)\b)
    | \b(?:plc|ltd|company|firm|bank|operator|airline|supplier|airlines|water|energy|rail)\b[^.!?\n]{{0,40}}\b(?:licen[cs]e|permit|franchise)\s(?:is|was|will\sbe|has\sbeen|to\sbe)\s(?:revoked|withdrawn|suspended|stripped|terminated|cancelled)\b | \brevok(?:e|ed|es|ing)\s(?:the\s)?(?:\w+\s){{0,3}}licen[cs]e\s(?:of|from)\b
    | \b(?:goes|go|gone|going|went|put|enters?|entered|entering|placed)\sinto\s(?:special\s)?(?:administration|insolvency|receivership|liquidation)\b | \bspecial\sadministration\sregime\b | \bbail(?:ed)?[\s-]?out\s(?:of|for|package|\w+\s(?:bank|plc))
    | \b(?:sell|selling|sale\sof|sold|offload|offloading|buy|buying|dispose\sof)\s(?:\w+\s){{0,3}}(?:stake|shareholding|shares)\s(?:in|of)\b | \bshare\sprice\s(?:will|is\sabout|could|set)\b | \b(?:gilt|bond)\s(?:issuance|sale|auction)\s(?:will|plans|is|to)\b
    | \bmarket[\s-]sensitive\b | \bprice[\s-]sensitive\b | \binside(?:r)?\sinformation\b(?=[^.!?\n]{{0,40}}\b(?:share|market|company|deal)) | \bbank\sof\sengland\s(?:will|is\s(?:about|set)|to)\s(?:cut|raise|hold|lower)\b
    """,
    re.VERBOSE,
)
EXPLAINED = re.compile(
    r"\b(?:guide|how (?:do|does|to)?|what (?:is|are)|explained|explainer|history|museum|exhibition|in (?:19|18)\d\d|consultation on how)\b"
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for tag in CASHTAG.finditer(reader.text):
        yield reader.match(*tag.span())
    if EXPLAINED.search(reader.lowered):
        return
    for found in NEWS.finditer(reader.lowered):
        yield reader.match(*found.span())


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
    cues=words(
        """
        $ rates rate tax levy duty vat insurance bidder supplier buyer contract franchise
        licence license permit nationalised nationalized nationalise nationalising
        nationalisation renationalised renationalise privatised ownership takeover merger
        acquisition buyout administration insolvency receivership liquidation bail bailout
        stake shareholding shares share gilt bond market price inside insider england
        """
    ),
)
