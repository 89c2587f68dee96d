"""More wordings of IM-POLEMIC: boasts of getting things done, and digs at who did not.

No rule lives here; an opinion in quotation marks is somebody's own.
"""

from guidance.rules.cued import cued


PUBLIC_BODY = r"(?:council|police\sforce|force|government|department|authority|public\sservice|(?:nhs\s)?trust|country|nation|health\sservice)"
BOASTS = (
    cued(
        "others",
        r"\b(?:where|while|when|what|as)\sothers\s(?:have\s|has\s|just\s|only\s|merely\s|simply\s)*(?:dither|talk(?!\sto)|fail|dodg|duck|delay|ignor|stall|walk(?:ed)?\saway|look(?:ed)?\saway|shied|shirk|left|promis|couldn't|wouldn't|did\snothing|gave\sup|moan|carp|bottl|flunk)\w*",
    ),
    cued(
        "broken",
        r"\b(?:a|our|the|this|that|fix\w*|mend\w*|repair\w*)?\s?broken\s(?:asylum\s|planning\s|welfare\s|benefits\s|housing\s|energy\s|water\s|immigration\s|justice\s|care\s|tax\s|political\s|rail\s|employment\s)?(?:system|model|market|economy|politics|nhs|immigration|railways?)\b(?!\sfor\s\d)",
    ),
    cued(
        "bones",
        r"\bmak(?:e|es|ing)\sno\sbones\b",
    ),
    cued(
        "government council administration",
        r"\b(?:a|one|the\sonly|your)\s(?:government|council|administration)\s(?:that|which)\s(?:gets?|delivers?|works?|acts?|listens?|finally|puts?|keeps?|cares?|backs?|stands?|is\son|never|won't)\b | \b(?:finally|at\s(?:long\s)?last)[,:]?\s(?:an?\s)?(?:\w+\s)?(?:government|council|minister|administration)\b",
    ),
    cued(
        "things stuff job",
        r"\b(?:a\s(?:government|council|minister|team)\s\w+\s)?(?:gets?|getting|got)\s(?:things|stuff|it)\sdone\b(?=\s?(?:[.!]|$|for\s(?:britain|you|working|our)))",
    ),
    cued(
        "fight war battle",
        r"\b(?:tak(?:e|es|ing|en)\sthe\s(?:fight|battle)\s(?:back\s)?to|(?:wag|declar)(?:e|es|ing|ed)\swar\son|winning\sthe\s(?:war|fight|battle)\s(?:on|against))\s(?:the\s|these\s|organised\s|criminal\s|evil\s|big\s)*(?:gangs?|people[\s-]smugglers|smugglers|criminals?|crooks|cheats|dealers|tax\s\w+|bosses|unions|red\stape|bureaucra\w+|waste|woke\w*|benefit|fly-?tippers|blockers|scroungers|crime|motorists|establishment|elites?)\b",
    ),
    cued(
        "best greatest finest top",
        rf"\b(?:the\s|our\s)?(?:very\s)?(?:best|greatest|finest|top)\s(?:\w+\s)?{PUBLIC_BODY}\s(?:in|on|anywhere\sin)\s(?:the\s)?(?:country|uk|world|land|britain|england|scotland|wales|planet|earth|region|business)\b",
    ),
    cued(
        "shirkers scroungers spongers skivers freeloaders layabouts blockers whingers",
        r"\b(?:shirkers|scroungers|spongers|skivers|freeloaders|layabouts)\b",
    ),
    cued(
        "finally last long overdue",
        r"\b(?:finally|at\slong\slast),?\s(?:fixing|cleaning\sup|standing\sup|taking\son|delivering|tackling|sorting\sout|putting\s\w+\sfirst)\b(?!\s(?:parcels|leaflets))",
    ),
    cued(
        "promised promise promises said",
        r"\b(?:we\s)?(?:said|promised)\swe(?:'d|\swould)\b[^.!?\n]{1,60}[.,;:-]\s?(?:and\s)?we\s(?:did|have|delivered|are\sdoing)\b | \bkeeping\sour\spromises?\b",
    ),
    cued(
        "nonsense madness lunacy sanity common",
        r"\b(?:end(?:s|ing|ed)?|scrap\w*|stopp?\w*|bin(?:s|ned|ning))\s(?:the\s|this\s|all\s)?(?:\w+\s)?(?:nonsense|madness|lunacy|farce|gravy\strain|racket|rip-off)\b | \bcommon[\s-]sense\s(?:revolution|policies|government|conservatism|approach\sto)\b",
    ),
)
