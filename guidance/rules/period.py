"""IM-ELECTION and IM-HOLD: times in which only what somebody answers for goes out.

Which time it is comes with the material; no calendar is kept here.
"""

from collections.abc import Iterator

from guidance.content import AuthorityClass, Severity
from guidance.rules.reading import Match, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.times import whole_post


def find_election(reading: Reading) -> Iterator[Match]:
    period = reading.material.period
    if period.election and not period.essential_business:
        for match in whole_post(reading):
            yield match._replace(severity=Severity.AUTH if period.local else None)


def find_hold(reading: Reading) -> Iterator[Match]:
    period = reading.material.period
    if period.hold_active and not period.hold_release.strip():
        yield from whole_post(reading)


IM_ELECTION = Rule(
    id="IM-ELECTION",
    name="Pre-election period",
    severity=Severity.BLOCK,
    authority=AuthorityClass.ELECTION,
    who="The director of communications.",
    citations=(
        Citation(
            "Cabinet Office election guidance", "Essential business, 2019 to 2024"
        ),
    ),
    tell=(
        "We are in a pre-election period. Only essential factual information can go out. "
        "Ask for authorisation."
    ),
    better="“Flood warning: act now”, marked as essential and authorised.",
    triggers=("A post in an election period that nobody marked as essential",),
    near_misses=("A flood warning that is authorised as essential",),
    find=find_election,
)
IM_HOLD = Rule(
    id="IM-HOLD",
    name="All-stop (mourning, major incident, hack)",
    severity=Severity.BLOCK,
    who="The director of communications; the permanent secretary or No 10 where told so.",
    citations=(
        Citation("Instruction on national mourning, September 2022", "All posts stop"),
    ),
    tell="All posts are on hold. Only a director can release an urgent post.",
    better="Wait, or ask for the release of this one post and record its reference.",
    triggers=("A post while everything is on hold",),
    near_misses=("A flood warning that a director released",),
    find=find_hold,
)
