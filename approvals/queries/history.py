"""What was decided on a draft and what its approvers saw, oldest and newest first.

Nothing here changes a row.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from approvals.models import Decision
from drafts.models import Draft, Revision


def compared_with(revision: Revision) -> Revision | None:
    """The words that approvers saw before these; failing that, the save before."""
    earlier = revision.draft.revisions.filter(number__lt=revision.number)
    seen = earlier.filter(checks__isnull=False).order_by("-number").first()
    return seen or earlier.order_by("-number").first()


def decisions_on(draft: Draft) -> QuerySet[Decision]:
    """Every decision on any revision of a draft, oldest first."""
    return (
        Decision.objects.filter(revision__draft=draft)
        .select_related("decided_by", "revision")
        .prefetch_related("reliances__delegation__granted_by")
        .order_by("decided_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One save or one decision of a draft's history."""

    at: datetime
    revision: Revision
    decision: Decision | None = None


def history_of(draft: Draft) -> list[Step]:
    """Every save and every decision, the last one first."""
    saves = draft.revisions.select_related("created_by")
    steps = [
        *(Step(each.created_at, each) for each in saves),
        *(Step(each.decided_at, each.revision, each) for each in decisions_on(draft)),
    ]
    return sorted(steps, key=lambda step: step.at, reverse=True)
