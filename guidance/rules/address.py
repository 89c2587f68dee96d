"""PD-ADDR: where somebody lives.

A venue's postcode asks a question; a home's stops the post. What the department lists
as public passes, and so do the seats of government that everybody knows.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from guidance.content import Registers, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Rule, everywhere
from guidance.rules.sources import LAW_APPLIES, NO_CONTACT_DETAILS
from guidance.rules.words import words


POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z]{1,2}[0-9][0-9A-Z]?) ?[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"
)
STREET_WORD = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Drive|Dr|Close|Crescent|Cres|Court|Ct|Gardens|Gdns|Grove"
    r"|Terrace|Place|Pl|Way|Walk|Mews|Hill|Rise|View|Row|Square|Sq|Park|Green|Parade|Villas|Cottages?|Bank|Mount|Wharf|Buildings|Mansions|Estate|Vale|Croft|Paddocks?|Orchards?|Fields?|Acres|Chase|Glade|Leys?|Spinney|Copse|Ridge|Brow|Brae|Wynd|Gate|Quay|Yard|Alley|Approach|Reach|Nook|Dell|Fold|Garth|Holt|Knoll|Broadway|Esplanade|Heights|Meadows?)"
)
# In small letters only after a house: "a1 2pm" is a road and a time.
SMALL_POSTCODE = re.compile(
    r"(?<![a-z0-9])[a-z]{1,2}[0-9][0-9a-z]? [0-9][abd-hjlnp-uw-z]{2}(?![a-z0-9])"
)
HOUSE = re.compile(
    rf"(?<![\w£/.,-])[1-9][0-9]{{0,3}}[A-Da-d]?,? (?:(?:[A-Z][a-z']+ ){{1,3}}{STREET_WORD}|[A-Z][a-z]+(?:gate|side|field))\b"
    r"|\b(?:[Ff]lat|[Aa]partment|FLAT) [0-9]{1,3}[A-Za-z]?\b"
)
# The house told after its street.
NUMBERED = re.compile(
    rf"\b(?:[A-Z][a-z']+ ){{1,2}}{STREET_WORD},? (?:at )?(?:[Nn]umber|[Nn]o\.?) [1-9][0-9]{{0,3}}\b"
)
# The shape of half a postcode, before it is looked at any closer.
INWARD = re.compile(r"[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}(?![A-Za-z0-9])")
LIVES = re.compile(
    r"\b(?:lives?|living|lived|resides?|resident|neighbour|tenant) (?:at|of|in|with|on|next|opposite)\b|\b(?:family|parents'|at|own) home\b|\bhome (?:at|is|in)\b|\b(?:at|to|from|is) (?:my|his|her|their|your) (?:home|house|flat|address|place)\b"
    r"|\b(?:my|his|her|their|home|private|personal|your) (?:home )?address\b|\b(?:my|his|her|their) (?:house|flat|home)\b"
    r"|\bflat [0-9]|\bapartment [0-9]|\bhome of\b|\b(?:parcels?|cards?|flowers?|letters?|gifts?|donations?) (?:for|to)\b|\bcare of\b|\bc/o\b"
    r"|\b(?:complainant|claimant|applicant|tenant|victim|resident|patient|defendant|[1-9][0-9]|m[ae]n|wom[ae]n),? of [1-9]|\bmoved into\b|\b(?:she|he|they|family|couple) (?:has |have |had )?(?:just )?moved to\b"
)
# Who is there, or how one gets in: these make a home of a house that is no venue.
HOMELY = re.compile(
    r"\b\w+'s (?:house|home|flat|place|bungalow|cottage|doorstep|porch|mum's|parents)\b"
    r"|\b(?:porch|doorstep|letter ?box|front door|back door|spare key|under the (?:door)?mat|just knock|knock for|after hours|home address)\b"
    r"|\b(?:(?:find|see|visit|meet|reach|write to|drop in on|pop round to|come round to|knock for) (?:me|him|her)|staying (?:with|at)|(?:his|her|their|its) owners?) ?(?:\w+ )?(?:\w+ )?(?:at|on|in)\b"
    r"|\b(?:mr|mrs|ms|miss|dr|sgt|pc|nurse|cllr|councillor|gentleman|lady|man|woman|couple|family|tenant|occupier|owner|householder|landlord|landlady|neighbour|pensioner|widow|suspect|resident|lad|chap|boy|girl|mum|dad|teenager)s?(?: \w+){0,3} (?:of|at|from|in) (?:number |no\.? )?[1-9]"
    r"|\b(?:moving|moves?|moved) (?:in|into)\b|\breturn(?:ed)? (?:him|her|it|them|the \w+|my \w+) (?:\w+ ){0,3}?(?:to|at)\b"
    r"|\bat (?:ours|mine|his|hers|theirs)\b|\bask for [a-z]+,|\bbailed to\b|\bbelongs? to (?:mr|mrs|ms|miss|dr)\b|\bprivate residence\b|\b(?:i|we) live\b|\b\w+'s new (?:place|house|home|flat)\b|\bkeys? (?:to|with) \w+\b|\b(?:he|she) has the keys?\b"
    r"|\b(?:tenants?|occupiers?|householder|landlord|lodger)\b|\bevicted\b"
    r"|\b(?:well done|congratulations|congrats|thanks|thank you|happy birthday|hi|hello|dear)[^.!?\n]{0,25}\([1-9]"
)
# A code in small letters by itself; sizes, counts and dates have the same shape.
BARE_SMALL = re.compile(
    r"(?<![a-z0-9])[a-z]{1,2}[0-9][0-9a-z]? [0-9](?!gb|tb|ft|hr|yd|lb|pt|hz|st|th|nd|rd|bn|tn|yr|pt)[abd-hjlnp-uw-z]{2}(?![a-z0-9])"
)
SOMEBODY = re.compile(
    r"\b(?:to|for|see|visit|contact|ask for|meet) [A-Z][a-z]+(?: [A-Z][a-z]+)? at\b"
)
VENUE = re.compile(
    r"\b(?:us|our (?:office|offices|centre|shop|hub|team|headquarters|hq|address)|library|museum|hall|centre|center|station|church|chapel|mosque"
    r"|school|academy|college|university|hospital|surgery|clinic|pharmacy|court|hub|hotel|pub|inn|club|stadium|ground|arena|theatre|cinema"
    r"|car park|supermarket|tesco|asda|sainsbury's|market|leisure|pool|gym|park|playground|garden centre|farm|castle|gallery|office|offices"
    r"|headquarters|hq|depot|recycling|tip|shop|store|cafe|café|restaurant|bank|post office|jobcentre|registry|embassy|consulate|prison|airport"
    r"|event|exhibition|open day|drop-in|roadshow|venue|tickets|doors open|free entry|planning|closed|closure|roadworks|incident|collision|crash|fire|flood"
    r"|po box|freepost|register|registered office|write to us|send (?:it|them|your (?:form|application|comments|response)) to|where:|sat ?nav|appeal)\b"
)
# Downing Street, Parliament, the Palace, Whitehall's own buildings.
EVERYBODYS = words(
    """
    SW1A2AA SW1A2AB SW1A0AA SW1A0PW SW1A1AA SW1A2HQ SW1A2AH SW1A2AS SW1A2HB SW1H9AJ SW1P4DF
    SW1P3BT SW1H0EU SW1A2DY SW1H9NA SW1P3JR SW1A2EL SW1P4DR SE1P5EX CF991SN CF991NA EH991SP
    BT43XX EH13DG BX91AS
    """
)
NEAR = 70
# An address that is written in one line is no longer than this.
LINE = 110


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    known = _known(reading.registers)
    if INWARD.search(reader.text):
        for postcode in POSTCODE.finditer(reader.text):
            if _code(postcode) not in known:
                yield _with_postcode(reader, postcode)
        yield from _small(reader)
    for house in _houses(reader):
        small = SMALL_POSTCODE.search(reader.text, house.end(), house.end() + NEAR)
        if small:
            yield _address(reader, house.start(), small.end(), complete=True)
            continue
        if _home(reader, *house.span()) and _code_after(reader, house) not in known:
            yield reader.match(*house.span())


def _houses(reader: Reader) -> Iterator[re.Match[str]]:
    yield from HOUSE.finditer(reader.text)
    if "number" in reader.cues or "no" in reader.cues:
        yield from NUMBERED.finditer(reader.text)


def _home(reader: Reader, start: int, end: int) -> bool:
    """Whether the words beside the house, not its street's, make it somebody's home."""
    if LIVES.search(_around(reader, start, end)):
        return True
    before = reader.lowered[max(0, start - NEAR) : start]
    after = reader.lowered[end : end + NEAR // 2]
    if VENUE.search(before) or VENUE.search(after):
        return False
    return HOMELY.search(_around(reader, start, end)) is not None


def _small(reader: Reader) -> Iterator[Match]:
    """A postcode in small letters, where no house stands before it."""
    for code in BARE_SMALL.finditer(reader.text):
        earliest = max(0, code.start() - LINE)
        around = _around(reader, *code.span())
        if not HOUSE.search(reader.text, earliest, code.start()) and HOMELY.search(
            around
        ):
            yield _address(reader, *code.span(), complete=False)


def _code(postcode: re.Match[str] | None) -> str:
    return postcode.group().replace(" ", "") if postcode else ""


def _code_after(reader: Reader, house: re.Match[str]) -> str:
    return _code(POSTCODE.search(reader.text, house.end(), house.end() + NEAR))


def _with_postcode(reader: Reader, postcode: re.Match[str]) -> Match:
    """From the house, where one stands before the postcode, to the postcode's end."""
    earliest = max(0, postcode.start() - LINE)
    house = HOUSE.search(reader.text, earliest, postcode.start())
    start = house.start() if house else postcode.start()
    return _address(reader, start, postcode.end(), complete=house is not None)


