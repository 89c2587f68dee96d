"""PD-IDDOC: a passport, a driving licence, the plate of a car.

Context decides: nine digits alone are nothing, and AB12 3CD is also a postcode's shape.
"""

import re
from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Rule, everywhere
from guidance.rules.sources import LAW_APPLIES, UK_GDPR
from guidance.rules.words import words


NEAR = 40
PASSPORT = re.compile(
    r"(?<![\w/£$.,-])(?:[0-9]{9}|[0-9]{3} [0-9]{3} [0-9]{3}|[A-Za-z][0-9]{8}|[A-Z]{2}[0-9]{7})(?![\w/]|[.,][0-9])"
)
PASSPORT_WORD = re.compile(
    r"\bpassports?\b|\bbrp\b|\bbiometric residence\b|\bvisa number\b"
)
# Surname (nines make up five), decade, month (50 more for women), day, year, initials.
LICENCE = re.compile(
    r"(?<![A-Z0-9])(?=[A-Z]{2})[A-Z9]{5} ?[0-9](?:0[1-9]|1[0-2]|5[1-9]|6[0-2])"
    r"(?:0[1-9]|[12][0-9]|3[01])[0-9] ?[A-Z9]{2} ?[A-Z0-9] ?[A-Z]{2}(?: ?[0-9]{2})?(?![A-Z0-9])",
    re.IGNORECASE,
)
PLATE = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-HJ-PR-Y][A-HJ-PR-Y] ?[0-9]{2}[ -]?[A-HJ-PR-Z]{3}"
    r"|[A-HJ-NPR-TV-Y] ?[0-9]{1,3} ?[A-HJ-PR-Y]{3})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
VEHICLE = re.compile(
    r"\b(?:car|cars|van|vans|vehicle|reg|registration|number ?plate|plate|plates|vrm|lorry|truck|hgv"
    r"|motorbike|motorcycle|moped|driver|parked|index|ford|vauxhall|bmw|audi|volkswagen|vw|toyota"
    r"|nissan|mercedes|fiesta|corsa|golf|transit|range rover|land rover|honda|kia|hyundai|renault"
    r"|peugeot|citroen|skoda|seat|mini|tesla|volvo|mazda|jaguar|lexus|suzuki|yamaha)\b"
)
FORMAT = re.compile(
    r"\b(?:for example|e\.g\.|such as|format|looks like|example)\b[^.]{0,30}$"
)
PASSPORT_CUES = words("passport passports brp biometric visa")
VEHICLE_CUES = words(
    """
    car cars van vans vehicle reg registration number numberplate plate plates vrm lorry truck
    hgv motorbike motorcycle moped driver parked index ford vauxhall bmw audi volkswagen vw
    toyota nissan mercedes fiesta corsa golf transit rover honda kia hyundai renault peugeot
    citroen skoda seat mini tesla volvo mazda jaguar lexus suzuki yamaha
    """
)


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    if not PASSPORT_CUES.isdisjoint(reader.cues):
        yield from _passports(reader)
    yield from _licences(reader)
    if not VEHICLE_CUES.isdisjoint(reader.cues):
        yield from _plates(reader)


def _passports(reader: Reader) -> Iterator[Match]:
    for number in PASSPORT.finditer(reader.text):
        if _near(reader, number, PASSPORT_WORD) and not _is_a_format(reader, number):
            yield reader.match(*number.span())


def _licences(reader: Reader) -> Iterator[Match]:
    for licence in LICENCE.finditer(reader.text):
        if not _is_a_format(reader, licence):
            yield reader.match(*licence.span())


def _plates(reader: Reader) -> Iterator[Match]:
    for plate in PLATE.finditer(reader.text):
        if _near(reader, plate, VEHICLE) and _written_as_plate(plate.group()):
            yield reader.match(*plate.span(), severity=Severity.WARN)


def _near(reader: Reader, found: re.Match[str], context: re.Pattern[str]) -> bool:
    around = reader.lowered[max(0, found.start() - NEAR) : found.end() + NEAR]
    return context.search(around) is not None


def _is_a_format(reader: Reader, found: re.Match[str]) -> bool:
    before = reader.lowered[max(0, found.start() - NEAR) : found.start()]
    return FORMAT.search(before) is not None


def _written_as_plate(plate: str) -> bool:
    """Small letters only where nothing but a plate is: two letters, two digits, three."""
    return (
        plate.isupper()
        or re.fullmatch(r"[a-z]{2}[0-9]{2} ?[a-z]{3}", plate) is not None
    )


PD_IDDOC = Rule(
    id="PD-IDDOC",
    name="Passport, driving licence or vehicle registration",
    severity=Severity.BLOCK,
    who="The data protection officer.",
    citations=(UK_GDPR, LAW_APPLIES),
    tell=(
        "This could identify a person or vehicle. Remove it, or blur it if it is in "
        "the picture."
    ),
    better="“A silver car”, or “a passport was handed in”.",
    triggers=(
        "His passport 533401372 was found",
        "The car, reg AB12 CDE, was abandoned",
    ),
    near_misses=("Renew your passport online in 2026", "Zone AB12 CDE is now open"),
    find=everywhere(find),
    cues=frozenset("0"),
)
