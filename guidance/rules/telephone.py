"""PD-PHONE: a mobile or direct line that belongs to one person.

Freephone, 03, 084 and 087, short codes and the department's public numbers pass.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberType

from guidance.content import AuthorityClass, Registers, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Rule, everywhere
from guidance.rules.sources import LAW_APPLIES, NO_CONTACT_DETAILS


# Numbers that Ofcom keeps for drama: nobody's, and so the ones that examples use.
DRAMA = re.compile(
    r"07700900|01632960|01(?:13|14|15|16|17|18|21|31|41|51|61)4960|01914980"
    r"|0207946|02896496|02920180"
)
GAP = r"(?: ?[-.)/(\u00b7] ?| )?"
# From a nought or the country's code to no more digits than a number has.
START = re.compile(
    r"(?<![0-9A-Za-z_/=#@%£$€&?-])"
    rf"(?:(?:\+ ?44|0044|44(?= ?7)){GAP}(?:\(?0\)?)?{GAP}(?=[1-9])"
    r"|(?<![0-9][.,:])\(?0(?=[ ().-]{0,2}[127]))"
)
DIGITS = re.compile(rf"(?:{GAP}[0-9]){{9,10}}(?![0-9])")
PERSONAL = frozenset(
    {PhoneNumberType.MOBILE, PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.PAGER}
)
FIXED = frozenset({PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
# A reference or serial number is announced as one; nobody rings it.
REFERENCE = re.compile(
    r"(?:\b(?:ref(?:erence)?|case|crime|incident|log|serial|order|invoice|account|charity"
    r"|registration|isbn|occurrence|urn)\b[a-z ]{0,12}(?:no|number|num)?[.:# ]{0,3})$"
)
# Words beside a fixed line that say it is an office's, not a person's.
OFFICE = re.compile(
    r"\b(?:helpline|help line|hotline|switchboard|reception|press office|media office"
    r"|newsdesk|information line|enquir(?:y|ies)|box office|booking|bookings|surgery"
    r"|control room|incident room|contact centre|call centre|customer services?|library"
    r"|museum|leisure centre|town hall|council|station|hospital|clinic|pharmacy|embassy"
    r"|consulate|consular|high commission|warden|visitor|to book|advice line|support line|duty office|call us|ring us"
    r"|phone us|telephone us|contact us|crimestoppers|coastguard|police|school|services"
    r"|our \w+ team|in an emergency|theatre|castle|gallery|tourist|registrar|charity|line)\b"
)
SOMEBODY = re.compile(
    r"\b(?:direct|directly|mobile|mob|home|personal|my|his|her|desk|me|ext|extension"
    r"|colleague|case ?worker|line manager)\b|'s desk|\b(?:text|whatsapp)\b"
)
# "Ask for Grace", "call DC Khan on": a line that one person answers.
NAMED = re.compile(
    r"\b(?:[Aa]sk for|[Cc]ontact:?|[Cc]all|[Rr]ing|[Pp]hone|[Ss]peak to|[Tt]alk to|[Tt]ext|to|[Rr]each) "
    r"(?:(?:DC|PC|DS|DI|DCI|PCSO|Sgt|Sergeant|Inspector|Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor) )?(?!Us\b|The\b|Our\b|Crimestoppers|Samaritans|Police|Floodline|Citizens)"
    r"[A-Z][a-z]+\b(?: [A-Z][a-z]+)?(?=,| on\b| at\b| direct| -|:| \(|\.|$| 0| \+)"
    r"|\b(?:DC|PC|DS|DI|DCI|Inspector) [A-Z][a-z]+"
)
NEAR = 60
FEWEST = 10


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if reader.digits < FEWEST:
        return
    done = 0
    for start in START.finditer(reader.text):
        digits = DIGITS.match(reader.text, start.end())
        if start.start() >= done and digits:
            done = digits.end()
            severity = _severity(reader, start.start(), digits, reading.registers)
            if severity is not None:
                yield reader.match(start.start(), done, severity=severity)


def _severity(
    reader: Reader, start: int, digits: re.Match[str], registers: Registers
) -> Severity | None:
    """None where the number is public, or no number at all."""
    number = "0" + re.sub(r"[^0-9]", "", digits.group())
    kind = _kind(number)
    before = reader.lowered[max(0, start - NEAR) : start]
    if kind is None or REFERENCE.search(before) or number in _listed(registers):
        return None
    if kind in PERSONAL or _of_somebody(reader, start, digits.end()):
        return Severity.BLOCK
    near = before + reader.lowered[digits.end() : digits.end() + NEAR // 2]
    return Severity.WARN if OFFICE.search(near) else Severity.AUTH


def _of_somebody(reader: Reader, start: int, end: int) -> bool:
    before = slice(max(0, start - NEAR), start)
    after = slice(end, end + NEAR // 2)
    return any(
        pattern.search(text[before]) or pattern.search(text[after])
        for pattern, text in ((SOMEBODY, reader.lowered), (NAMED, reader.text))
    )


def _kind(number: str) -> int | None:
    """The kind of a number that a person may answer, else None."""
    if DRAMA.match(number) and len(number) == 11:
        return (
            PhoneNumberType.MOBILE if number[1] == "7" else PhoneNumberType.FIXED_LINE
        )
    kind = phonenumbers.number_type(phonenumbers.parse(number, "GB"))
    return kind if kind in PERSONAL | FIXED else None


@lru_cache(maxsize=16)
def _listed(registers: Registers) -> frozenset[str]:
    """The public numbers, as eleven digits from the nought on."""
    return frozenset(_national(number) for number in registers.public_numbers)


def _national(number: str) -> str:
    digits = re.sub(r"[^0-9]", "", number.replace("(0)", ""))
    return "0" + re.sub(r"^(?:0044|44|0)", "", digits)


PD_PHONE = Rule(
    id="PD-PHONE",
    name="Personal or direct-line phone number",
    severity=Severity.BLOCK,
    authority=AuthorityClass.STAFF,
    who=(
        "Nobody for a person's number; the data protection officer may list a public "
        "one, and an officer may authorise an office's line that is not listed."
    ),
    citations=(NO_CONTACT_DETAILS, LAW_APPLIES),
    tell=(
        "This looks like a personal or direct phone number. Use the public helpline or "
        "contact form instead."
    ),
    better="“Call our helpline on 0306 999 0456” or a link to the contact page.",
    triggers=(
        "Call Alice direct on 07700 900123",
        "Ring the policy team on 020 7946 0018 (Bob's desk)",
    ),
    near_misses=(
        "Call our helpline: 0306 999 0456",
        "Call 999 in an emergency, 111 for health advice or 105 for power cuts",
    ),
    find=everywhere(find),
    cues=frozenset("0"),
)
