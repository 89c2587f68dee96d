"""CR-RUMOUR: putting a rumour right without saying where the fact is from.

Myths of the old sort, and quizzes, pass.
"""

import re
from collections.abc import Iterator

from guidance.content import Kind, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import SOCIAL_MEDIA_2012
from guidance.rules.words import words


SAID = r"(?:claims?|reports?|rumou?rs?|stories|story|posts?|messages?|suggestions?|allegations|speculation|tweets?|articles?|headlines?|reporting|leaflets?|screenshots?|videos?|viral\s\w+)"
FALSE = r"(?:not\strue|untrue|false|wrong|incorrect|inaccurate|misleading|baseless|unfounded|nonsense|fake|a\shoax|a\smyth|fiction|fabricated|made\sup|completely\s\w+|wide\sof\sthe\smark|without\sfoundation)"
REBUTTAL = re.compile(
    rf"""
      \b(?:(?:it|this|that)(?:'s|\sis)|it\sis)(?:\ssimply|\sjust|\sabsolutely|\scompletely|\scategorically|\stotally)?\s(?:not\strue|untrue|false|nonsense|a\smyth|a\shoax|a\slie|fake(?:\snews)?|misinformation|disinformation|incorrect|wrong\sto\ssay|inaccurate)\b(?!\slove) | \b(?:this|it|that)\sisn't\strue\b | \bnot\strue\sthat\b | \b(?:un)?true\?\sno\b
    | (?:^\W{{0,4}}|(?<=\n)|(?<=[\n.!?]\s))(?:the\s)?(?:myth|rumou?r|false|fake|misinformation|disinformation|fiction)(?:\s\d+|\s?\#\d+)?\s?(?::|-|\s-|\|)\s? | \b(?:common\s|popular\s|biggest\s|some\s|top\s|\w+\s)?myths?\s(?:about|that|around|busted|and\sfacts)\b(?!\s(?:dragons|gods|king\sarthur|ancient)) | \b(?:urban\smyth|myth[\s-]?bust(?:er|ers|ing)|myth\s(?:v|vs|or|versus)\sfact|debunk(?:ed|ing|s)?|fact[\s-]?check(?:ed|ing)?)\b
    | \bfake\snews\b | \b(?:mis|dis)information\s(?:about|that|on|around|is|circulating|being|going|claiming|online|regarding|concerning)\b | \bfalse\s(?:claims?|reports?|rumou?rs?|information|stories|story|posts?|allegations|narrative)\b | \b(?:un|ill-)founded\s(?:claims?|rumou?rs?|reports?)\b
    | \brumou?rs?\s(?:about|that|of|are|is|going|circulating|on|online|regarding|concerning|around|flying|swirling|have|has|doing|suggesting|claiming)\b | \brumou?r\shas\sit\b | \b(?:heard|ignore|quash|scotch|dispel|stop|addressing|despite|contrary\sto|spreading|spread|seen|believe)\s(?:the\s|a\s|any\s|some\s|all\s)?(?:\w+\s)?(?:rumou?rs?|gossip)\b
    | \bcontrary\sto\s(?:\w+\s){{0,2}}(?:claims?|reports?|rumou?rs?|speculation|suggestions?|belief|headlines?)\b | \b(?:contrary\sto|despite)\s(?:(?:what|some|recent|media|press|online|social\smedia|any|the|these|reports?)\s){{1,3}}(?:you|people|some|has|have|is|may|might|been|claims?|reports?|speculation|posts?|coverage)?\b(?=[^.!?\n]{{0,60}}(?:,|heard|read|seen|told|said|claims?|reports?|posts?|speculation)) | \bwhatever\syou(?:'ve|\shave|\smay|\smight)?\s(?:\w+\s)?(?:heard|read|seen|been\stold)\b
    | \b(?:{SAID})\b[^.!?\n]{{0,70}}\b(?:is|are|was|were)\s(?:simply\s|just\s|completely\s|totally\s|entirely\s|absolutely\s|categorically\s|all\s)?{FALSE}\b | \b(?:there(?:'s|\sis)\s)?(?:absolutely\s)?no\struth\s(?:in|to|behind)\b | \bthere(?:'s|\sis|\sare)\sno\s(?:plans?|truth)\b(?=[^.!?\n]{{0,60}}\b(?:despite|contrary|whatever|rumou?rs?|claims?|heard|reports)\b)
    | \b(?:you|some\speople|people|many)\s(?:may|might|will)\s(?:also\s)?have\s(?:heard|seen|read|been\stold|noticed)\s(?:that\s|some\s|reports|claims|rumou?rs?|posts|stories|online|on\ssocial)(?=[^\n]{{0,160}}\b(?:not\strue|isn't\strue|false|untrue|wrong|incorrect|not\sthe\scase|no\splans|aren't|are\snot|is\snot|isn't|won't|rumou?rs?|claims)\b)
    | \b(?:posts?|messages?|claims?|videos?|rumou?rs?|images?|screenshots?|letters?|leaflets?|texts?)\s(?:\w+\s){{0,3}}(?:circulating|going\sround|going\saround|doing\sthe\srounds|being\sshared|shared\sonline|online|on\s(?:facebook|whatsapp|social\smedia|tiktok))\s(?:[^.!?\n]{{0,30}}\s)?(?:claim(?:s|ing)?|say(?:s|ing)?|suggest(?:s|ing)?|that\s|alleging|stating|about|are\sfalse|is\sfalse|is\sfake)\b
    | \b(?:set|setting|put|putting)\s(?:the\s)?(?:record|facts?)\sstraight\b | \bdon't\s(?:believe|fall\sfor|share|spread)\s(?:everything|the\s(?:rumou?rs?|posts?|claims?|lies|myths?|hype|headlines)|fake|false|these|this\s(?:post|claim|message)|misinformation|disinformation|rumou?rs?|gossip|hearsay)\b | \b(?:is|are|was)\s(?:a\shoax|an?\surban\s(?:myth|legend)|an?\sold\swives'\stale)\b | \bcut(?:ting)?\sthrough\sthe\s(?:noise|misinformation)\b | \bsay\s(?:that\s)?we(?:'re|\sare)\s[^.!?\n]{{1,50}}\b(?:we(?:'re|\sare)\snot|we\saren't)\b
    """,
    re.VERBOSE,
)
# Old stories, quizzes, records and hoax calls are about something else.
INNOCENT = re.compile(
    r"\b(?:true or false|myth or (?:fact|reality|truth)|fact or (?:myth|fiction)|in the saying|quiz|mytholog\w+|legends?|folklore|greek myths?|fleetwood mac|hoax (?:call|999)|album|novel|exhibition|trail|storytelling|museum|theatre|castle|dragons?)\b"
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if reader.passage.kind is not Kind.TEXT or reading.links_somewhere:
        return
    for found in REBUTTAL.finditer(reader.lowered):
        if not INNOCENT.search(reader.lowered):
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
    cues=words(
        """
        true untrue false nonsense myth myths hoax fake misinformation disinformation incorrect
        inaccurate rumour rumours rumor rumors fiction debunk debunked debunking debunks fact
        unfounded founded gossip contrary despite whatever wrong misleading baseless truth heard
        seen claim claims claiming circulating online straight believe fall urban mythbusting
        mythbuster mythbusters busting factcheck legend lie rounds noise foundation fabricated
        fabrication allegations speculation
        """
    ),
)
