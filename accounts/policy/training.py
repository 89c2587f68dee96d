"""Why somebody's training keeps them from a part, and why they may not record it.

Nothing here changes a row.
"""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Person
from accounts.queries.people import capacity_as
from accounts.queries.training import training_until
from accounts.reasons import Reason
from accounts.roles import Role


# Authors may go on writing for two weeks; who approves and publishes may not.
GRACE = timedelta(days=14)
RENEW = "Complete the course; the training administrator then records it."


def reasons_against_untrained(person: Person, *, part: str, on: date) -> list[Reason]:
    """Why training keeps this person from a part: "author", "approver", "publisher"."""
    until = training_until(person, on=on)
    if until is None:
        return [
            Reason(
                "untrained",
                f"No record says that {person.name} completed the required training. "
                f"{RENEW}",
            )
        ]
    if on <= until + (GRACE if part == "author" and until < date.max else timedelta()):
        return []
    return [
        Reason(
            "training-ended",
            f"The training of {person.name} ran out on {until.day} {until:%B %Y}. "
            f"{RENEW}",
        )
    ]


def reasons_against_recording(
    *, by: Person, person: Person, completed_on: date, expires_on: date
) -> list[Reason]:
    return (
        reasons_against_keeping_records(by)
        + reasons_against_own(by, person)
        + reasons_against_days(completed_on=completed_on, expires_on=expires_on)
    )


def reasons_against_own(by: Person, person: Person) -> list[Reason]:
    if person != by:
        return []
    return [Reason("own-training", "Somebody else records your own training.")]


def reasons_against_days(*, completed_on: date, expires_on: date) -> list[Reason]:
    reasons = []
    if completed_on > timezone.localdate():
        reasons.append(Reason("not-yet", "That day is still to come."))
    if expires_on < completed_on:
        reasons.append(Reason("ends-before-start", "It ends before it was completed."))
    return reasons


def reasons_against_keeping_records(by: Person) -> list[Reason]:
    if capacity_as(by, (Role.TRAINING_ADMINISTRATOR,)):
        return []
    return [Reason("not-training", "Only the training administrator records training.")]