def _address(reader: Reader, start: int, end: int, *, complete: bool) -> Match:
    around = _around(reader, start, end)
    before = reader.text[max(0, start - NEAR) : start]
    home = LIVES.search(around) or SOMEBODY.search(before)
    public = VENUE.search(around) and not home
    stops = home or (complete and not public)
    return reader.match(start, end, severity=None if stops else Severity.WARN)


def _around(reader: Reader, start: int, end: int) -> str:
    return reader.lowered[max(0, start - NEAR) : end + NEAR // 2]


@lru_cache(maxsize=16)
def _known(registers: Registers) -> frozenset[str]:
    listed = (POSTCODE.search(each.upper()) for each in registers.public_addresses)
    return EVERYBODYS | {_code(each) for each in listed if each}


PD_ADDR = Rule(
    id="PD-ADDR",
    name="Home or other private address",
    severity=Severity.BLOCK,
    who="Nobody: take it out. The data protection officer may list a public address.",
    citations=(NO_CONTACT_DETAILS, LAW_APPLIES),
    tell=(
        "This looks like a private address. Take it out, or link to the contact page "
        "on GOV.UK."
    ),
    better="“Find your nearest office on GOV.UK”, with the link.",
    triggers=(
        "Write to Sam at 14 Acacia Road, Exampleton AA1 1AB.",
        "Congratulations to Priya, who lives at 8 Mill Lane!",
    ),
    near_misses=(
        "Write to us at 10 Downing Street, London SW1A 2AA.",
        "Residents in the LS6 area: roadworks start Monday.",
    ),
    find=everywhere(find),
    cues=frozenset("0"),
)
