"""PD-NHS and PD-BANK: numbers that carry a check digit, and that one.

Whoever writes a number that does not check wrote something else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from stdnum import iban, luhn
from stdnum.gb import nhs

from guidance.content import Registers, Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere
from guidance.rules.sources import LAW_APPLIES, UK_GDPR


NHS_NUMBER = re.compile(
    r"(?<![\w,/+£$€-])(?<![0-9]\.)(?P<spaced>[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{4})(?![\w/%]|[.,-][0-9])"
    r"|(?<![\w,/+£$€-])(?<![0-9]\.)(?P<bare>[0-9]{10})(?![\w/%]|[.,-][0-9])"
)
PATIENT = re.compile(
    r"\bnhs\b|\bpatients?\b|\b(?:medical|health|gp|hospital|vaccination) (?:record|note|number|no\b)"
    r"|\bwristband\b|\b(?:surgery|hospital|clinic|gp) has\b"
)
OTHER_NUMBER = re.compile(
    r"\b(?:tel|telephone|call|ring|phone|ticket|utr|order|charity|isbn|reference|ref)\b[^0-9]{0,12}$"
)
NEAR = 40
NHS_DIGITS = 10
# The fewest in any of the three; a sort code and account have 14.
IBAN_DIGITS = 10
SORT_CODE = r"[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{2}"
ACCOUNT = re.compile(
    rf"(?<![\w/-])(?P<sort>{SORT_CODE})(?![\w/-])(?P<between>[^0-9]{{1,40}}?)"
    r"(?P<account>[0-9]{8}|[0-9]{4} [0-9]{4})(?![\w/])"
    rf"|(?<![\w/])(?P<account_first>[0-9]{{8}})(?P<between_too>[^0-9]{{1,40}}?)"
    rf"(?P<sort_last>{SORT_CODE})(?![\w/-])"
)
BANKING = re.compile(
    r"\bsort(?:[ -]?code)?\b|\bs/c\b|\bacc(?:oun)?t?\b|\ba/?c\b|\bbacs\b|\bbank\b"
    r"|\b(?:transfer|deposit|refund|payee|donat(?:e|ions?)|pay (?:to|into)|direct debit|standing order)\b"
)
IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{2,4}){3,8}(?![A-Za-z0-9])"
)
SEPARATOR = re.compile(r"[ -]")
CARD = re.compile(
    r"(?<![\w.,/+=&£$€#-])(?:[2-6][0-9]{3}(?:[ .-]?[0-9]{4}){3}|3[47][0-9]{2}[ .-]?[0-9]{6}[ .-]?[0-9]{5})(?![\w/]|[.,-][0-9])"
)
REFERENCE = re.compile(
    r"\b(?:reference|ref|order|tracking|ticket|parcel|imei|serial)\b[^0-9]{0,14}$"
)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _near(reader: Reader, start: int, end: int) -> str:
    return reader.lowered[max(0, start - NEAR) : end + NEAR]


def find_nhs(reader: Reader, _reading: Reading) -> Iterator[Match]:
    if reader.digits < NHS_DIGITS:
        return
    for number in NHS_NUMBER.finditer(reader.text):
        digits = _digits(number.group())
        if (
            len(set(digits)) > 1
            and nhs.is_valid(digits)
            and _of_a_patient(reader, number)
        ):
            yield reader.match(*number.span())


def _of_a_patient(reader: Reader, number: re.Match[str]) -> bool:
    start, end = number.span()
    if PATIENT.search(_near(reader, start, end)):
        return True
    before = reader.lowered[max(0, start - NEAR) : start]
    looks_so = number["spaced"] is not None and not number.group().startswith("0")
    return looks_so and OTHER_NUMBER.search(before) is None


def find_bank(reader: Reader, reading: Reading) -> Iterator[Match]:
    if reader.digits < IBAN_DIGITS:
        return
    yield from _accounts(reader, reading.registers)
    for number in IBAN.finditer(reader.text):
        end = _iban_end(number)
        if end:
            yield reader.match(number.start(), end)
    for card in CARD.finditer(reader.text):
        before = reader.lowered[max(0, card.start() - NEAR) : card.start()]
        if _is_card(_digits(card.group())) and not REFERENCE.search(before):
            yield reader.match(*card.span())


def _iban_end(number: re.Match[str]) -> int:
    """Where the longest valid number ends: words after it look like more of it."""
    ends = [gap.start() for gap in SEPARATOR.finditer(number.group())]
    for end in (len(number.group()), *reversed(ends)):
        if iban.is_valid(number.group()[:end], check_country=False):
            return number.start() + end
    return 0


def _is_card(digits: str) -> bool:
    return len(set(digits)) > 1 and luhn.is_valid(digits)


def _accounts(reader: Reader, registers: Registers) -> Iterator[Match]:
    for found in ACCOUNT.finditer(reader.text):
        sort = found["sort"] or found["sort_last"]
        account = found["account"] or found["account_first"]
        listed = _digits(sort + account) in _listed(registers)
        if not listed and BANKING.search(_near(reader, *found.span())):
            yield reader.match(*found.span())


@lru_cache(maxsize=16)
def _listed(registers: Registers) -> frozenset[str]:
    return frozenset(map(_digits, registers.public_accounts))


PD_NHS = Rule(
    id="PD-NHS",
    name="NHS number",
    severity=Severity.BLOCK,
    who="Nobody: take it out.",
    citations=(
        Citation("NHS Data Dictionary", "NHS number: modulus 11 check digit"),
        UK_GDPR,
    ),
    tell=(
        "This looks like a real NHS number. Remove it and tell your data protection "
        "team if it came from a member of the public."
    ),
    better="Ask the person to call, and name no number.",
    triggers=("NHS number 943 476 5919 was matched",),
    near_misses=(
        "NHS number format example: 943 476 5918",
        "Ticket number 111 111 1111",
    ),
    find=everywhere(find_nhs),
    cues=frozenset("0"),
)
PD_BANK = Rule(
    id="PD-BANK",
    name="Bank or card details",
    severity=Severity.BLOCK,
    who="Nobody on one post; finance may list a published account.",
    citations=(UK_GDPR, LAW_APPLIES),
    tell=(
        "These look like bank or card details. Link to the official payment page "
        "instead."
    ),
    better="“Pay online at GOV.UK”, with the link.",
    triggers=(
        "Pay into sort code 20-00-00 account 55779911",
        "Card 4111 1111 1111 1111",
    ),
    near_misses=("Ends 31-03-26. Apply online.", "Job reference 4111111111111112"),
    find=everywhere(find_bank),
    cues=frozenset("0"),
)
