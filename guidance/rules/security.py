"""OI-SECOPS: where somebody protected is now, what forces will do, how to get in.

What is over ("the Minister visited …") passes.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.words import words


WHO = r"(?:(?:the|our)\s)?(?:minister|prime\sminister|secretary\sof\sstate|home\ssecretary|foreign\ssecretary|defence\ssecretary|chancellor|pm|king|queen|prince(?:ss)?\s\w+|royal\sfamily|ambassador|high\scommissioner|chief\sconstable|permanent\ssecretary|delegation|president)"
NOW = re.compile(
    rf"""
      \b{WHO}(?:\s[\w']+){{0,3}}\s?(?:is|are|'s)\s(?:currently|now|right\snow|just\snow|presently|live|on\s(?:his|her|their|the)\sway|en\sroute|about\sto|heading|travelling|due\sto\s(?:arrive|land)|arriving|staying|landing)\b[^.!?\n]{{0,40}}
    | \b(?:currently|right\snow|live\snow|now)\b[^.!?\n]{{0,20}}\b(?:with|alongside|at|in)\b[^.!?\n]{{0,30}}\b{WHO}\b(?=[^.!?\n]{{0,40}}\b(?:at|in)\b)
    | \b{WHO}(?:\s[\w']+){{0,2}}\s(?:will\s(?:be\s(?:at|in|staying|landing|arriving|travelling)|arrive|land|stay|fly|travel|depart|leave)|arrives|lands|departs|leaves|flies)\b[^.!?\n]{{0,30}}\b(?:at\s\d|\d\s?(?:am|pm)|\d[.:]\d\d|tonight|this\s(?:afternoon|evening|morning)|hotel|via|by\s(?:car|train|helicopter)|terminal|gate|platform)\b
    """,
    re.VERBOSE,
)
FORCES = re.compile(
    r"""
      \b(?:troops|battalion|regiment|squadron|brigade|forces|marines|commandos|soldiers|warship|submarine|frigate|destroyer|carrier|hms\s\w+|jets|typhoons|convoy|unit|platoon|company|task\sforce|sas|sbs)\b[^.!?\n]{0,40}\b(?:is\sdeploying|are\sdeploying|will\sdeploy|deploys?\s(?:to|on|tomorrow|next)|deploying\s(?:to|on)|(?:is|are|will\sbe)\sdeployed\s(?:to|on|tomorrow|next)|(?:will\s)?(?:leaves?|depart(?:s|ing)?|sails?|set(?:s)?\ssail|moves?|move\sout|arrives?|lands?|cross(?:es)?)\s(?:from|for|on|at|to|tomorrow|tonight|next|port|out)|(?:is|are)\s(?:moving|heading|leaving|sailing|positioned|stationed\sat\sgrid|massing))\b
    | \bdeploy(?:ing|ment)?\s(?:of\s)?(?:\w+\s){0,3}(?:troops|soldiers|forces|marines|warship|jets|special\sforces)\b[^.!?\n]{0,40}\b(?:tomorrow|tonight|on\s\w+day|next\s(?:week|month)|at\s\d|\d\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))
    | \bspecial\sforces\b(?!\s(?:museum|club|memorial|charity|veterans|roll\sof\shonour)) | \b(?:sas|sbs)\s(?:operation|raid|mission|team|unit|soldiers|troopers)\b | \bgrid\sreference\s(?:of|for)\b | \border\sof\sbattle\b | \brules\sof\sengagement\b
    | \b(?:raid|warrant|warrants|operation|sting|dawn\sraid)\s(?:is\splanned|planned|will\s(?:take\splace|happen|begin|start|be\sexecuted)|takes\splace|happening|scheduled)\b[^.!?\n]{0,30}\b(?:tomorrow|tonight|at\s\d|on\s\w+day|next)\b | \bundercover\s(?:officer|officers|agent|operation|operative)s?\b(?=[^.!?\n]{0,40}\b(?:is|are|will|at|in)\b) | \b(?:covert|surveillance)\s(?:team|teams|cameras?|operation)\s(?:is|are|will|in\splace|at|on)\b
    | \b(?:guards?|security|patrols?|shift|cctv|alarm|alarms|cameras?|scanners?)\s(?:changes?|change\sover|are\soff|is\soff|are\snot\sworking|isn't\sworking|is\sdown|are\sdown|blind\sspot|rota|leave\sat|ends\sat|is\sdisabled|are\sdisabled)\b(?!\s(?:for\sgood|to)) | \b(?:blind\sspots?|gaps?)\s(?:in|of)\s(?:the|our)\s(?:cctv|security|perimeter|cameras?)\b
    | \b(?:close\sprotection|protection\sofficers?|armed\sescort|motorcade|safe\s?house)\b(?=[^.!?\n]{0,40}\b(?:is|are|will|at|route|leaves|address|located|via)\b) | \b(?:route|itinerary)\s(?:of|for)\sthe\s(?:minister|pm|king|motorcade|prime\sminister|convoy)
    """,
    re.VERBOSE,
)
SECRET_WORD = re.compile(
    r"\b(?:(?:door|entry|access|gate|alarm|key ?pad|safe|lock|key ?safe|building|entrance|security|wi-?fi|log-?in|admin|staff|network|account|guest|server|vpn|database|meeting|dial-?in|host)\s)?"
    r"(?:code|pin|passcode|password|passphrase|pass code|pwd|combination)s?\s?(?:for (?:the |our )?(?:\w+ ){1,3})?(?:is|are|=|:|-|will be)\s?[\"']?(?P<value>[^\s\"',;]{3,40})"
)
OPENS = re.compile(
    r"\b(?:door|entry|access|gate|alarm|key ?pad|safe|lock|key ?safe|building|entrance|security|wi-?fi|log-?in|admin|staff|network|account|guest|server|vpn|database|password|passcode|passphrase|pwd|host)\b"
)
NOT_A_SECRET = re.compile(
    r"(?:not|never|on|in|at|the|a|an|your|our|required|needed|important|like|something|secure|safe|weak|strong|available|valid|displayed|printed|too|only|used|one|easy|hard|changed|being|sent|emailed|open|free|same|what|as|long|short|unique|for|to|hunter2|123456|password)\b|[a-z]+(?:ed|ing)\b"
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    text = reader.lowered
    for pattern in (NOW, FORCES):
        for found in pattern.finditer(text):
            yield reader.match(*found.span())
    for code in SECRET_WORD.finditer(text):
        if OPENS.search(code.group()) and _is_secret(code["value"]):
            yield reader.match(*code.span(), severity=Severity.BLOCK)


def _is_secret(value: str) -> bool:
    if NOT_A_SECRET.match(value):
        return False
    return any(each.isdigit() for each in value) or not value.isalpha()


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
    cues=words(
        """
        minister secretary chancellor pm king queen prince princess royal ambassador
        commissioner constable delegation president troops battalion regiment squadron brigade
        forces marines commandos soldiers warship submarine frigate destroyer carrier hms jets
        typhoons convoy unit platoon company task sas sbs deploying deployment deploy special
        grid raid warrant warrants operation undercover covert surveillance guards guard
        security patrols cctv alarm alarms cameras camera scanners blind gaps protection
        motorcade safe safehouse route itinerary code codes pin passcode password passwords
        passphrase pwd combination battle engagement escort
        """
    ),
)
