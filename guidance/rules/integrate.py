"""CR-INTEGRATE: a post of our own accord that belongs to nothing else we say.

A reply is conversation and needs no reference.
"""

from collections.abc import Iterator

from guidance.content import Severity
from guidance.rules.reading import Match, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.sources import PARTICIPATION_2008
from guidance.rules.times import whole_post


def find(reading: Reading) -> Iterator[Match]:
    references = reading.material.references
    talk = reading.material.conversation
    if references is None or talk.reply or talk.inbound:
        return
    if not references.announcement.strip() and not references.parliament.strip():
        yield from whole_post(reading)


CR_INTEGRATE = Rule(
    id="CR-INTEGRATE",
    name="Not linked to an announcement or campaign",
    severity=Severity.ADVISE,
    who="Nobody needs to: this informs.",
    citations=(Citation(PARTICIPATION_2008, "Be integrated"),),
    tell=(
        "Is there a press notice, statement or campaign this belongs to? Link it so "
        "messages match."
    ),
    better="The reference of the press notice, as in PN-2026-114.",
    triggers=("A post with no reference of an announcement",),
    near_misses=("A reply", "A post with the reference of its press notice"),
    find=find,
)
