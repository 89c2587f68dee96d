"""OI-PARL: important new policy announced before Parliament has heard of it.

A series, an event or last year's plan is no announcement; what carries the reference
of its statement passes.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.words import words


MINISTER = (
    r"(?:(?:the |our |new )?(?:(?:\w+ )?secretary of state(?: for \w+(?: and \w+)?)?|(?:home|foreign|health|education|transport|defence|justice|environment|business|energy|housing|culture|work and pensions|northern ireland|scotland|wales|welsh|scottish|technology|science|communities|chief) secretary(?: to the treasury)?"
    r"|(?:\w+ ){0,2}ministers?|prime minister|pm|deputy prime minister|chancellor|attorney general|lord chancellor)|(?:the |uk |hm |his majesty's )*(?:government|govt)|number 10|no ?10|downing street|whitehall|the (?:cabinet office|home office|treasury|department(?: for [a-z]+)?|ministry of \w+))"
)
WHO = rf"(?:{MINISTER}|we)"
SAYS = (
    r"(?:'re |'ve | are | have | has | is | am | will | can | can now |'s )?(?: ?(?:just|today|now|also|this morning|finally|set to|going to|about to|proud to|pleased to|delighted to|here to)){0,3} ?"
    r"(?:announc(?:e|es|ed|ing)|unveil(?:s|ed|ing)?|reveal(?:s|ed|ing)?|set(?:s|ting)? out|launch(?:es|ed|ing)?|introduc(?:e|es|ed|ing)|bring(?:s|ing)? (?:in|forward)|publish(?:es|ing)|confirm(?:s|ed|ing)?|roll(?:s|ing) out|outlin(?:e|es|ed|ing))"
)
GOVERNMENT_ONLY = (
    r"(?:reforms?|legislation|bill|white paper|green paper|law|laws|act of parliament|crackdown|overhaul|shake-up|tax|levy|duty|ban on|ban|powers|national (?:\w+ )?(?:plan|strategy|service)|"
    r"\d+[- ](?:year|point) plan|public inquiry|statutory inquiry|sanctions)"
)
POLICY = rf"(?:{GOVERNMENT_ONLY}|strategy|strategies|action plan|plans?|policy|policies|review|inquiry|measures|rules|regulations|package|targets?|framework|settlement|commission|taskforce|royal commission|funding|investment|scheme|programme|cuts?|changes to|rights|restrictions|curbs|standards|entitlement|abolition)"
BETWEEN = r"(?:[^.!?\n]{0,60}?[ '])"
BY_MINISTER = re.compile(
    rf"(?<![\w-])(?P<who>{MINISTER}) ?{SAYS} (?P<what>{BETWEEN}??{POLICY})\b"
)
BY_US = re.compile(
    rf"(?<![\w-])(?:we|i)(?:'re|'ve| are| have| can| will)?(?: (?:just|today|now|also|this morning|proudly|finally|proud to|pleased to|delighted to|excited to|going to|set to)){{0,3}} (?:announc(?:e|es|ed|ing)|unveil(?:ing|ed)?|reveal(?:ing|ed)?|bring(?:ing)? forward|set(?:ting)? out|introduc(?:e|ed|ing)|launch(?:ing|ed)?|legislat(?:e|ing)) "
    rf"(?P<what>(?:(?:a|an|our|the|major|radical|bold|sweeping|landmark|big|important|significant|tough|more|further|plans for|details of) ){{0,3}}(?:(?:new|major|radical|bold|sweeping|landmark|national|biggest|first|first-ever|tough|tougher|government's|emergency|\w+[- ]year) (?:[\w'-]+ ){{0,3}}?{POLICY}|(?:[\w'-]+ ){{0,2}}?{GOVERNMENT_ONLY}))\b"
)
BREAKING = re.compile(
    rf"(?:^|[\n.!?] ?|\W)(?:breaking(?: news)?|just announced|announced today|announcement|newsflash|big announcement|major announcement|just in|exclusive|new today) ?[:|!-]+ ?(?P<what>{BETWEEN}??{POLICY})\b"
)
PASSIVE = re.compile(
    rf"(?:^|[\n.!] ?)new ?[:|] (?:a|an|our|the) (?:[\w'-]+ ){{0,2}}?{GOVERNMENT_ONLY}\b"
    rf"|\b{GOVERNMENT_ONLY}\b[^.!?\n]{{0,40}}, (?:just )?announced (?:today|this (?:morning|afternoon)|now)\b"
    rf"|(?:^|\W)announcing:? (?:a|an|our|the) (?:new |major |radical |national )?(?:[\w'-]+ ){{0,2}}?{GOVERNMENT_ONLY}\b"
    rf"|\b(?:our|the government's|government) (?:[\w'-]+ ){{0,2}}?{GOVERNMENT_ONLY}(?: \w+){{0,4}} (?:(?:has|have) been|is|are|being) (?:announced|unveiled|revealed|introduced|set out) (?:today|this|now|later)\b|"
    rf"\b(?:new|major|radical|sweeping|landmark|tough|tougher|bold) (?:[\w'-]+ ){{0,4}}?{POLICY}(?: \w+){{0,4}} (?:(?:has|have) (?:just |today )?been|(?:was|were|is|are|being)(?: being)?(?: today)?|(?=announced today)) ?(?:announced|unveiled|revealed|introduced|set out)\b(?! (?:last|in \d|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|on \d))"
)
# Told already, or about to be read where it was told.
TOLD = re.compile(
    r"\bh[cl]ws ?\d+|(?<!ahead of a )(?<!before a )(?<!ahead of the )(?:written|oral|ministerial) (?:ministerial )?statement\b|\b(?:told|tells|informed|updated|statement to|address(?:ed|ing)?|to|in) (?:parliament|mps|the house(?: of (?:commons|lords))?|the commons|the lords)\b|\b(?:king's|queen's) speech\b|\b(?:autumn|spring) statement\b"
)
BEFORE_TELLING = re.compile(
    r"\b(?:ahead of|before|prior to|will|later|tomorrow)\b[^.!?\n]{0,40}\b(?:parliament|mps|the house|the commons|statement)\b"
)
OLD = re.compile(
    r"\b(?:last (?:week|month|year|autumn|spring|summer|winter|january|february|march|april|may|june|july|august|september|october|november|december)|previously|earlier this (?:week|month|year)|(?:weeks?|months?|years?|days?) ago|in (?:19|20)\d\d|already|since|consultation|anniversary|apprentice of|of the (?:week|month)|competition|exhibition|memorial|statue|plaque|winners?|podcast|newsletter|guide|toolkit|website|timetable|festival|programme of events|membership|book|portrait|mural)\b"
)

# Each is tried only where one of its words stands in the text.
WAYS = (
    (
        words(
            "secretary minister ministers pm chancellor general government govt number no"
            " downing whitehall cabinet home treasury department ministry"
        ),
        BY_MINISTER,
    ),
    (words("we i"), BY_US),
    (words("breaking announced announcement newsflash in exclusive new"), BREAKING),
    (words("announced announcing unveiled revealed introduced set new"), PASSIVE),
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    references = reading.material.references
    if references and references.parliament:
        return
    if reading.material.schedule.parliament_sits is False:
        return
    text = reader.lowered
    if TOLD.search(text) and not BEFORE_TELLING.search(text):
        return
    ways = [each for cues, each in WAYS if not cues.isdisjoint(reader.cues)]
    for start, end in reader.sentences():
        if OLD.search(text, start, end):
            continue
        for pattern in ways:
            for found in pattern.finditer(text, start, end):
                yield reader.match(*_trimmed(found))


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    said = found.group()
    return found.start() + len(said) - len(said.lstrip(" .!?\n")), found.end()


OI_PARL = Rule(
    id="OI-PARL",
    name="Parliament first",
    severity=Severity.AUTH,
    authority=AuthorityClass.ANNOUNCEMENT,
    who="The minister through private office, with the parliamentary branch.",
    citations=(
        Citation("Ministerial Code", "Chapter 9: Ministers and Parliament"),
        Citation(
            "Public Administration and Constitutional Affairs Committee",
            "Report of 9 January 2026",
        ),
        Citation("Government communications propriety checklist", "Parliament"),
    ),
    tell=(
        "Important new policy should be told to Parliament first. Add the statement "
        "reference or ask private office."
    ),
    better="“The Secretary of State has told Parliament …”, with the statement's link.",
    triggers=(
        "Today we're announcing a new strategy for prisons",
        "BREAKING: new plan for schools",
    ),
    near_misses=(
        "The plan announced last year is working",
        "We're launching our apprentice of the week series",
    ),
    find=in_english(find),
    cues=words(
        """
        announce announces announced announcing announcement unveil unveils unveiled unveiling
        reveal reveals revealed revealing launch launches launched launching introduce
        introduces introduced introducing breaking sets setting set bring brings bringing
        publishes publishing confirms confirmed confirm confirming roll rolls rolling outlines
        outlined outlining outline newsflash exclusive just new legislate legislating
        """
    ),
)
