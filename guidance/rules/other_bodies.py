"""CM-OTHERS: speaking for another body, or binding it.

What another body has done or published is news, and passes; so does our own name.
"""

import re
from collections.abc import Iterator

from guidance.content import AuthorityClass, Registers, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import NO_COMMITMENT, PARTICIPATION_2008
from guidance.rules.words import words


NAMED = (
    r"(?:HMRC|DWP|DVLA|DVSA|DEFRA|Defra|DfE|DfT|DHSC|MoJ|MOJ|MoD|MOD|FCDO|DCMS|DSIT|DBT|DESNZ|MHCLG|HMCTS|HMPPS|UKHSA|MHRA|Ofsted|Ofcom|Ofgem|Ofwat|HSE|CPS|NCA|ONS|BBC|RSPCA|RNLI|TfL|Network Rail|National Highways|National Grid"
    r"|(?:the )?(?:NHS(?: England| Scotland| Wales)?|Home Office|Foreign Office|Treasury|HM Treasury|Cabinet Office|Ministry of \w+|Department (?:for|of) [A-Z]\w+(?: (?:and|for|of) [A-Z]\w+)*|Environment Agency|Met Office|Bank of England|Post Office|Royal Mail|Scottish Government|Welsh Government|Northern Ireland Executive|Land Registry|Charity Commission|Crown Prosecution Service|Border Force|Passport Office|Student Loans Company|Electoral Commission|Met Police|Metropolitan Police|Coastguard|Highways Agency|EU|European Union|UN|United Nations|NATO))"
)
KINDS = r"(?:(?:all |every |local |your |most |english |welsh |scottish |the |our )*(?:councils?|local authorit(?:y|ies)|schools|hospitals|gps|gp surgeries|pharmacies|universities|colleges|employers|landlords|energy companies|energy suppliers|water companies|suppliers|banks|retailers|supermarkets|airlines|train operators|rail companies|bus operators|mobile networks|(?:train|bus|phone|broadband|insurance|parcel|delivery|oil|gas) (?:companies|firms|operators|providers)|platforms|tech companies|businesses|charities|courts|police forces|fire services|housing associations|nhs trusts|airports|developers|insurers|(?:the )?police|(?:the |your )?(?:fire|ambulance) service|your (?:gp|school|landlord|employer|bank)))"
MODAL = r"(?:will|shall|must|is going to|are going to|has to|have to|promises? to|is committed to|are committed to|guarantees?|pledges? to|(?:has|have) (?:promised|pledged|committed|vowed) to|has agreed to|have agreed to|agrees? to|won't|will not|needs? to|should)"
BINDS = re.compile(
    rf"(?<![\w-])(?P<who>{NAMED}|(?i:{KINDS})) (?P<modal>{MODAL}) (?P<verb>[a-z']+(?: [a-z']+)?)(?: [\w£%'-]+){{0,4}}"
)
BEHALF = re.compile(
    rf"\b(?i:on behalf of|speaking for) (?P<who>{NAMED}|(?:the )?(?:whole |entire )?(?:government|civil service|industry|sector|nhs|council|police))\b"
)
# A duty or a pledge is no notice, whatever it is about, nor what every case will get.
BINDING = words("must has have promise promises guarantee guarantees pledge pledges")
EVERY = re.compile(r"\b(?:every|all) (?!day|night|week|year|the time|weekend)")
REFUSES = frozenset({"won't", "will not"})
NEVER_DONE = re.compile(
    r"(?:ask|call|ring|text|email|e-mail|phone|contact|message|send)\b"
)
# Weather, opening hours and events of others are information.
ROUTINE = re.compile(
    r"(?:be (?:open|closed|shut|at|in|there|on|hosting|holding|visiting|attending|live|running|joining|available)|open|close|reopen|publish|release|host|hold|visit|join|mark|celebrate|meet|announce|never|not (?:ask|call|text|email)|remain|start|speak|attend|need|also be|update|stop|find|know|see(?! you)|love)\b"
)
ASKED = re.compile(
    r"\b(?:if|when|how|what|why|whether|ask|check|find out|think|says?|said|told|scam\w*|pretend\w*|claim(?:s|ing)?)\b[^.!?\n]{0,30}$"
)
BODY_CUES = words(
    """
    hmrc dwp dvla dvsa defra dfe dft dhsc moj mod fcdo dcms dsit dbt desnz mhclg hmcts hmpps
    ukhsa mhra ofsted ofcom ofgem ofwat hse cps nca ons bbc rspca rnli tfl network national
    nhs home foreign treasury cabinet ministry department environment met bank post royal
    scottish welsh northern land charity crown border passport student electoral
    metropolitan coastguard highways eu european un united nato council councils local
    schools hospitals gps gp pharmacies universities colleges employers landlords energy
    water suppliers banks retailers supermarkets airlines train phone broadband insurance parcel delivery oil gas rail bus mobile platforms
    tech businesses charities courts police fire ambulance authority authorities school landlord employer housing airports developers insurers
    behalf speaking
    """
)

