"""More wordings of OI-MARKET: rescues, licences lost, contracts won, taxes decided.

The rule itself is elsewhere, and so are interest rates and takeovers.
"""

from guidance.rules.cued import cued
from guidance.rules.market_news import MOVE, TAX


BUSINESS = r"(?:steel(?:maker|works)?|banks?|lender|insurer|airlines?|carmaker|shipyard|shipbuilder|refinery|plc|ltd|firms?|compan(?:y|ies)|suppliers?|manufacturer|retailer|operators?|developer|builder|contractor|utility|producer|(?:water|energy|gas|power|rail|train|ferry|oil|telecoms?|mining|chemicals?|drug|chip|tech)\s(?:group|giant|provider|maker))"
DECIDED = r"(?:reduced|raised|lowered|trimmed|cut|doubled|halved|lifted|axed|scrapped|slashed|restored|extended|widened|confirmed|frozen|introduced|abolished|announced|increased|rise|fall|go\s(?:up|down)|change|increase|end)"
DEMAND = r"(?:taxes|tax|levy|levies|duty|surcharge|tariffs?|vat)"
WORK = r"(?:contract|franchise|licence|tender|auction|concession)"
MOVES = (
    cued(
        "chosen picked selected decided named appointed",
        rf"\b(?:chosen|picked|selected|decided|named|appointed)\s(?:who|which\s\w+)\s(?:will|is\sto|gets\sto|should)\s(?:run|build|operate|take\sover|supply|buy|own)\b | \b(?:we've|have|has|we)\s(?:chosen|picked|selected|named)\s[^.!?\n]{{1,40}}\sto\s(?:run|operate|build|take\sover|supply)\s[^.!?\n]{{0,30}}\b(?:{WORK}|railway|ferries|warships?|trains|reactors?)\b",
    ),
    cued(
        "winner winners bidder winning",
        rf"\b(?:winners?|(?:winning|successful|losing)\sbidders?)\s(?:of|in|for)\s(?:the\s|our\s)?(?:[\w£.-]+\s){{0,4}}?{WORK}\b",
    ),
    cued(
        "award awarding awarded hand handing contract",
        rf"\b(?:set|about|going|due|expected|likely|poised|will|ready|planning)\s(?:to\s|be\s)?(?:award|awarding|hand|handing|give|giving)\s(?:the|a|an|out)\s(?:[\w£.-]+\s){{0,4}}?{WORK}\sto\b",
    ),
    cued(
        "stripped lose loses losing lost take taking strip stripping pull pulling remove removing",
        rf"\b(?:stripped\sof|lose[sd]?|losing|lost)\s(?:its|their|the|a)\s(?:\w+\s)?{WORK}\b(?!\sto\sdrive) | \b(?:take|taking|strip|stripping|pull|pulling|remove|removing)\s(?:away\s)?[^.!?\n]{{0,30}}\b(?:operating|banking|supply|mining|drilling|air|broadcast(?:ing)?|gambling)\s(?:licen[cs]es?|certificates?|permits?)\b",
    ),
    cued(
        "borrowing rates mortgage mortgages base",
        rf"\b(?:put(?:s|ting)?\sup|push(?:es|ing)?\sup|bring(?:s|ing)?\sdown|rais(?:e|es|ing)|lower(?:s|ing)?|cut(?:s|ting)?|hik(?:e|es|ing))\s(?:the\s)?(?:borrowing\scosts|base\srates?|interest\srates?|bank\srate)\b | \b(?:borrowing\scosts|mortgage\s(?:costs|rates)|base\srates?)\s(?:{MOVE})?(?:coming|going|come|go|falling|rising|rise|fall|drop)\b | \brates\sare\s(?:coming|going|about\sto\s(?:come|go))\s(?:up|down)\b(?=[^\n]{{0,60}}\b(?:mortgages?|borrow\w*|savers?|savings|loans?|fix\w*)\b)",
    ),
    cued(
        "rescue rescues rescuing save saving bailout bailouts bail",
        rf"\b(?:steps?|stepped|stepping)\sin\sto\s(?:rescue|save|prop\sup|buy)\s(?:\w+\s){{0,3}}?{BUSINESS}\b | \brescu(?:e|es|ed|ing)\s(?:\w+\s){{0,2}}?{BUSINESS}\b | \brescue\s(?:deal|package|talks)\b(?=[^.!?\n]{{0,40}}\b{BUSINESS}\b) | \bbail[\s-]?outs?\s(?:agreed|approved|confirmed|refused|rejected|for|of|package|deal|talks|is|will|plan)\b",
    ),
    cued(
        "shareholders shareholder investors investor traders",
        r"\b(?:shareholders?|investors?|traders?)\s(?:in\s\w+\s)?(?:should|will\s(?:want|be|get|lose)|might\swant|can\sexpect|must|watch|brace|are\sabout)\b(?![^.!?\n]{0,40}\b(?:scams?|fraud|visa)\b)",
    ),
    cued(
        "profit profits results earnings",
        r"\bprofits?\swarning\b | \b(?:company|plc|group|bank)(?:'s)?\s(?:results|earnings|profits)\s(?:will|are\sset|are\sexpected)\b",
    ),
    cued(
        "gilt gilts borrowing bonds bond",
        r"\bgilts?\s(?:sales?|issues?|auctions?|issuance|yields?)\b | \b(?:more|extra|higher|lower|increased)\s(?:government\s|public\s|state\s)?borrowing\s(?:to\sbe|will|is|announced|coming)\b",
    ),
    cued(
        "tax taxes levy levies duty surcharge tariff tariffs vat",
        rf"\b{DEMAND}\son\s(?:[\w'-]+\s){{1,4}}?(?:{MOVE})(?:again\s)?{DECIDED}\b | \b(?:new|extra|one-off|higher|steeper)\s{DEMAND}\s(?:on|for)\s(?:[\w'-]+\s){{1,4}}?(?:confirmed|announced|agreed|coming|planned|introduced|from|next|will|is|are|to)\b | \b(?:corporation|income|capital\sgains|inheritance)\stax\s(?:{MOVE}){DECIDED}\b | \btariffs?\s(?:on\s[^.!?\n]{{1,30}}\s)?(?:{MOVE}){DECIDED}\b",
    ),
    cued(
        "holiday break hike threshold freeze relief",
        rf"\b{TAX}\s(?:holiday|break|hike|threshold|freeze|relief|cut|rise)s?\s(?:{MOVE})?{DECIDED}\b",
    ),
    cued(
        "ipo flotation float delist delisted",
        r"\b(?:ipo|flotation)\b | \b(?:to|will)\s(?:float|delist|list)\s(?:on|from)\sthe\s(?:stock|london|main|aim)\b",
    ),
    cued(
        "shares stake shareholding assets",
        r"\b(?:offload\w*|dispos\w+\sof|sell\w*|dump\w*|unload\w*|sale\sof)\s(?:\w+\s){0,3}?(?:shares|stake|shareholding)\b(?=\s(?:in|of|held)) | \btalks\b[^.!?\n]{0,30}\b(?:to\s(?:sell|buy)|over\sthe\ssale\sof|on\sthe\ssale\sof)\b[^.!?\n]{0,40}\b(?:stake|shares|company|bank)\b",
    ),
    cued(
        "plant plants factory refinery steelworks mine shipyard smelter",
        r"\b(?:plant|factory|refinery|steelworks|shipyard|smelter|mine)\s(?:is\s|are\s)?(?:to|will|set\sto|about\sto)\s(?:close|shut|be\s(?:sold|closed|mothballed|saved))\b",
    ),
    cued(
        "collapse collapses collapsed insolvent insolvency administrators",
        rf"\b{BUSINESS}\s(?:is|has|will|about\sto|set\sto|on\sthe\s(?:brink|verge)\sof)\s?(?:\w+\s)?(?:collaps\w+|insolven\w+)\b | \badministrators\s(?:called\sin|appointed|to\sbe\sappointed|on\sstandby)\b",
    ),
    cued(
        "regulator watchdog ofgem ofwat ofcom fca cma pra",
        r"\b(?:the\sregulator|watchdog|ofgem|ofwat|ofcom|the\sfca|the\scma|the\spra)\s(?:is\s)?(?:will|to|set\sto|about\sto|going\sto|expected\sto|poised\sto)\s(?:fine|block|approve|clear|reject|break\sup|raise|cut|revoke|refer|suspend|allow)\b",
    ),
    # Whatever may not move in the dark, a change to it, and somebody who decides: in any order.
    cued(
        "base interest bank merger takeover acquisition tax vat duty tariffs tariff levy shares stake cap relief",
        rf"\b(?:base\srates?|interest\srates?|bank\srate|(?:pension|income|inheritance|capital\sgains|corporation|windfall|wealth|payroll)\s(?:tax(?:\srelief)?|relief|levy)|stamp\sduty|fuel\sduty|vat|tariffs|price\scap|tax\srelief)\b[^.!?\n]{{0,40}}\b(?:will|won't|to\sbe|to\sgo|to\sstay|going\sto|about\sto|set\sto|expected\sto|(?:is|are)\sbeing)\b[^.!?\n]{{0,30}}\b(?:{DECIDED}|capped|held|alone|unchanged|stay|fall|rise)\b | \b(?:leave|leaving|keep|keeping|hold|holding|set|setting|cap|capping|cut|cutting|raise|raising|limit|limiting|scrap|scrapping|end|ending)\s(?:the\s)?(?:base\srates?|interest\srates?|bank\srate|rates|fuel\sduty|stamp\sduty|corporation\stax|(?:pension\s)?tax\srelief|tariffs|vat)\b(?=[^.!?\n]{{0,40}}\b(?:alone|unchanged|steady|next|this|tomorrow|today|budget|month|year|on|to|at|again)\b) | \b(?:throw|throwing|threw|wav|turn|turning|knock|wreck|kill|sink|stop|back|refus|reject|oppos|delay|reopen|investigat)\w*\s(?:out\s|through\s|down\s|back\s)?(?:the\s|this\s|a\s|any\s)?(?:\w+\s){{0,2}}?(?:merger|takeover|acquisition|buy-?out)\b | \b(?:merger|takeover|acquisition|buy-?out)\b[^.!?\n]{{0,30}}\b(?:is|are|will|won't|has|off|on|agreed|dead|collapsed|done)\b",
    ),
    cued(
        "bids bid bidders bidder offer offers",
        rf"\b(?:bids?|bidders?|offers?)\s(?:for|to\sbuy|to\srun)\s(?:the\s|our\s|\w+\s){{1,3}}?(?:airport|port|{BUSINESS}|franchise|contract|club|broadcaster|post\soffice)\b",
    ),
    cued(
        "buy buying bought sell selling sold lend lending lent break breaking split splitting prop propping guarantee underwrite bail bailing back backing save saving buying",
        rf"\b(?:we|we've|we're|we'll|government|ministers|treasury|state|taxpayers?)\b[^.!?\n]{{0,30}}\b(?:buy(?:ing)?|bought|sell(?:ing)?|sold|lend(?:ing)?|lent|break(?:ing)?\sup|split(?:ting)?\sup|prop(?:ping)?\sup|guarantee(?:ing)?|underwrit(?:e|ing)|bail(?:ing)?\sout|tak(?:e|ing)\sover|sav(?:e|ing))\s(?:the\s|it\s|a\s|out\s|\w+\s){{0,3}}?(?:{BUSINESS}|£\d[\d.]*\s?(?:bn|billion))\b(?!\s(?:card|holiday|local|account))",
    ),
    cued(
        "contract contracts franchise franchises licence licences",
        rf"\b(?:contracts?|franchises?)\s(?:to|for)\s(?:\w+\s){{1,6}}?(?:goes|go|going|awarded|handed|given|won)\s(?:to|by)\b | \b(?:supplier|operator|company|airline|bank|firm|broadcaster|{BUSINESS})\b[^.!?\n]{{0,30}}\b(?:loses?|losing|lost|surrender\w*|forfeit\w*)\s(?:its|their)\s(?:\w+\s)?(?:licence|franchise|contract|permit|slot)\b",
    ),
)
