"""IM-CONTROV: a live issue of our own ministers, as their register words it.

What is controversial is the register's to say, not the rule's.
"""

from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.phrases import pattern_of
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.sources import SOCIAL_MEDIA_2012


def find(reader: Reader, reading: Reading) -> Iterator[Match]:
    if not reading.registers.live_issues:
        return
    for found in pattern_of(reading.registers.live_issues).finditer(reader.lowered):
        yield reader.match(*found.span())


IM_CONTROV = Rule(
    id="IM-CONTROV",
    name="Controversial issue in the minister's own area",
    severity=Severity.AUTH,
    authority=AuthorityClass.CONTROVERSY,
    who="The head of digital engagement, with private office.",
    citations=(
        Citation(SOCIAL_MEDIA_2012, "Controversial issues of your own ministers"),
    ),
    tell=(
        "This is a live issue for our ministers. Use the agreed line, or get it cleared."
    ),
    better="The agreed line to take, word for word.",
    triggers=("A phrase of the register of live issues",),
    near_misses=("Hire small sailing boats on the Broads",),
    find=in_english(find),
)
