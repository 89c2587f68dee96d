"""PR-DOUBT: somebody is unsure, and nobody has answered yet.

Asking is right: this waits, it does not refuse.
"""

from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.reading import Match, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.sources import SOCIAL_MEDIA_2012, SOCIAL_MEDIA_2014
from guidance.rules.times import whole_post


def find(reading: Reading) -> Iterator[Match]:
    doubt = reading.material.doubt
    if doubt.marked and not doubt.advice.strip():
        yield from whole_post(reading)


PR_DOUBT = Rule(
    id="PR-DOUBT",
    name="If in doubt, ask",
    severity=Severity.PAUSE,
    who="The line manager, the head of digital engagement or HR gives the advice.",
    citations=(
        Citation(SOCIAL_MEDIA_2014, "If in doubt, do not post"),
        Citation(SOCIAL_MEDIA_2012, "Whom to ask"),
    ),
    tell=(
        "You said you are unsure, and that is right. You can keep editing while you wait "
        "for the answer."
    ),
    better="Ask, and record the reference of the advice.",
    triggers=("A draft whose author marked a doubt",),
    near_misses=("A draft whose author was given advice",),
    find=find,
)
