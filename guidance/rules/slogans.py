"""Patterns of slogans, and of opinions that a department does not hold.

No rule lives here; an opinion in quotation marks is somebody's own.
"""

from guidance.rules.cued import cued


PUFF = r"(?:bold|radical|ambitious|ground-?breaking|transformati(?:ve|onal)|visionary|fearless|decisive|unprecedented|historic|pioneering|revolutionary|world-(?:class|leading|beating)|unrivalled|unparalleled|game-changing|landmark|momentous)"
THING = r"(?:plans?|strategy|strategies|systems?|regime|laws?|reforms?|programmes?|economy|approach|policy|policies|legislation|services?|offer|deal|package|investment|schools?\ssystem|scientists?|vaccines?|borders?|security|defence|agenda|mission|vision|standards?|protections?|rights|support)"
BODY = r"(?:department|ministry|agency|council|authority|force|office|government|treasury|board|commission|trust)"
JUDGED = r"(?:wrong|right|unfair|fair|unjustified|justified|mistaken|unacceptable|misguided|irresponsible|reckless|nonsense|unnecessary|damaging|selfish|political|the\sbest|the\sonly|a\smistake|good\sfor|bad\sfor|essential|overdue|outrageous|disappointing|unreasonable|excessive|absurd|unrealistic|unaffordable|hypocritical|harmful|counterproductive|shameful|pointless|ideological|indefensible)"
SLOGANS = (
    cued(
        """
        world bold radical ambitious ground groundbreaking transformative transformational
        visionary fearless decisive unprecedented historic pioneering revolutionary unrivalled
        unparalleled unmatched unbeatable game landmark momentous unwavering relentless
        """,
        rf"""\bworld[\s-](?:leading|class|first)\s(?:new\s)?(?:\w+\s)?{THING}\b | \b{PUFF}(?:,\s(?:and\s)?|\sand\s|\sbut\s){PUFF}\b | \b(?:unrivalled|unparalleled|unmatched|unbeatable|unwavering|relentless|cast-iron|unshakeable)\s(?:\w+\s)?(?:record|support|commitment|determination|resolve|{THING})\b""",
    ),
    cued(
        """
        never generation lifetime history ever since decades
        """,
        r"""\b(?:crack\w*|invest\w*|deliver\w*|fight\w*|back\w*|support\w*|act(?:ing)?|spend\w*|clamp\w*)\b[^.!?\n]{0,50}\b(?:like|as)\snever\sbefore\b | \bonce[\s-]in[\s-]a[\s-]generation\b(?!\s(?:storm|flood|eclipse|comet|weather|event)) | \b(?:most\s(?:ambitious|generous|radical|significant|comprehensive)|biggest|boldest|toughest|strongest|fairest|greenest|greatest)\s(?:[\w-]+\s){0,4}(?:package|reforms?|plan|programme|investment|overhaul|shake-?up|boost|settlement|laws?|powers|crackdown|protections?|deal|budget|upgrade|support)\b[^.!?\n]{0,40}\b(?:ever|in\s(?:\w+\s)?history|since\s(?:the\swar|(?:19|20)\d\d)|for\sdecades)\b""",
    ),
    cued(
        """
        britain british global
        """,
        r"""\bbritain(?:'s|\sis)\s(?:back(?=\s*(?:[^\w\s'-]|$)|\s(?:in\sbusiness|on\s(?:track|its|the\sworld|top)|at\sthe|with\sa))|booming|winning|thriving|leading\sthe\sworld|the\sbest|better\soff|stronger|on\sthe\s(?:up|rise|move|march))\b | \bglobal\sbritain\b(?!\sproject) | \bbritish\s(?:jobs\sfor\sbritish|people\sfirst|values\sfirst)\b | \bput(?:ting)?\s(?:britain|british\s\w+)\sfirst\b""",
    ),
    cued(
        """
        priorities promises promise promised pledges delivering enough ride gravy nothing excuses
        buts accomplished whatever choice doubt mistake long
        """,
        r"""\b(?:the\s|your\s)?people's\spriorities\b | \bpriorities\sof\sthe\s(?:british\s|people|public|country)\b | \bdeliver(?:s|ed|ing)?\son\s(?:our|its|their|his|her|the)\s(?:\w+\s)?(?:promises?|pledges?|priorities|mandate|mission)\b | \bpromises?\smade[,.;:]?\s(?:and\s)?(?:a\s)?promises?\s(?:kept|delivered)\b | \benough\sis\senough\b | \b(?:free\sride|gravy\strain|something[\s-]for[\s-]nothing)\b(?=[^.!?\n]{0,20}\b(?:is\sover|ends?|ended|culture|stops?)) | \bno\s(?:more\s)?excuses\b(?=\s?[.!]|$) | \bno\sifs,?\s(?:and\s)?no\sbuts\b | \bmission\saccomplished\b | \bthe\schoice\s(?:is|could\snot\sbe|couldn't\sbe)\s(?:clear|simple|clearer)\b | (?:^|[.!?]\s|\n)for\s(?:far\s)?too\slong\b""",
    ),
    cued(
        """
        wrong right unfair fair unjustified justified mistaken unacceptable misguided irresponsible
        reckless nonsense unnecessary damaging selfish political best only mistake good bad
        essential overdue outrageous disappointing unreasonable excessive absurd unrealistic
        unaffordable hypocritical harmful counterproductive shameful pointless ideological
        indefensible
        """,
        rf"""\b(?:(?:the|this|our)\s{BODY}|we)\s(?:\w+ly\s)?(?:believes?|thinks?|feels?|considers?|maintains?|regards?|(?:is|are)\s(?:clear|adamant)|takes?\sthe\sview|agrees?|disagrees?)\s(?:that\s)?(?:[^.!?\n,;]{{1,60}}?\s)?(?:is|are|was|were|would\sbe|as|will\sbe)\s(?:\w+ly\s|just\s|both\s)?{JUDGED}\b(?!\s(?:for\syou|time|way|place)) | \bin\sour\s(?:view|opinion|judgement)\b[^.!?\n]{{0,60}}\b(?:is|are|was|were)\s(?:\w+ly\s)?{JUDGED}\b""",
    ),
    cued(
        """
        rip ripoff thanks golden cheats scroungers fat uplands
        """,
        r"""\brip-?off\s(?:\w+\s)?(?:fares?|bills?|britain|charges?|prices?|fees?|landlords?|energy|deals?|rents?)\b | \bthanks\sto\s(?:us|(?:our|this\sgovernment's|the\sgovernment's|ministers'?)\s(?:\w+\s)?(?:plan|reforms?|action|decisions?|leadership|investment|policies|policy)|this\sgovernment|ministers)\b(?!\s(?:at|who)) | \bgolden\s(?:age|era)\s(?:of|for)\s(?:growth|britain|british|investment|opportunity|rail|nuclear|technology|clean)\b | \b(?:benefit|asylum|tax)\s(?:cheats|scroungers)\b(?=[^.!?\n]{0,60}\b(?:beware|never|like|over|game|time)\b) | \bsunlit\suplands\b""",
    ),
    cued(
        """
        slammed blasted lambasted savaged slated torched skewered trashed
        """,
        r"""\b(?:slammed|blasted|lambasted|savaged|slated|torched|skewered|trashed)\sby\s(?:the\s|our\s|a\s|furious\s)*(?:ministers?|secretary|chancellor|pm|prime\sminister|government|department|mayor|treasury|mps?)\b""",
    ),
    cued(
        """
        close match matches better triumph victory win day slap blow kick
        """,
        r"""\bno\s(?:other\s)?(?:country|government|nation|minister|council)\s(?:in\s[\w\s]{1,20}\s)?(?:comes?\sclose|can\smatch|matches|does\s(?:it\s)?better|has\s(?:ever\s)?done\s(?:more|better))\b | \b(?:triumph|victory|(?:huge|massive|big|great)\swin|(?:great|good|proud|dark|sad)\sday|slap\sin\sthe\sface|(?:hammer\s)?blow|kick\sin\sthe\steeth)\s(?:for|to)\s(?:the\s)?(?:common\ssense|britain|taxpayers?|(?:\w+\s)?(?:families|workers|people)|democracy|justice|motorists|farmers|pensioners|patients|critics|naysayers|country|nation)\b""",
    ),
    cued(
        """
        politics point games scaremongering fear nanny cats hard grown adults hypocrisy hysteria
        sneering elite elites fed sick tired
        """,
        r"""\b(?:playing|play|plays|played)\spolitic(?:s|al\sgames)\b | \bpolitical\s(?:point[\s-]scoring|games|stunts?|theatre)\b | \bscaremongering\b | \bproject\sfear\b | \bnanny\sstate\b | \bfat[\s-]cats?\b(?=\s(?:bosses|bankers|pay|salaries)|\s?[.!,]|$) | \bhard[\s-]pressed\s(?:families|taxpayers|households|motorists)\b | \b(?:grown-up\sgovernment|the\sadults\sare\sback) | \b(?:sneering|out-of-touch|metropolitan)\selites?\b | \b(?:sick|fed\sup|tired)\s(?:of|with)\s(?:the\s)?(?:excuses|delays\sand|politics|politicians|westminster|red\stape|bureaucracy)\b""",
    ),
    cued(
        """
        failure neglect decline chaos mismanagement underinvestment stop dawn chapter era start
        looks done ransom sense talk record achievements leading
        """,
        r"""\b(?:years|decades|a\sdecade|era|generation)\sof\s(?:\w+\s)?(?:failure|neglect|decline|chaos|mismanagement|underinvestment|broken\spromises)\b | \b(?:nothing|no\sone|nobody)\s(?:will|can|is\sgoing\sto)\sstop\sus\b | \bstop\sat\snothing\b | \b(?:new\s(?:dawn|era|chapter)|fresh\sstart)\s(?:for|in)\s(?:our\s|the\s)?(?:britain|british|country|nation|nhs|economy|railways?|industry|workers|renters|farming|uk)\b | \bwhat\s(?:\w+\s)?(?:change|leadership|delivery|progress|action|success)\slooks\slike\b | \b(?:couldn't|could\snot|can't|wouldn't)\sbe\sdone\b(?=[^\n]{0,30}\bwe\b) | \bhold(?:s|ing)?\s(?:the\s)?(?:country|public|nation|passengers|patients|taxpayers?|britain|commuters|parents)\s(?:\w+\s)?to\sransom\b | \bcommon[\s-]sense\s(?:at\slast|prevails?|wins|has\swon|is\sback)\b | \bothers\s(?:just\s|only\s|merely\s)?(?:talk|dither|dithered|talked|moan|complain)\b | \b(?:our|this\sgovernment's|the\sgovernment's)\s(?:incredible|amazing|outstanding|proud|fantastic|unmatched|superb|exceptional|remarkable|brilliant)\s(?:\w+\s)?(?:record|achievements?|success|story)\b | \b(?:proud|proudly)\s(?:\w+\s){0,2}?leading\sthe\s(?:world|way)\s(?:on|in)\b""",
    ),
)