# Each is tried only where one of its words stands in the text.
WAYS = (
    (
        words(
            """
            will shall must going has have promise promises committed guarantee guarantees
            pledge pledges agrees won need needs should
            """
        ),
        BINDS,
    ),
    (words("behalf speaking"), BEHALF),
)


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if BODY_CUES.isdisjoint(reader.cues):
        return
    ours = _ours(reading.registers)
    tried = [each for cues, each in WAYS if not cues.isdisjoint(reader.cues)]
    for pattern in tried:
        for found in pattern.finditer(reader.text):
            if not _is_ours(reader, found, ours) and not _informs(reader, found):
                severity = Severity.ADVISE if reader.quoted(found.start()) else None
                yield reader.match(*found.span(), severity=severity)


def _ours(registers: Registers) -> frozenset[str]:
    return frozenset(_bare(name) for name in registers.own_names)


def _is_ours(reader: Reader, found: re.Match[str], ours: frozenset[str]) -> bool:
    """Our own name, of which a body's kind may be the last word ("Exampleton Council")."""
    if _bare(found["who"]) in ours:
        return True
    before = reader.lowered[: found.end("who")]
    return any(before.endswith(name) for name in ours)


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").strip()


def _informs(reader: Reader, found: re.Match[str]) -> bool:
    before = reader.lowered[max(0, found.start() - 40) : found.start()]
    if ASKED.search(before):
        return True
    said = found.groupdict()
    if said.get("modal") in REFUSES and NEVER_DONE.match(said["verb"]):
        return True
    if BINDING.intersection((said.get("modal") or "").split()):
        return False
    return ROUTINE.match(said.get("verb") or "") is not None and not EVERY.search(
        found.group()
    )


CM_OTHERS = Rule(
    id="CM-OTHERS",
    name="Committing or speaking for another body",
    severity=Severity.AUTH,
    authority=AuthorityClass.OTHER_BODY,
    who="The head of digital engagement, with the other body's clearance reference.",
    citations=(
        NO_COMMITMENT,
        Citation(PARTICIPATION_2008, "Be integrated"),
        Citation("Cabinet Office devolution guidance", "Speaking for others"),
    ),
    tell=(
        "You are speaking for another organisation. Add their agreement or share their "
        "post instead."
    ),
    better="Share the other body's own post, or “Ask your council what it collects”.",
    triggers=(
        "Councils must collect food waste weekly",
        "The NHS will pay your travel costs",
    ),
    near_misses=(
        "NHS England has published its guidance",
        "Ask your council what it collects",
    ),
    find=in_english(find),
    cues=words(
        """
        will shall must going has have promises promise committed guarantees guarantee
        pledges pledge agreed agrees agree won needs need should behalf speaking
        """
    ),
)
