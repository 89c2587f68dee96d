"""What was decided on a draft and what its approvers saw, oldest and newest first.

Nothing here changes a row.
"""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from approvals.models import Conflict, Decision
from approvals.queries.votes import decisions_shown
from drafts.models import Draft, Revision


def compared_with(revision: Revision, *, reader: Person) -> Revision | None:
    """The words that this reader decided on before these.

    Failing that, what approvers saw last; failing that, the save before.
    """
    earlier = revision.draft.revisions.filter(number__lt=revision.number).order_by(
        "-number"
    )
    own = earlier.filter(decisions__decided_by=reader).first()
    seen = own or earlier.filter(checks__isnull=False).first()
    return seen or earlier.first()


@dataclass(frozen=True, slots=True)
class Step:
    """One save, one decision or one declared conflict of a draft's history."""

    at: datetime
    revision: Revision | None = None
    decision: Decision | None = None
    conflict: Conflict | None = None


def history_of(draft: Draft, *, reader: Person) -> list[Step]:
    """Every save, and every decision that the reader may see, the last one first."""
    saves = draft.revisions.select_related("created_by")
    conflicts = draft.conflicts.select_related("person")
    steps = [
        *(Step(each.created_at, each) for each in saves),
        *(
            Step(each.decided_at, each.revision, each)
            for each in decisions_shown(draft, reader)
        ),
        *(Step(each.declared_at, conflict=each) for each in conflicts),
    ]
    return sorted(steps, key=lambda step: step.at, reverse=True)
