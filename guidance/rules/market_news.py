"""The wordings of OI-MARKET: prices, taxes, companies and contracts on the move.

The rule itself is elsewhere.
"""

from guidance.rules.cued import cued


MOVE = r"(?:(?:will|to|would|could|may|might|is|are|set|going|expected|about|likely|poised|due|must|should|has|have|being|be|been|now|soon|again|just|further)\s){1,5}"
TURN = r"(?:(?:come|coming|go|going)\s(?:up|down)|falling|rising|dropping|soar(?:s|ing)?|plunge[sd]?|jump(?:s|ed)?|surg(?:e[sd]?|ing)|tumbl(?:e[sd]?|ing)|fallen|risen|fall|rise|drop|go\s(?:up|down)|increase[ds]?|cut|cuts|rises|falls|raised|hiked|slashed|lowered|change|fell|rose|doubled?|halved?|scrapped|abolished|extended|introduced|frozen|freeze)"
TAX = (
    r"(?:windfall|corporation|bank(?:ing)?|energy\sprofits|digital\sservices|capital\sgains|stamp\sduty|fuel\sduty|alcohol\sduty|tobacco\sduty|air\spassenger|"
    r"beer|wine|spirits?|whisky|cider|vap(?:e|ing)|plastics?|inheritance|dividend|wealth|mansion|payroll|import|export|customs|betting|gambling|gaming|sugar|carbon|landfill|aggregates|financial\stransactions)(?:\s(?:tax|levy|duty|surcharge|rates?))?"
)
NEWS = (
    cued(
        "rate rates",
        rf"\b(?:interest|mortgage|base|bank)\srates?\s{MOVE}{TURN}\b | \b(?:interest|base|bank)\srates?\s(?:cut|rise|hike|decision)\s(?:today|tomorrow|coming|expected|is)\b",
    ),
    cued(
        "cap",
        rf"\b(?:energy\s)?price\scap\s(?:{MOVE})?{TURN}\b",
    ),
    cued(
        "back coming extended introduced planned way",
        rf"\b{TAX}\s(?:on\s[^.!?\n]{{1,40}}\s)?(?:is|will\sbe)\s(?:coming|planned|on\sthe\sway|introduced|extended|back)\b",
    ),
    cued(
        "tax levy duty surcharge rates rate windfall corporation bank banking energy digital capital stamp fuel alcohol tobacco air beer wine spirit spirits whisky cider vape vaping plastic plastics inheritance dividend wealth mansion payroll import export customs betting gambling gaming sugar carbon landfill aggregates financial",
        rf"\b{TAX}\s(?:{MOVE})?(?:{TURN}|doubled|hiked|slashed|up|down)\b",
    ),
    cued(
        "abolish abolishing cut cutting double doubling extend extending freeze freezing introduce introducing raise raising scrap scrapping",
        rf"\b(?:cut|raise|raising|cutting|extend|extending|scrap|scrapping|introduce|introducing|freeze|freezing|double|doubling|abolish|abolishing)\s(?:the\s)?{TAX}\s?(?:tax|levy|duty|rate)?\b(?<=tax|evy|uty|ate)",
    ),
    cued(
        "corporation fuel income insurance stamp vat",
        rf"\b(?:vat|fuel\sduty|corporation\stax|stamp\sduty|income\stax|national\sinsurance)\s{MOVE}{TURN}\b",
    ),
    cued(
        "contract contracts",
        r"\bcontracts?\s(?:for|to)\s[^.!?\n]{1,60}\s(?:will\sgo|goes|go|has\sgone|awarded|to\sbe\sawarded|(?:is|was|has\sbeen)\sawarded)\sto\s(?!the\s(?:team|school|council))\w+",
    ),
    cued(
        "interest rates",
        r"\b(?:hold|cut|raise|lower|hike)s?\s(?:interest\s|base\s)?rates\b(?!\s(?:of|relief))",
    ),
    cued(
        "takeover merger acquisition buyout",
        r"\b(?:block|approv|clear|refer|wav|back|oppos|allow|stop)\w*\b[^.!?\n]{0,50}\b(?:takeover|merger|acquisition|buyout)\b",
    ),
    cued(
        "administration",
        r"\benter(?:s|ed|ing)?\s(?:special\s)?administration\b",
    ),
    cued(
        "bust",
        r"\b(?:gone|going|goes|go|went)\sbust\b",
    ),
    cued(
        "ceased",
        r"\bceased\strading\b",
    ),
    cued(
        "government public state",
        r"\b(?:tak|bring)\w*\b[^.!?\n]{0,40}\binto\s(?:public|state|government)\s(?:ownership|hands|control)\b",
    ),
    cued(
        "preferred",
        r"\bpreferred\s(?:bidder|supplier|buyer)\b(?!\s(?:guidance|process))",
    ),
    cued(
        "contract franchise licence",
        r"\b(?:contract|franchise|licence)\s(?:will\sgo|goes|has\sgone|awarded|to\sbe\sawarded|is\sawarded|was\sawarded)\sto\s(?!the\s(?:team|school))\w+",
    ),
    cued(
        "contract",
        r"\bwins?\s(?:the\s|a\s)?£[\d.,]+\s?(?:m|bn|million|billion)\w*\s(?:\w+\s)?contract\b",
    ),
    cued(
        "nationalised nationalized renationalised renationalized",
        r"\b(?:to\sbe|will\sbe|being|is|be)\s(?:re)?nationali[sz]ed\b",
    ),
    cued(
        "nationalise nationalising nationalize nationalizing renationalise renationalising renationalize renationalizing",
        r"\b(?:re)?nationali[sz](?:e|ing)\s(?:the\s)?\w+",
    ),
    cued(
        "nationalisation nationalization",
        r"\bnationali[sz]ation\sof\s\w+",
    ),
    cued(
        "privatised privatized",
        r"\b(?:to\sbe|will\sbe|being)\sprivati[sz]ed\b",
    ),
    cued(
        "public",
        r"\b(?:taken|taking|take)\s(?:back\s)?into\spublic\sownership\b",
    ),
    cued(
        "acquisition buy buyout merger takeover",
        r"\b(?:takeover|merger|acquisition|buyout|buy-out)\s(?!of\s(?:\w+\s){0,3}(?:councils?|schools?|parish\w*|trusts?|colleges?|clubs?|surger\w+|practices?|forces|departments|wards|teams)\b)(?:of|bid|deal|offer|by|between|will|is|has\sbeen|approved|blocked|cleared|talks|to\sbe)\b",
    ),
    cued(
        "acquisition merger sale takeover",
        r"\b(?:block|blocks|blocked|blocking|approve|approves|approved|clear|clears|cleared)\s(?:the\s)?(?:\w+\s){0,3}(?:takeover|merger|acquisition|sale\sof\s\w+)\b",
    ),
    cued(
        "approval authorisation licence license permit",
        r"\b(?:licen[cs]e|permit|authorisation|approval)\s(?:is|was|will\sbe|has\sbeen|to\sbe|being)\s(?:revoked|withdrawn|suspended|granted|cancelled)\b(?=[^.!?\n]{0,60}\b(?:plc|ltd|limited|company|firm|bank|operator|airline|supplier|gas|oil|drug|field|mine|water|rail|casino|fund)\b)",
    ),
    cued(
        "cancelled revoked stripped suspended terminated withdrawn",
        r"\b(?:plc|ltd|company|firm|bank|operator|airline|supplier|airlines|water|energy|rail)\b[^.!?\n]{0,40}\b(?:licen[cs]e|permit|franchise)\s(?:is|was|will\sbe|has\sbeen|to\sbe)\s(?:revoked|withdrawn|suspended|stripped|terminated|cancelled)\b",
    ),
    cued(
        "licence license",
        r"\brevok(?:e|ed|es|ing)\s(?:the\s)?(?:\w+\s){0,3}licen[cs]e\s(?:of|from)\b",
    ),
    cued(
        "administration insolvency liquidation receivership",
        r"\b(?:goes|go|gone|going|went|put|enters?|entered|entering|placed)\sinto\s(?:special\s)?(?:administration|insolvency|receivership|liquidation)\b",
    ),
    cued(
        "special",
        r"\bspecial\sadministration\sregime\b",
    ),
    cued(
        "bail bailed bailedout bailout",
        r"\bbail(?:ed)?[\s-]?out\s(?:of|for|package|\w+\s(?:bank|plc))",
    ),
    cued(
        "shareholding shares stake",
        r"\b(?:sells?|selling|sale\sof|sold|offloads?|offloading|buys?|buying|disposes?\sof)\s(?:\w+\s){0,3}(?:stake|shareholding|shares)\s(?:in|of)\b",
    ),
    cued(
        "share",
        r"\bshare\sprice\s(?:will|is\sabout|could|set)\b",
    ),
    cued(
        "bond gilt",
        r"\b(?:gilt|bond)\s(?:issuance|sale|auction)\s(?:will|plans|is|to)\b",
    ),
    cued(
        "market",
        r"\bmarket[\s-]sensitive\b",
    ),
    cued(
        "price",
        r"\bprice[\s-]sensitive\b",
    ),
    cued(
        "information",
        r"\binside(?:r)?\sinformation\b(?=[^.!?\n]{0,40}\b(?:share|market|company|deal))",
    ),
    cued(
        "bank",
        r"\bbank\sof\sengland\s(?:will|is\s(?:about|set)|to)\s(?:cut|raise|hold|lower)\b",
    ),
    cued(
        "administration",
        r"\b(?:in|into)\sspecial\sadministration\b",
    ),
    cued(
        "shares stake shareholding",
        r"\b(?:sells?|selling|sold|offload\w*|buys?|buying)\s(?:the\s|its\s|our\s|their\s)?(?:government's|taxpayers?'s?|state's|public's|remaining|last|final)\s(?:\w+\s)?(?:stake|shares|shareholding)\b",
    ),
)
