"""AC-CAPTION: films and recordings that deaf people would miss, and flashes.

What goes out live, and what has no speech in it, needs no captions.
"""

from collections.abc import Iterator

from guidance.content import MediaKind, Medium, Severity
from guidance.rules.reading import Match, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.times import whole_post


def find(reading: Reading) -> Iterator[Match]:
    if any(map(_shuts_out, reading.material.media)):
        yield from whole_post(reading)


def _shuts_out(medium: Medium) -> bool:
    if medium.kind is MediaKind.IMAGE:
        return medium.flashes_over_3hz
    return medium.flashes_over_3hz or (not medium.live and _unheard(medium))


def _unheard(medium: Medium) -> bool:
    """Whether its speech is nowhere in words that a person has checked."""
    if medium.transcript is False:
        return True
    if medium.kind is MediaKind.AUDIO and medium.transcript:
        return False
    spoken = medium.speech is not False
    return spoken and (medium.captions is False or not medium.captions_checked)


AC_CAPTION = Rule(
    id="AC-CAPTION",
    name="Video or audio without checked captions",
    severity=Severity.BLOCK,
    who="The accessibility lead, for an exception in a live emergency.",
    citations=(
        Citation(
            "Public Sector Bodies Accessibility Regulations 2018", "Recorded media"
        ),
        Citation(
            "Web Content Accessibility Guidelines 2.2", "1.2.1 to 1.2.5 and 2.3.1"
        ),
    ),
    tell=(
        "Add captions and check them. Add a transcript if the sound carries information."
    ),
    better="Captions that a person has read against the sound, and no fast flashes.",
    triggers=("A film with speech and no captions",),
    near_misses=("A film whose captions a person has checked",),
    find=find,
)
