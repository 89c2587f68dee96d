"""Pre-cleared lines of the demo department: what people ask of it most often.

Nothing here belongs in a real department's library; every river and road is invented.
"""

from datetime import timedelta

from django.utils import timezone

from accounts.models import JobPost, Person, SocialAccount
from drafts.actions.lines import Wording, clear_line, propose_line
from drafts.models import Line
from drafts.policy.slots import Slot


RIVER = Slot(
    "river", "place", places=("River Ouse", "River Exe", "River Tame", "Sample Brook")
)
PLACE = Slot(
    "place", "place", places=("Exampleton", "Samplebury", "Mockford", "Testwick")
)
HOMES = Slot("homes", "number", least=2, most=5000)
# Title, topic, words, slots.
LINES: tuple[tuple[str, str, str, tuple[Slot, ...]], ...] = (
    (
        "Flood warning in force",
        "Floods",
        (
            "A flood warning is in force for the {river} at {place}. Move cars to higher "
            "ground and check before you travel: https://www.gov.uk/check-flooding"
        ),
        (RIVER, PLACE),
    ),
    (
        "Flood warning lifted",
        "Floods",
        (
            "The flood warning for the {river} at {place} was lifted at {time}. River levels "
            "are falling. Stay away from flood water: it hides what is under it."
        ),
        (RIVER, PLACE, Slot("time", "time")),
    ),
    (
        "How to sign up for warnings",
        "Floods",
        (
            "You can get free flood warnings for {place} by phone, text or email. Sign up "
            "here: https://www.gov.uk/sign-up-for-flood-warnings"
        ),
        (PLACE,),
    ),
    (
        "Homes without power",
        "Floods",
        (
            "Around {homes} homes at {place} have no power after the flooding. Call 105, "
            "free, if you see damage to power lines."
        ),
        (HOMES, PLACE),
    ),
    (
        "Road closed by flood water",
        "Travel",
        (
            "The {road} at {place} is closed by flood water from {time} on {date}. Plan "
            "another route."
        ),
        (Slot("road", "road"), PLACE, Slot("time", "time"), Slot("date", "date")),
    ),
    (
        "Road open again",
        "Travel",
        "The {road} at {place} is open again. Thank you for your patience.",
        (Slot("road", "road"), PLACE),
    ),
    (
        "Information centre opening times",
        "Opening times",
        (
            "The flood information centre at {place} is open on {date} from {opens} to "
            "{closes}. Everybody is welcome."
        ),
        (
            PLACE,
            Slot("date", "date"),
            Slot("opens", "time"),
            Slot("closes", "time"),
        ),
    ),
    (
        "Where to find river levels",
        "Replies",
        "You can see the level of the {river} near you, updated every 15 minutes: {link}",
        (RIVER, Slot("link", "link")),
    ),
)


def load_lines(
    proposer: Person, clearer: Person, owner: JobPost, accounts: list[SocialAccount]
) -> None:
    """Propose each line as one person and clear it as another; once."""
    if Line.objects.exists():
        return
    now = timezone.now()
    for title, topic, text, slots in LINES:
        wording = Wording(
            title=title,
            text=text,
            slots=slots,
            topic=topic,
            language="en",
            accounts=tuple(account.pk for account in accounts),
            valid_from=now,
            valid_to=now + timedelta(days=180),
        )
        version = propose_line(by=proposer, owner=owner, wording=wording)
        if title != "Homes without power":
            clear_line(version, by=clearer)
