"""LG-MEDIA: pictures and films of which something has not been recorded.

What has to be recorded: the licence, the credit it asks for, the agreement of the
people in it, that it was not made by a machine unseen, and where it does not give away.
"""

from collections.abc import Iterator

from guidance.content import Medium, Severity
from guidance.rules.reading import Match, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.sources import PARTICIPATION_2008
from guidance.rules.times import whole_post
from guidance.rules.words import words


NO_LICENCE = words("none unknown tbc unlicensed unclear n/a ? google web internet")
CREDITED = ("cc-by", "cc by", "ccby", "cc_by")


def find(reading: Reading) -> Iterator[Match]:
    if any(map(_unrecorded, reading.material.media)):
        yield from whole_post(reading)


def _unrecorded(medium: Medium) -> bool:
    return (
        _unlicensed(medium)
        or medium.gps
        or (medium.people and not medium.consent.strip())
        or (medium.testimonial and not medium.attested.strip())
        or (medium.ai and not medium.ai_label.strip())
    )


def _unlicensed(medium: Medium) -> bool:
    rights = medium.rights.strip().lower()
    if not rights or rights in NO_LICENCE:
        return True
    return rights.startswith(CREDITED) and not medium.credit.strip()


LG_MEDIA = Rule(
    id="LG-MEDIA",
    name="Media rights, consent, location data, AI and genuineness",
    severity=Severity.BLOCK,
    who="The head of digital engagement; legal where there is doubt.",
    citations=(
        Citation(
            PARTICIPATION_2008, "The Code: copyright and data protection law apply"
        ),
        Citation("Government Communications generative AI policy", "Say so"),
    ),
    tell="Say where this came from, who is in it, and whether AI made it.",
    better="Licence, credit and consent recorded, and the location taken out of the file.",
    triggers=("A picture without a licence on record",),
    near_misses=("A picture under CC BY with its credit",),
    find=find,
)
