"""IM-POLEMIC: slogans, spin and opinions of a department, which holds none.

Words are judged by what they praise: a historic building is no historic crackdown, and
unprecedented rain is weather.
"""

from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.boasts import BOASTS
from guidance.rules.cued import Family, all_cues, found_in
from guidance.rules.reading import Match, Reader, Reading
from guidance.rules.rule import Citation, Rule, in_english
from guidance.rules.slogans import SLOGANS
from guidance.rules.spin import SPIN


SAID = Family((*SPIN, *SLOGANS, *BOASTS))


def find(reader: Reader, _reading: Reading) -> Iterator[Match]:
    for found in found_in(reader, SAID):
        if not reader.quoted(found.start()):
            yield reader.match(*found.span())


IM_POLEMIC = Rule(
    id="IM-POLEMIC",
    name="Slogans, spin and departmental opinion",
    severity=Severity.WARN,
    who="The approver decides; an opinion belongs to a minister by name.",
    citations=(
        Citation(
            "Government communications propriety",
            "Objective and explanatory, not biased",
        ),
        Citation(
            "Government communications propriety checklist", "Partisan, Polemical"
        ),
    ),
    tell=(
        "This sounds like spin. Say what is changing and for whom, or attribute the "
        "opinion to the minister."
    ),
    better="“From 1 April the charge falls to £5 for everyone under 25.”",
    triggers=("Our world-beating system", "We make no apology"),
    near_misses=(
        "Historic England opens 12 sites",
        "Unprecedented rainfall in Cumbria: stay safe",
    ),
    find=in_english(find),
    cues=all_cues(SAID),
)
