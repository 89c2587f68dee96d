"""CR-RUMOUR: putting a rumour right without saying where the fact is from.

Myths of the old sort, and quizzes, pass.
"""

import re
from collections.abc import Iterator
from itertools import chain

from guidance.content import Kind, Severity
from guidance.rules.cued import Cued, Family, all_cues, cued, found_in
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import SOCIAL_MEDIA_2012
from guidance.rules.words import words


SAID = r"(?:claims?|reports?|rumou?rs?|stories|story|posts?|messages?|suggestions?|allegations|speculation|tweets?|articles?|headlines?|reporting|leaflets?|screenshots?|videos?|viral\s\w+)"
FALSE = r"(?:not\strue|untrue|false|wrong|incorrect|inaccurate|misleading|baseless|unfounded|nonsense|fake|a\shoax|a\smyth|fiction|fabricated|made\sup|completely\s\w+|wide\sof\sthe\smark|without\sfoundation)"
REBUTTAL = re.compile(
    rf"""
      \b(?:
        (?:(?:it|this|that)(?:'s|\sis)|it\sis)(?:\ssimply|\sjust|\sabsolutely|\scompletely|\scategorically|\stotally)?\s(?:not\strue|untrue|false|nonsense|a\smyth|a\shoax|a\slie|fake(?:\snews)?|misinformation|disinformation|incorrect|wrong\sto\ssay|inaccurate)\b(?!\slove)
        | (?:this|it|that)\sisn't\strue\b
        | not\strue\sthat\b
        | (?:un)?true\?\sno\b
        | (?:common\s|popular\s|biggest\s|some\s|top\s|\w+\s)?myths?\s(?:about|that|around|busted|and\sfacts)\b(?!\s(?:dragons|gods|king\sarthur|ancient))
        | (?:urban\smyth|myth[\s-]?bust(?:er|ers|ing)|myth\s(?:v|vs|or|versus)\sfact|debunk(?:ed|ing|s)?|fact[\s-]?check(?:ed|ing)?)\b
        | fake\snews\b
        | (?:mis|dis)information\s(?:about|that|on|around|is|circulating|being|going|claiming|online|regarding|concerning)\b
        | false\s(?:claims?|reports?|rumou?rs?|information|stories|story|posts?|allegations|narrative)\b
        | (?:un|ill-)founded\s(?:claims?|rumou?rs?|reports?)\b
        | rumou?rs?\s(?:about|that|of|are|is|going|circulating|on|online|regarding|concerning|around|flying|swirling|have|has|doing|suggesting|claiming)\b
        | rumou?r\shas\sit\b(?![^.!?\n]{{0,60}}\b(?:best|delicious|tasty|cakes?|scones?|santa|elves|father\schristmas|treats?)\b)
        | (?:heard|ignore|quash|scotch|dispel|stop|addressing|despite|contrary\sto|spreading|spread|seen|believe)\s(?:the\s|a\s|any\s|some\s|all\s)?(?:\w+\s)?(?:rumou?rs?|gossip)\b
        | contrary\sto\s(?:what|popular|anything|everything)\b
        | despite\s(?:\w+\s){{0,3}}(?:posts?|reports?|claims?|rumou?rs?|headlines|speculation|stories|messages)\b(?:\s\w+){{0,3}}?\s(?:otherwise|suggest\w*|saying|claiming|circulating|contrary|online)
        | (?:hoax|fake|false|bogus|doctored)\s(?:\w+\s)?(?:messages?|posts?|notices?|posters?|leaflets?|images?|screenshots?|videos?|photos?|statements?|announcements?|articles?|signs?)\b(?=[^.!?\n]{{0,60}}\b(?:about|circulating|doing\sthe\srounds|going\s(?:a)?round|online|shared|saying|claiming\sthat|suggesting)\b)(?![^\n]{{0,120}}\b(?:banks?|parcels?|deliver\w*|refunds?|payments?|scam\w*|phish\w*|click|links?|details|fraud\w*)\b)
        | (?:no|we\s(?:are\snot|aren't|have\snot|haven't|won't|will\snot))\b[^.!?\n]{{0,60}}\b(?:despite|whatever)\s(?:what\s|the\s|anything\s)?you(?:'ve|\shave|\smay|\smight)\b
        | contrary\sto\s(?:\w+\s){{0,2}}(?:claims?|reports?|rumou?rs?|speculation|suggestions?|belief|headlines?)\b
        | (?:contrary\sto|despite)\s(?:(?:what|some|recent|media|press|online|social\smedia|any|the|these|reports?)\s){{1,3}}(?:you|people|some|has|have|is|may|might|been|claims?|reports?|speculation|posts?|coverage)?\b(?=[^.!?\n]{{0,60}}(?:,|heard|read|seen|told|said|claims?|reports?|posts?|speculation))
        | whatever\syou(?:'ve|\shave|\smay|\smight)?\s(?:\w+\s)?(?:heard|read|seen|been\stold)\b
        | (?:{SAID})\b[^.!?\n]{{0,70}}\b(?:is|are|was|were)\s(?:simply\s|just\s|completely\s|totally\s|entirely\s|absolutely\s|categorically\s|all\s)?{FALSE}\b
        | (?:there(?:'s|\sis)\s)?(?:absolutely\s)?no\struth\s(?:in|to|behind)\b
        | there(?:'s|\sis|\sare)\sno\s(?:plans?|truth)\b(?=[^.!?\n]{{0,60}}\b(?:despite|contrary|whatever|rumou?rs?|claims?|heard|reports)\b)
        | (?:you|some\speople|people|many)\s(?:may|might|will)\s(?:also\s)?have\s(?:heard|seen|read|been\stold|noticed)\s(?:that\s|some\s|reports|claims|rumou?rs?|posts|stories|online|on\ssocial)(?=[^\n]{{0,160}}\b(?:not\strue|isn't\strue|false|untrue|wrong|incorrect|not\sthe\scase|no\splans|aren't|are\snot|is\snot|isn't|won't|rumou?rs?|claims)\b)
        | (?:posts?|messages?|claims?|videos?|rumou?rs?|images?|screenshots?|letters?|leaflets?|texts?)\s(?:\w+\s){{0,3}}(?:circulating|going\sround|going\saround|doing\sthe\srounds|being\sshared|shared\sonline|online|on\s(?:facebook|whatsapp|social\smedia|tiktok))\s(?:[^.!?\n]{{0,30}}\s)?(?:claim(?:s|ing)?|say(?:s|ing)?|suggest(?:s|ing)?|that\s|alleging|stating|about|are\sfalse|is\sfalse|is\sfake)\b
        | (?:set|setting|put|putting)\s(?:the\s)?(?:record|facts?)\sstraight\b
        | don't\s(?:believe|fall\sfor|share|spread)\s(?:what\syou|all\syou|anything\syou|everything|the\s(?:rumou?rs?|posts?|claims?|lies|myths?|hype|headlines)|fake|false|these|this\s(?:post|claim|message)|misinformation|disinformation|rumou?rs?|gossip|hearsay)\b
        | (?:is|are|was)\s(?:a\shoax|an?\surban\s(?:myth|legend)|an?\sold\swives'\stale)\b
        | cut(?:ting)?\sthrough\sthe\s(?:noise|misinformation)\b
        | say\s(?:that\s)?we(?:'re|\sare)\s[^.!?\n]{{1,50}}\b(?:we(?:'re|\sare)\snot|we\saren't)\b
      )
    | (?:^\W{{0,4}}|(?<=\n)|(?<=[\n.!?]\s))(?:the\s)?(?:myth|rumou?r|false|fake|misinformation|disinformation|fiction)(?:\s\d+|\s?\#\d+)?\s?(?::|-|\s-|\|)\s?
    | \?\s(?:no[.,!]?\s)?(?:it's\s|that's\s|this\sis\s|they're\s|it\sis\s)?(?:simply\s|just\s|absolutely\s)?(?:not\strue|untrue|false|not\sso|nonsense|fake(?:\snews)?|a\smyth)\s?(?:[.!,:]|$)
    """,
    re.VERBOSE,
)
REBUTTALS = Family(
    (
        Cued(
            words(
                """
                true untrue false nonsense myth myths hoax fake
                misinformation disinformation incorrect inaccurate
                rumour rumours rumor rumors fiction debunk debunked
                debunking debunks fact unfounded founded gossip contrary
                despite whatever wrong misleading baseless truth heard
                seen claim claims claiming circulating online straight
                believe fall urban mythbusting mythbuster mythbusters
                busting factcheck legend lie rounds noise foundation
                fabricated busting fabrication allegations speculation
                bogus doctored otherwise
                """
            ),
            REBUTTAL,
        ),
        cued(
            "going doing circulating shared spreading",
            r"""\b(?:videos?|photos?|posts?|pictures?|images?|clips?|footage|messages?)\s(?:that's\s|that\sis\s|which\sis\s|now\s)?(?:going|doing|being|circulating|shared|spreading)\b[^.!?\n]{0,60}\b(?:is|are)\s(?:very\s|years\s|completely\s)?(?:old|fake|false|misleading|not|from|ai|doctored|wrong|untrue|out\sof\sdate)\b""",
        ),
        cued(
            "evidence case bust busting",
            r"""\bno\sevidence\s(?:that|of\sany|to\s(?:suggest|support|back))\b | \b(?:isn't|is\snot|wasn't|was\snot)\sthe\scase\s(?:that|at\sall)\b | \bbust(?:ing)?\s(?:some|a\sfew|the|these|more|common|\w+)\s(?:\w+\s)?myths?\b""",
        ),
        cued(
            "heard",
            r"""\bheard\s(?:that\s|about\s|we|the|a\s)[^?\n]{2,80}\?\s(?:we're\snot|we\saren't|we\shaven't|it's\snot|it\sisn't|they're\snot|not\strue|no[,.]|don't\sworry|that's\snot|wrong)""",
        ),
        cued(
            "read told noticed",
            r"""\b(?:you|some\speople|people|many)\s(?:may|might|will)\s(?:also\s)?have\s(?:read|been\stold|noticed)\s(?:that\s|some\s|reports|claims|rumou?rs?|posts|stories|online|on\ssocial)(?=[^\n]{0,160}\b(?:not\strue|isn't\strue|false|untrue|wrong|incorrect|not\sthe\scase|no\splans|aren't|are\snot|is\snot|isn't|won't|rumou?rs?|claims)\b)""",
        ),
        cued(
            "saying claiming telling suggesting spreading",
            r"""\b(?:people|some|many|posts?|others|everyone|residents)\s(?:are\s|keep\s|have\sbeen\s|is\s|still\s)*(?:saying|claiming|telling\s\w+|suggesting|spreading)\b[^\n]{0,120}\b(?:(?:this|that|it|they)(?:'s|\sis|\sare|'re)\s(?:\w+ly\s|just\s|all\s)?(?:wrong|untrue|false|incorrect|nonsense|not\s(?:true|so|right|correct|the\scase|happening|closing|going))|not\sso\b|(?:they|it|we|this|that)\s(?:isn't|aren't|won't)\b)""",
        ),
        cued(
            "no",
            r"""(?:^|(?<=[.!?\n]\s)|(?<=\n))no,?\s(?:we(?:'re|\sare)?|the\s\w+(?:\s\w+)?(?:\sis)?|they(?:'re|\sare)?|it(?:'s|\sis)?)\s(?:not|aren't|isn't|won't\sbe|will\snot\sbe)\s(?:going\sto\s)?(?:scrap|clos|bann|cancel|introduc|charg|cutt|tax|stopp|end|remov|sell|tear|demolish|confiscat|forc|mov|replac|shut|giv|hous|tak|hid|cover)\w*\b""",
        ),
        cued(
            "speculation speculate speculating",
            r"""\bspeculation\b(?=[^.!?\n]{0,60}\b(?:online|social\smedia|about|cause|unhelpful|circulat\w*|facebook|stop|please|that|over|around)\b) | \b(?:don't|do\snot|stop|avoid|refrain\sfrom)\sspeculat\w+""",
        ),
        cued(
            "misconception misconceptions wives tales tale belief legend",
            r"""\bmisconceptions?\b | \bold\swives'?\stales?\b | \burban\slegends?\b | \b(?:widely|popularly|commonly|mistakenly|wrongly)\s(?:held\s)?(?:belie(?:f|ved)|think|thought|assumed?)\b""",
        ),
        cued(
            "nope no wrong wrongly incorrectly falsely inaccurately",
            r"""\b(?:nope|no)[,.!]\s(?:that's|it's|this\sis)\s(?:not\s(?:true|right|correct)|wrong|untrue|false)\b | \b(?:wrongly|incorrectly|falsely|inaccurately)\s(?:reported|claimed|suggested|stated|said|shared)\b""",
        ),
        cued(
            "no",
            r"""(?:^|(?<=[.!?\n]\s)|(?<=\n))no,\s(?!it|you|i\b|i'|sorry|there|not|they|we\b|we'|this|that|thanks|he\b|she\b|your|the\s(?:\w+\s)?(?:office|library|pool|park))[^.!?\n]{3,80}\b(?:don't|doesn't|do\snot|does\snot|isn't|aren't|is\snot|are\snot|won't|cannot|can't)\b(?!\s(?:open|ready|available|due|back|working|running|finished)\b)""",
        ),
    )
)
# A warning of a scam says the same of the message that it warns of.
HOAXES = Family(
    (
        cued(
            "fabrication fabrications fabricated hoax hoaxes bogus forgery invented doctored photoshopped genuine generated fake made",
            r"""\b(?:messages?|posts?|claims?|story|stories|videos?|letters?|images?|screenshots?|clips?|photos?|texts?|quotes?|posters?|leaflets?|articles?|accounts?|headlines?)\b[^.!?\n]{0,60}\b(?:is|are|was|were)\s(?:an?\s|entirely\s|completely\s|simply\s|totally\s|\w+ly\s)*(?:fabrications?|fabricated|hoax(?:es)?|bogus|forger(?:y|ies)|invented|doctored|photoshopped|ai-generated|not\sgenuine|fake)\b | \b(?:it's|it\sis|they're|they\sare|this\sis)\s(?:completely\s|totally\s|entirely\s)?(?:bogus|a\shoax|made\sup|not\sfrom\sus|not\sgenuine|a\sfabrication)\b""",
        ),
    )
)
SCAMS = re.compile(
    r"\b(?:scam\w*|refund|bank|parcel|click|phishing|payment|fraud\w*)\b"
)
# Old stories, quizzes, records and hoax calls are about something else.
INNOCENT = re.compile(
    r"\b(?:true or false|myth or (?:fact|reality|truth)|fact or (?:myth|fiction)|in the saying|quiz|mytholog\w+|legends?|folklore|greek myths?|fleetwood mac|hoax (?:call|999)|album|novel|exhibition|trail|storytelling|museum|theatre|castle|dragons?)\b"
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if reader.passage.kind is not Kind.TEXT or reading.links_somewhere:
        return
    if INNOCENT.search(reader.lowered):
        return
    known = (REBUTTALS,) if SCAMS.search(reader.lowered) else (REBUTTALS, HOAXES)
    for found in chain.from_iterable(found_in(reader, each) for each in known):
        yield reader.match(*_trimmed(found))


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    return found.start(), found.start() + len(found.group().rstrip(" :|-"))


CR_RUMOUR = Rule(
    id="CR-RUMOUR",
    name="Rumour rebuttal without a source",
    severity=Severity.WARN,
    who="The head of digital engagement, where the rumour is not yet public.",
    citations=(
        Citation(SOCIAL_MEDIA_2012, "Social media can quash rumours quickly"),
        Citation("RESIST 2 counter-disinformation toolkit", "Strategic communication"),
    ),
    tell=(
        "Good to correct this. Lead with the fact, link to the source, and do not repeat "
        "the rumour in full."
    ),
    better="“Your passport stays valid until the date in it”, with the link.",
    triggers=(
        "It's not true that passports will be cancelled",
        "Rumours about a new tax are going round",
    ),
    near_misses=(
        "Mythology trail opens at the castle",
        "True or false? Take our quiz",
    ),
    find=in_english(find),
    cues=all_cues((*REBUTTALS, *HOAXES)),
)
