"""PD-NINO: a National Insurance number that somebody could hold.

HMRC's own specimen (QQ) and prefixes that it never issues are nobody's.
"""

import re
from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, everywhere
from guidance.rules.sources import LAW_APPLIES, UK_GDPR


UNUSED = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
# Words that a sentence in lower case may hold before a row of numbers and an "a".
LITTLE_WORDS = frozenset(
    {"AH", "AM", "AN", "AS", "AT", "BE", "BY", "EH", "HE", "ME", "MY", "WE", "PM", "HR"}
)
GAP = r"[ \t.\-/]{0,2}"
NUMBER = re.compile(
    rf"(?<![A-Za-z0-9])(?P<prefix>[A-CEGHJ-PR-TW-Z]{GAP}[A-CEGHJ-NPR-TW-Z]){GAP}"
    rf"(?P<digits>[0-9](?:{GAP}[0-9]){{5}})(?P<suffix>{GAP}[A-D])?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
CONTEXT = re.compile(r"national insurance|\bn\.?i\.? n(?:umber|o)\b|\bnino\b")
CONTEXT_BEFORE = 40
DIGITS = 6


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    if reader.digits < DIGITS:
        return
    for number in NUMBER.finditer(reader.text):
        letters = re.sub(r"[^A-Z]", "", number["prefix"].upper())
        if letters not in UNUSED and _is_one(reader, number, letters):
            yield reader.match(*number.span())


def _is_one(reader: Reader, number: re.Match[str], letters: str) -> bool:
    """Without the last letter, or in words that may be a sentence, context decides."""
    sentence = letters in LITTLE_WORDS and number["prefix"].islower()
    if number["suffix"] and not sentence:
        return True
    before = reader.lowered[max(0, number.start() - CONTEXT_BEFORE) : number.start()]
    return CONTEXT.search(before) is not None


PD_NINO = Rule(
    id="PD-NINO",
    name="National Insurance number",
    severity=Severity.BLOCK,
    who="Nobody: take it out.",
    citations=(
        Citation("HMRC National Insurance Manual", "NIM39110"),
        LAW_APPLIES,
        UK_GDPR,
    ),
    tell=(
        "This looks like a National Insurance number. Never post one. If a person sent "
        "it to you, hide their post and reply privately."
    ),
    better="Ask the person to send it through the private channel on GOV.UK.",
    triggers=("Your NI number AB123456C has been updated",),
    near_misses=(
        "A National Insurance number looks like QQ 12 34 56 A",
        "VAT number GB123456789",
    ),
    find=everywhere(find),
    cues=frozenset("0"),
)
