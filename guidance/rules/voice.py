"""ID-VOICE: somebody's own voice on the body's account, or an official without a role.

Quoted words, questions that readers ask ("How do I apply?") and numerals pass.
"""

import re
from collections.abc import Iterator

from guidance.content import Kind, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import PARTICIPATION_2008
from guidance.rules.times import whole_post
from guidance.rules.words import words


# "I" with a verb; after these words it is a numeral or a letter.
NUMERAL = re.compile(
    r"(?:\b(?:part|war|grade|class|phase|type|stage|volume|vol|category|schedule|chapter|tier|level|title|article|section|annex|appendix|group|element|unit|charles|elizabeth|james|george|william|henry|edward|richard|mary|napoleon|francis|scale|table|vitamin|junction|pillar|module|division|zone|block|platform|ward|box|act|king|queen|pope|room|gate|track|round|world war|ww|step|option|model|mark|route|route|line)|\b[A-Z]\w+(?:son|us))[ .-]$",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(
    r"(?<![\w'.&/-])I(?!'m a Celeb)(?:'(?:m|ve|d|ll)\b| (?=[a-z'])|, (?=[a-z]))"
)
LOWER_FIRST_PERSON = re.compile(
    r"(?<![\w'.&/-])i(?:'m|'ve|'ll|'d| (?:can't|cannot|think|love|hate|am|was|have|feel|don't|know|hope|want|wish|need|really|just|guess|reckon|believe|bet|will|would|had|saw|went|got))\b"
)
OPINION = re.compile(
    r"""
      \b(?:views?|opinions?|thoughts)\s(?:are\s|is\s)?(?:entirely\s|all\s|purely\s)?(?:my\sown|mine)\b | \b(?:made|makes|make|making|gave|gives|cheered|cheers|took|helped|drove|drives|driving|kept|saved|saves|reminds?|reminded|hit|bugs|annoys|got|bored|scared|inspired|inspires|touched|amazed|killing|beats)\s(?:\w+\s)?me\b(?!\s(?:too)\b) | (?<!by\s)\bmyself\b | \bup\sto\sme\b | \b(?:is\sit\s|it's\s|not\s)?(?:just|only)\sme\b | \bme\sand\smy\b | \bspoken\slike\sa\s(?:true|real)\s\w+\b(?=\s?[.!]) | \bin\smy\s(?:humble\s|honest\s|personal\s)?(?:opinion|view|experience|book)\b | \bmy\s(?:own\s|personal\s)?(?:view|opinion|two\s(?:pence|cents)|2p|thoughts?|feeling|guess|take)\b(?!\s(?:on\sthe\sday|matters)) | \b(?:personally|speaking\spersonally)\b(?=,|\s(?:think|believe|feel|prefer))
    | \b(?:if\syou\sask|trust|believe|take\sit\sfrom|wish|bear\swith|forgive|count|excuse|pardon)\sme\b | \b(?:follow|dm|message|join|ask|tell|email|call|find|see)\sme\b(?!\s(?:how|the\sway))(?=\s(?:on|at|for|a|about|if|anything|in|live|later|your|what|to|via|there)|\s?[.!,]|$) | \blet\sme\s(?:know|tell|say|explain|introduce|be)\b(?!\s(?:if\sclicked)) | \b(?:says|for|to|made|between\syou\sand)\sme\b(?=\s?[.!,]|$)
    | \bmy\s(?:colleagues?|team|weekend|wife|husband|partner|kids|children|son|daughter|mum|dad|mother|father|boss|boyfriend|girlfriend|family|friends?|mate|mates|dog|cat|desk|job|role|day|week|office|new\sjob|favourite|birthday|holiday|house|garden|car|bike|commute|lunch|coffee|tea|heart|mind|hair|train|bus|flat|holidays|patch|beat|shift|lovely|amazing|brilliant|first\sday|last\sday|turn|bad)\b
    """,
    re.VERBOSE,
)
# Small letters: "My Account" is a page, and "find my bin day" is a service.
POSSESSIVE = re.compile(
    r"(?<![\w'#@-])(?<!find )(?<!check )(?<!report )(?<!view )(?<!see )(?<!pay )(?<!track )(?<!manage )(?<!is )(?<!to )my (?=[a-z])(?!bin\b|nearest|account|area\b|local|council|gp\b|nhs\b)"
)
CHATTER = re.compile(
    r"\b(?:lol|lmao|rofl|omg|wtf|tbh|imho|imo|ngl|smh|fml|jk)\b|\b(?:can't|cannot) wait for (?:the )?(?:weekend|friday|payday|my|bed|lunch|holidays|it to be)\b|\b(?:so|totally|massively) hungover\b|\b(?:need|needs|fancy|could murder) a (?:drink|pint|gin|coffee|lie[ -]down|holiday)\b|\b(?:roll on|thank (?:god|goodness|f\w+) it's) friday\b|\btgif\b|\boff (?:to the pub|home now|to bed)\b|\b(?:wrong account|meant to (?:post|tweet) this)\b"
)
ASKED = re.compile(
    r"\b(?:how|what|when|where|why|which|who|can|could|do|does|did|should|must|may|might|will|would|am|is|are|was|if|whether|as)\b(?: [a-z']+){0,4}? $",
    re.IGNORECASE,
)
# "Look what I found" asks nothing.
TOLD = re.compile(
    r"I (?:found|saw|did|got|made|bought|heard|wore|ate|love|think|spotted|received|baked|cooked|watched)\b(?! (?:out|it hard))"
)
ROLE = re.compile(
    r"\b(?:speaking|writing|posting|replying|answering) (?:here )?as\b|\bin my (?:role|capacity|position|job) as\b|\bmy (?:role|job) (?:as|is)\b|\bi (?:work (?:for|at|as|in|on)|lead|run|head(?: up)?|manage)\b|\bi(?:'m| am) (?:the|an?|one of the|head|director|deputy|chief|minister|your|acting|permanent)\b(?=[^.!?\n]{0,60}\b(?:at|of|for|in|with|officer|director|minister|secretary|adviser|advisor|official|ambassador|commissioner|inspector|scientist|statistician|analyst|engineer|manager|head)\b)"
    r"|\bas (?:the |an? |our |your )?(?:[\w'-]+ ){0,4}?(?:head|director|officer|minister|secretary|manager|adviser|advisor|official|ambassador|commissioner|inspector|lead|scientist|economist|statistician|analyst|engineer|lawyer|registrar|chief|constable|superintendent|civil servant|spokesperson|examiner|consul|chair|executive|planner|vet|nurse|doctor)\b"
    r"|\b(?:head|director|deputy director|permanent secretary|chief \w+|minister|ambassador|spokesperson|policy adviser|press officer|commissioner|inspector) (?:of|for|at|to)\b[^.!?\n]{0,60}(?:here\b|,|:)|^\W*(?:\w+ ){1,3}(?:here|from the \w+ team)\b"
)
OPINION_CUES = words("my me myself mine personally")
CHATTER_CUES = words(
    """
    lol lmao rofl omg wtf tbh imho imo ngl smh fml jk wait hungover need needs fancy murder
    friday tgif pub bed home account tweet
    """
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if reader.passage.kind is not Kind.TEXT:
        return
    named = reading.material.conversation.named_official
    said = [*whole_post(reading)] if named else [*_said(reader)]
    if said and not ROLE.search(reader.lowered):
        yield from said


def _said(reader: Reader) -> Iterator[Match]:
    for start, end in _personal(reader):
        if not reader.quoted(start):
            yield reader.match(start, end)


def _personal(reader: Reader) -> Iterator[tuple[int, int]]:
    yield from _first_person(reader)
    if "my" in reader.cues:
        for found in POSSESSIVE.finditer(reader.text):
            if not _asked(reader, found.start()):
                yield found.span()
    for pattern, cues in ((OPINION, OPINION_CUES), (CHATTER, CHATTER_CUES)):
        if not cues.isdisjoint(reader.cues):
            for found in pattern.finditer(reader.lowered):
                if not _asked(reader, found.start()):
                    yield found.span()


def _first_person(reader: Reader) -> Iterator[tuple[int, int]]:
    if "i" not in reader.cues:
        return
    for pattern in (FIRST_PERSON, LOWER_FIRST_PERSON):
        for found in pattern.finditer(reader.text):
            start = found.start()
            numeral = NUMERAL.search(reader.text, max(0, start - 14), start)
            if not numeral and not _asked(reader, start):
                yield start, start + len(found.group().rstrip(" ,"))


def _asked(reader: Reader, start: int) -> bool:
    """Whether the reader is the one who says it: a question, or what one asks."""
    if TOLD.match(reader.text, start):
        return False
    return ASKED.search(reader.text, max(0, start - 50), start) is not None


ID_VOICE = Rule(
    id="ID-VOICE",
    name="Personal voice or undisclosed capacity",
    severity=Severity.WARN,
    who="The line manager.",
    citations=(
        Citation(PARTICIPATION_2008, "Be a civil servant: say who you represent"),
        Citation(
            "UK Civil Service account, 24 May 2020", "A post in one person's voice"
        ),
    ),
    tell=(
        "This sounds personal. Are you in the right account? If you speak as an "
        "official, say your role."
    ),
    better="“We”, or “Speaking as head of data at the department: …”",
    triggers=("I can't wait for the weekend", "In my opinion this is great"),
    near_misses=(
        "“I am delighted,” said the Minister",
        "Our view is set out on GOV.UK",
    ),
    find=in_english(find),
)
