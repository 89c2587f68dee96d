"""More wordings of OI-UNPUB: what is told early, in confidence, or out of turn.

The rule itself is elsewhere. A draft that is out for consultation is public, and passes.
"""

from guidance.rules.cued import cued


GOVERNING = r"(?:ministers?|secretary\sof\sstate|chancellor|cabinet|whitehall|no\s?10|number\s10|treasury|private\soffice|department|government|reshuffle|policy|budget|white\spaper|green\spaper|strategy|review|report|reforms?|inquiry|consultation)"
FINDINGS = r"(?:report|paper|document|plans?|policy|white\spaper|green\spaper|strategy|review|findings|figures|proposals?|bill|budget|legislation|guidance|evaluation|analysis|assessment|data|research|results|statement|reforms?|inquiry|framework|audit|survey|forecasts?)"
TELL = r"(?:say(?:ing)?|tell(?:ing)?\s(?:you|anyone|people)|shar(?:e|ing)|reveal(?:ing)?|mention(?:ing)?|post(?:ing)?|let(?:ting)?\s(?:this|it)\sslip)"
EARLY = (
    cued(
        "between",
        rf"(?:^|(?<=[.!?,:\n]\s)|(?<=\n)|\bjust\s|\bstrictly\s|\bkeep\s(?:this|it)\s)between\s(?:us|you\sand\s(?:me|i|us)|ourselves|these\sfour\swalls)\b(?=[^\n]{{0,120}}\b(?:{GOVERNING}|announc\w*|decid\w*|sign\w*|clos\w*|open\w*|plan\w*|news)\b)",
    ),
    cued(
        "shouldn should not meant supposed allowed aren",
        rf"\b(?:we|i|we're|i'm)\b[^.!?\n]{{0,12}}\b(?:shouldn't|should\snot|not|aren't|am\snot)\s(?:really\s|strictly\s|actually\s)?(?:(?:meant|supposed|allowed)\sto\s)?(?:be\s)?{TELL}\b(?=[^.!?\n]{{0,40}}\b(?:this|yet|but|anything|until)\b)",
    ),
    cued(
        "seen",
        rf"\bdraft\b[^.!?\n]{{0,40}}\bseen\sby\b | \b(?:we've|we\shave|i've|i\shave|having)\s(?:just\s|already\s)?seen\s(?:the|a|an)\s(?:\w+\s)?(?:draft|advance|early|unpublished|final)\s(?:\w+\s){{0,2}}?(?:{FINDINGS}|copy|version)\b | \b{FINDINGS},?\sseen\sby\s(?:officials|us|our\steam|the\sdepartment|staff)\b",
    ),
    cued(
        "unpublished unreleased unannounced unseen",
        rf"\b(?:unpublished|unreleased|unseen|unannounced)\s(?:\w+\s){{0,2}}?{FINDINGS}\b",
    ),
    cued(
        "ahead before prior",
        r"\b(?:ahead\sof|before|prior\sto)\s(?:its\s|their\s|the\s|formal\s|official\s|full\s)*(?:publication|release|announcement)\b(?=[^.!?\n]{0,80}\b(?:reveal|reveals|find|finds|found|here's|here\sis|tell|learn|leak\w*|exclusive\w*|what\sit\ssays|what's\sin)\b)",
    ),
    cued(
        "public publicly press news headlines papers",
        r"\bbefore\s(?:it|they|this|we|anyone)\b[^.!?\n]{0,20}\b(?:goes?\spublic|hits?\sthe\s(?:press|news|papers|headlines)|tells?\sthe\s(?:press|public|media)|been\smade\spublic)\b | \b(?:still|have\syet|has\syet|yet|due|waiting)\sto\sbe\s(?:made\spublic|revealed\spublicly|confirmed\spublicly)\b | \bnot\s(?:yet\s)?(?:public|out)\sknowledge\b",
    ),
    cued(
        "spoiler spoilers",
        rf"\bspoilers?(?:\salert)?\s?[:!-]\s?(?=[^.!?\n]{{0,80}}\b(?:{GOVERNING}|decision|results?|response)\b)",
    ),
    cued(
        "minutes notes transcript recording",
        r"\b(?:minutes|notes|transcript|recording)\s(?:of|from)\s(?:the|a|our|last\s\w+|yesterday's|today's)\s(?:\w+\s)?(?:closed|private|confidential|exempt|behind-closed-doors)\s(?:\w+\s)?(?:session|meeting|board|briefing|talks|discussion)\b",
    ),
    cued(
        "bird birdie corridor corridors rumblings",
        rf"\blittle\sbird(?:ie)?\b[^.!?\n]{{0,60}}\b{GOVERNING}\b | \b{GOVERNING}\s(?:corridors?|rumblings)\b | \b(?:word|whispers)\s(?:is|in|from|around|on)\s[^.!?\n]{{0,20}}\bcorridors?\b",
    ),
    cued(
        "embargo",
        r"\bembargo\s(?:aside|or\snot|or\sno\sembargo|be\sdamned|notwithstanding)\b | \b(?:breaking|breach\w*|jump\w*|ignor\w*|despite)\sthe\sembargo\b",
    ),
    cued(
        "confidential restricted secret private",
        r"\b(?:confidential|secret)\s(?:ministerial\s|cabinet\s|internal\s|draft\s)?(?:briefings?|memos?|submissions?|minutes|dossiers?|papers|documents?|plans?)\b(?!\s(?:room|service|shredding|waste|disposal))(?=[^.!?\n]{0,60}\b(?:say|says|said|show|shows|reveal\w*|recommend\w*|warn\w*|set\w*|about|on)\b)",
    ),
    cued(
        "officials advisers civil",
        r"\b(?:officials|advisers|civil\sservants)\b[^.!?\n]{0,30}\b(?:advis(?:ed|ing|e)|recommend(?:ed|ing)?|urg(?:ed|ing)|told|warn(?:ed|ing)|brief(?:ed|ing)|pressed|want(?:ed)?)\b[^.!?\n]{0,30}\b(?:ministers?|secretary\sof\sstate|chancellor|cabinet|no\s?10|number\s10|prime\sminister)\b",
    ),
    cued(
        "only",
        r"\b(?:staff|internal|officials|colleagues|team|managers)(?:'?\seyes)?[\s-]only\s?(?::|-\s|\.\s) | \bfor\s(?:staff|officials|colleagues|managers|ministers)(?:'?\seyes)?\sonly\b",
    ),
    cued(
        "peek peep glimpse taster teaser preview taste look",
        r"\b(?:peek|peep|glimpse|taster|teaser|preview|taste|look)\b[^.!?\n]{0,40}\b(?:unreleased|unpublished|as-yet|not-yet|soon-to-be|white\spaper|green\spaper|spending\sreview|spring\sstatement|autumn\sstatement|secret\splans?)\b(?!\s(?:on|at|is\sout))",
    ),
    cued(
        "internally confidence officials privately",
        r"\b(?:e-?mails?|messages|documents?|memos?|slides|notes|figures|papers)\b[^.!?\n]{0,25}\b(?:internally|in\sconfidence|(?:among|between)\sofficials|privately)\b | \b(?:told|shared|passed|given)\s(?:to\s)?us\sin\s(?:strict\s)?confidence\b",
    ),
    cued(
        "write writeround",
        r"\bwrite[\s-]?rounds?\b",
    ),
    cued(
        "sign signs signed signing",
        r"\b(?:ministers?|secretary\sof\sstate|cabinet|no\s?10|number\s10|treasury|chancellor)\b[^.!?\n]{0,20}\bsign(?:s|ed|ing)?\s(?:\w+\s){0,3}?off\b",
    ),
    cued(
        "cleared signed shared released published",
        r"\bnot\s(?:yet\s)?(?:been\s)?(?:cleared|approved|signed\soff)\s(?:for\s(?:release|publication)|by\s(?:ministers|the\sminister|no\s?10|number\s10|private\soffice))\b | \bnot\sto\sbe\s(?:shared|circulated|released)\b(?=\s?(?:[.!:;-]|$|outside|beyond|wider|until|before))",
    ),
    cued(
        "hats hat quote",
        rf"\bunder\syour\shats?\b | \bdon't\squote\s(?:us|me)\b(?=[^\n]{{0,80}}\b{GOVERNING}\b)",
    ),
    cued(
        "decision deal decided agreed",
        r"\b(?:decision|deal|plan|agreement)\b[^.!?\n]{0,25}\b(?:taken|made|agreed|done|reached|struck)\b[^.!?\n]{0,50}\b(?:(?:not|n't|yet\sto)\s(?:be\s|been\s)?(?:told|announced?|made\spublic|public)|in\s(?:private|secret)|announcement\s(?:is|will|next|tomorrow|on))\b",
    ),
    cued(
        "secret restricted confidential internal leaked unpublished embargoed hushed private privately",
        r"\b(?:secret|restricted|leaked|unpublished|embargoed|hush-hush)\s(?:(?!wartime|family|old|victorian|cold|nazi)\w+\s)?(?:dossiers?|annex(?:es)?|memos?|papers?|documents?|briefings?|files?|appendix|minutes|analysis|draft|report|slides|spreadsheet|plans?|list|note)\b(?!\s(?:santa|garden|bag|waste|recycling)) | \b(?:confidential|internal)\s(?:dossiers?|annex(?:es)?|memos?|slides|spreadsheets?|draft|cabinet)\b | \b(?:treat|treated|mark|marked|keep|kept)\s(?:this\s|it\s|these\s)?(?:as\s)?(?:strictly\s|private\sand\s)?confidential\s?(?:[:.!-]|$) | \bprivate\s(?:call|meeting|chat|conversation|dinner|briefing|view|talks)s?\b[^.!?\n]{0,20}\b(?:with|from|between|of|is|was)\b[^.!?\n]{0,20}\b(?:minister\w*|secretary|chancellor|no\s?10|pm|cabinet|officials|scheme|policy|that)\b",
    ),
    cued(
        "secrecy secret told knows tell word",
        rf"\bsworn\sto\ssecrecy\b | \b{GOVERNING}\s(?:\w+\s)?(?:hasn't|haven't|has\snot|have\snot|won't|isn't|aren't)\s(?:yet\s)?(?:told|telling|tell|said|saying|announced|let\son|admitt\w+)\b[^.!?\n]{{0,30}} | \b(?:nobody|no\sone|no-one|hardly\sanyone|the\s(?:press|media|public))\s(?:\w+\s)?(?:knows|has\sbeen\stold|hasn't\sbeen\stold|outside)\b(?=[^.!?\n]{{0,60}}\b(?:{GOVERNING}|clos\w*|decided|plan\w*|yet)\b)",
    ),
    cued(
        "early read seen hands hold copy tomorrow's tomorrow next",
        rf"\b(?:announcement|statement|budget|report|figures|speech|results|news|findings)\b[^.!?\n]{{0,30}}\b(?:a\s(?:day|week|few\sdays)|hours|days)\searly\b(?=\s?(?:[.!:,]|$)) | \b(?:i've|we've|i\shave|we\shave)\s(?:just\s|already\s)?(?:read|seen|had\ssight\sof|got\s(?:hold\sof|our\shands\son))\s[^.!?\n]{{0,30}}\b{FINDINGS}\b[^.!?\n]{{0,10}}\b(?:out|due|published|released|not)\b | \b(?:tomorrow|next\s(?:week|month)|(?:mon|tues|wednes|thurs|fri)day)'s\s(?:\w+\s)?(?:announcement|statement|white\spaper|green\spaper|report|budget|speech|decision)\s(?:in\sfull|will\s(?:say|show|reveal|confirm|cut|scrap|include)|says|shows|reveals|includes)\b",
    ),
    cued(
        "cabinet",
        r"\b(?:papers?|proposals?|item|submission|agenda)\s(?:for|to|going\sto)\s(?:the\s)?cabinet\b(?!\s(?:member|maker))(?=[^.!?\n]{0,20}(?:next|this|tomorrow|:)) | \bofficials'?\s(?:own\s)?(?:private|internal|confidential|real)\s(?:view|advice|assessment)\b",
    ),
)
