"""Which statements are commitments, and who may say what became of one.

Nothing here changes a row.
"""

from datetime import date

from django.utils import timezone

from accounts.models import JobPost, Person
from accounts.queries import Capacity, capacities
from accounts.queries.organisation import holders_of
from accounts.reasons import Reason
from accounts.roles import Role
from approvals.models.statements import Outcome, RegisteredStatement
from approvals.queries.statements import owner_of
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
    """In which capacity somebody keeps a commitment; None where they may not."""
    held = capacities(person)
    owner = owner_of(statement)
    own = [each for each in held if owner and each.job_post_id == owner.pk]
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


def reasons_against_handover(
    statement: RegisteredStatement, *, by: Person, to: JobPost, reason: str
) -> list[Reason]:
    """Every reason why this commitment does not go to that post."""
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
                "may hand it over.",
            )
        )
    if to == owner_of(statement):
        reasons.append(Reason("same-owner", f"{to.title} owns it already."))
    if not holders_of(to, at=timezone.now()):
        reasons.append(
            Reason("vacant", f"Nobody is {to.title} today, so nobody would keep it.")
        )
    if not reason.strip():
        reasons.append(Reason("no-reason", "Say in a sentence why it is handed over."))
    return reasons + _against_settled(statement)


def _against_settled(statement: RegisteredStatement) -> list[Reason]:
    last = statement.outcomes.last()
    if last is None or last.outcome == Outcome.CHANGED:
        return []
    said = last.get_outcome_display().lower()
    return [Reason("settled", f"It was {said}, so there is nothing left to keep.")]


def _against_day(outcome: Outcome, due_on: date | None) -> list[Reason]:
    if due_on is None:
        return []
    if outcome != Outcome.CHANGED:
        return [Reason("day-of-unchanged", "Only a changed commitment has a new day.")]
    if due_on < timezone.localdate():
        return [Reason("day-is-over", "The new day is over. Give one to come.")]
    return []
