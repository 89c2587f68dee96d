"""PR-TRAIN: training that has run out, of those who write, approve and publish.

Whoever is not mentioned is not judged; no record at all is a finding where the caller
keeps such records.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from guidance.content import Severity
from guidance.rules.reading import Match, Reading
from guidance.rules.rule import Citation, Rule
from guidance.rules.times import whole_post


GRACE = timedelta(days=14)


def find(reading: Reading) -> Iterator[Match]:
    training = reading.material.training
    if training is None:
        return
    if not training:
        yield from _match(reading, "There is no record of training.", None)
    for part, until in training:
        if until < reading.today:
            sentence = f"The {part}'s training ran out on {_day(until)}."
            yield from _match(reading, sentence, _severity(part, until, reading.today))


def _severity(part: str, until: date, today: date) -> Severity | None:
    """Authors may go on writing for two weeks; who approves and publishes may not."""
    in_grace = part == "author" and today <= until + GRACE
    return Severity.WARN if in_grace else None


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _match(
    reading: Reading, sentence: str, severity: Severity | None
) -> Iterator[Match]:
    for match in whole_post(reading, (("what", sentence),)):
        yield match._replace(severity=severity)


PR_TRAIN = Rule(
    id="PR-TRAIN",
    name="Training not current",
    severity=Severity.BLOCK,
    who="The line manager with the training administrator: 14 days' grace for authors.",
    citations=(
        Citation(
            "House of Commons, 18 June 2008", "Better, possibly mandatory, training"
        ),
        Citation("Government Communication Service", "Propriety and ethics course"),
    ),
    tell="{what} Renew it to publish.",
    better="Book the course before the day in your record.",
    triggers=("An author whose training ran out a month ago",),
    near_misses=("An author whose training lasts until next year",),
    find=find,
)
