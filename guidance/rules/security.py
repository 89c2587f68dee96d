"""OI-SECOPS: where somebody protected is now, what forces will do, how to get in.

What is over ("the Minister visited …") passes.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.cued import Family, all_cues, cued, found_in
from guidance.rules.entry_codes import OPENERS, codes
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.security_plans import PLANS
from guidance.rules.words import words


WHO = r"(?:(?:the|our)\s)?(?:minister|prime\sminister|secretary\sof\sstate|home\ssecretary|foreign\ssecretary|defence\ssecretary|chancellor|pm|king|queen|prince(?:ss)?(?:\s(?!is|are|will|has|arriv|land|leav|depart)\w+)?|royal\sfamily|ambassador|high\scommissioner|chief\sconstable|permanent\ssecretary|delegation|president)"
NOW = (
    cued(
        "minister ministers secretary chancellor pm king queen prince princess royal ambassador commissioner constable delegation president",
        rf"\b{WHO}(?:\s[\w']+){{0,3}}\s?(?:is|are|'s)\s(?:currently|now|right\snow|just\snow|presently|live|on\s(?:his|her|their|the)\sway|en\sroute|about\sto|heading|travelling|due\sto\s(?:arrive|land)|arriving|staying|landing)\b[^.!?\n]{{0,40}}",
    ),
    cued(
        "ambassador chancellor commissioner constable delegation family king minister ministers permanent pm president prince princess queen secretary",
        rf"\b(?:{WHO}|ministers)\s(?:\w+\s)?(?:is|are|'s)\s(?:currently\s)?(?:here|at|in|inside|outside|on|visiting|with)\b[^.!?\n]{{0,40}}\b(?:now|currently|at\sthe\smoment|as\swe\sspeak|this\sminute)\b",
    ),
    cued(
        "arrived boarded checked landed left pulled set touched",
        rf"\b{WHO}(?:\s[\w']+){{0,3}}\shas\s(?:just|now)\s(?:landed|arrived|touched\sdown|left|set\soff|pulled\sup|boarded|checked\sin)\b",
    ),
    cued(
        "ambassador chancellor commissioner constable delegation family king minister permanent pm president prince princess queen secretary",
        rf"\b{WHO}\s(?:\w+\s)?(?:is|'s)\s\w+ing\b[^.!?\n]{{0,30}}\b(?:at|in|to|near|outside)\b[^.!?\n]{{0,40}}\b(?:right\snow|as\swe\sspeak|this\sminute|at\sthe\smoment)\b | \b{WHO}(?:\s[\w']+){{0,2}}\s(?:will\s(?:be\s(?:at|in|staying|landing|arriving|travelling)|arrive|land|stay|fly|travel|depart|leave)|arrives|lands|departs|leaves|flies)\b[^.!?\n]{{0,30}}\b(?:at\s\d+|\d\s?(?:am|pm)|\d[.:]\d\d|tonight|this\s(?:afternoon|evening|morning)|hotel|via|by\s(?:car|train|helicopter)|terminal|gate|platform)\b",
    ),
    cued(
        "ministers",
        r"\bministers\sare\s(?:currently|now|right\snow)\s(?:here|at|in|inside|on|visiting)\b",
    ),
    cued(
        "live",
        rf"\b(?:{WHO})\slive\sfrom\s(?:the|a)\ssecure\b",
    ),
    cued(
        "currently now",
        rf"\b(?:currently|right\snow|live\snow|now)\b[^.!?\n]{{0,20}}\b(?:with|alongside|at|in)\b[^.!?\n]{{0,30}}\b{WHO}\b(?=[^.!?\n]{{0,40}}\b(?:at|in)\b)",
    ),
    cued(
        "secretary minister pm king queen prince princess chancellor",
        r"\b(?:minister|secretary|pm|king|queen|prince|princess|chancellor)'s\s(?:car|train|plane|convoy|helicopter|motorcade|flight)\s(?:will|is|leaves|arrives|lands|departs)\b[^.!?\n]{0,40}\b(?:at\s\d+|\d\s?(?:am|pm)|tonight|now|by\sthe\s(?:rear|back|side))\b",
    ),
)
FORCES = (
    cued(
        "troops battalion regiment squadron brigade forces marines commandos soldiers warship submarine frigate destroyer carrier hms jets typhoons convoy unit platoon company task sas sbs",
        r"\b(?:troops|battalion|regiment|squadron|brigade|forces|marines|commandos|soldiers|warship|submarine|frigate|destroyer|carrier|hms\s\w+|jets|typhoons|convoy|unit|platoon|company|task\sforce|sas|sbs)\b[^.!?\n]{0,40}\b(?:is\sdeploying|are\sdeploying|will\sdeploy|deploys?\s(?:to|on|tomorrow|next)|deploying\s(?:to|on)|(?:is|are|will\sbe)\sdeployed\s(?:to|on|tomorrow|next)|(?:will\s)?(?:leaves?|depart(?:s|ing)?|sails?|set(?:s)?\ssail|moves?|move\sout|arrives?|lands?|cross(?:es)?)\s(?:from|for|on|at|to|tomorrow|tonight|next|port|out)|(?:is|are)\s(?:moving|heading|leaving|sailing|positioned|stationed\sat\sgrid|massing))\b",
    ),
    cued(
        "deploy deploying deployment",
        r"\bdeploy(?:ing|ment)?\s(?:of\s)?(?:\w+\s){0,3}(?:troops|soldiers|forces|marines|warship|jets|special\sforces)\b[^.!?\n]{0,40}\b(?:tomorrow|tonight|on\s\w+day|next\s(?:week|month)|at\s\d|\d\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    ),
    cued(
        "special",
        r"\bspecial\sforces\b(?!\s(?:museum|club|memorial|charity|veterans|roll\sof\shonour|of\snature))",
    ),
    cued(
        "sas sbs",
        r"\b(?:sas|sbs)\s(?:operation|raid|mission|team|unit|soldiers|troopers)\b",
    ),
    cued(
        "grid",
        r"\bgrid\sreference\s(?:of|for)\b",
    ),
    cued(
        "order",
        r"\border\sof\sbattle\b",
    ),
    cued(
        "rules",
        r"\brules\sof\sengagement\b",
    ),
    cued(
        "dawn operation raid sting warrant warrants",
        r"\b(?:raid|warrant|warrants|operation|sting|dawn\sraid)\s(?:is\splanned|planned|will\s(?:take\splace|happen|begin|start|be\sexecuted)|takes\splace|happening|scheduled)\b[^.!?\n]{0,30}\b(?:tomorrow|tonight|at\s\d|on\s\w+day|next)\b",
    ),
    cued(
        "undercover",
        r"\bundercover\s(?:officer|officers|agent|operation|operative)s?\b(?=[^.!?\n]{0,40}\b(?:is|are|will|at|in)\b)",
    ),
    cued(
        "covert surveillance",
        r"\b(?:covert|surveillance)\s(?:team|teams|cameras?|operation)\s(?:is|are|will|in\splace|at|on)\b",
    ),
    cued(
        "blind change changes disabled down ends leave off rota working",
        r"\b(?:guards?|security|patrols?|shift|cctv|alarm|alarms|cameras?|scanners?)\s(?:changes?|change\sover|are\soff|is\soff|are\snot\sworking|isn't\sworking|is\sdown|are\sdown|blind\sspot|rota|leave\sat|ends\sat|is\sdisabled|are\sdisabled)\b(?!\s(?:for\sgood|to))",
    ),
    cued(
        "blind gap gaps",
        r"\b(?:blind\sspots?|gaps?)\s(?:in|of)\s(?:the|our)\s(?:cctv|security|perimeter|cameras?)\b",
    ),
    cued(
        "escort house motorcade protection safehouse",
        r"\b(?:close\sprotection|protection\sofficers?|armed\sescort|motorcade|safe\s?house)\b(?=[^.!?\n]{0,40}\b(?:is|are|will|at|route|leaves|address|located|via)\b)",
    ),
    cued(
        "itinerary route",
        r"\b(?:route|itinerary)\s(?:of|for)\sthe\s(?:minister|pm|king|motorcade|prime\sminister|convoy)",
    ),
)
# Who will move, and when: the two halves of a plan.
LEAVES = re.compile(
    r"\b(?:troops|battalion|regiment|squadron|brigade|marines|commandos|soldiers|warship|submarine|frigate|destroyer|convoy|platoon|task force|hms \w+)\b"
    r"[^.!?\n]{0,30}\b(?:leaves?|departs?|sails?|ships? out|moves? (?:out|to|off)|arrives?|flies|fly|deploys?|heads?|cross(?:es)?|advances?|attacks?|strikes?|slips? out|lands?|withdraws?|pulls? out|embarks?|goes in)\b[^.!?\n]{0,40}"
    r"\b(?:at \d+|at first light|\d{1,2}[:.]\d\d|tonight|tomorrow|next (?:week|month)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|at dawn)\b"
    r"|\b(?:sas|sbs|srr) (?:troops|forces|patrols?|men|squadron)\b"
    r"|\b(?:armed (?:officers|police)|snipers?|marksmen|plain[- ]clothes officers|undercover officers)\b[^.!?\n]{0,20}\b(?:hidden|hiding|positioned|posted|stationed|concealed|on the roofs?)\b"
)
LEAVERS = words(
    """
    troops battalion regiment squadron brigade marines commandos soldiers warship submarine
    frigate destroyer convoy platoon task hms sas sbs srr armed sniper snipers marksmen plain
    undercover
    """
)
SAID = Family((*NOW, *FORCES, *PLANS))


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    text = reader.lowered
    for found in found_in(reader, SAID):
        yield reader.match(*found.span())
    if not LEAVERS.isdisjoint(reader.cues):
        for found in LEAVES.finditer(text):
            yield reader.match(*found.span())
    if not OPENERS.isdisjoint(reader.cues):
        yield from codes(reader)


OI_SECOPS = Rule(
    id="OI-SECOPS",
    name="Security or operational detail",
    severity=Severity.AUTH,
    authority=AuthorityClass.SECURITY,
    who=(
        "Departmental security; defence communications for operations. Nobody for codes "
        "and passwords."
    ),
    citations=(
        Citation("House of Commons debate, 18 June 2008", "on civil servants online"),
        Citation("Defence and Security Media Advisory Committee", "Standing notices"),
    ),
    tell=(
        "This gives away a live location or security detail. Post after the event, or "
        "get security clearance."
    ),
    better="“The Minister visited the Port of Dover yesterday.”",
    triggers=(
        "The Minister is currently at the Port of Dover",
        "Visitors: the staff entrance door code is 4471",
    ),
    near_misses=(
        "The Minister visited the Port of Dover yesterday",
        "Currently at capacity: please book online",
    ),
    find=in_english(find),
    cues=all_cues(SAID) | LEAVERS | OPENERS,
)
