"""Which statements are commitments, and who may say what became of one.

Nothing here changes a row.
"""

from datetime import date

from django.utils import timezone

from accounts.models import Person
from accounts.queries import Capacity, capacities
from accounts.reasons import Reason
from accounts.roles import Role
from approvals.models.statements import Outcome, RegisteredStatement
from guidance.content import AuthorityClass


# What somebody must keep; every other class of the register is a disclosure.
COMMITMENTS = frozenset(
    each.value
    for each in (
        AuthorityClass.COMMITMENT,
        AuthorityClass.NEW_COMMITMENT,
        AuthorityClass.MONEY,
        AuthorityClass.NEW_MONEY,
    )
)
# Besides whoever is in the owner's post.
KEEPERS = (Role.HEAD_OF_DIGITAL, Role.DIRECTOR)


def keeper_of(statement: RegisteredStatement, person: Person) -> Capacity | None:
    """In which capacity somebody may record an outcome; None where they may not."""
    held = capacities(person)
    own = [each for each in held if each.job_post_id == statement.owner_id]
    above = [each for each in held if each.role in KEEPERS]
    return next(iter([*own, *above]), None)


def reasons_against_outcome(
    statement: RegisteredStatement,
    *,
    by: Person,
    outcome: Outcome,
    note: str,
    due_on: date | None,
) -> list[Reason]:
    """Every reason why this outcome is not recorded, in sentences."""
    if statement.owner_id is None:
        return [
            Reason("no-commitment", "This is a disclosure. Nothing has to be kept.")
        ]
    reasons = []
    if keeper_of(statement, by) is None:
        reasons.append(
            Reason(
                "not-owner",
                "Only the owner of the commitment, the head of digital or the director "
                "may say what became of it.",
            )
        )
    if not note.strip():
        reasons.append(Reason("no-note", "Say in a sentence what happened."))
    return reasons + _against_day(outcome, due_on)


def _against_day(outcome: Outcome, due_on: date | None) -> list[Reason]:
    if due_on is None:
        return []
    if outcome != Outcome.CHANGED:
        return [Reason("day-of-unchanged", "Only a changed commitment has a new day.")]
    if due_on < timezone.localdate():
        return [Reason("day-is-over", "The new day is over. Give one to come.")]
    return []
