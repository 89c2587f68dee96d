"""Reads of approvals, by subject.

Nothing here changes a row.
"""

from approvals.queries.history import (
    Step,
    compared_with,
    history_of,
)
from approvals.queries.votes import decisions_shown, votes_hidden
from approvals.queries.waiting import (
    Elsewhere,
    Waiting,
    count_waiting_for,
    draft_to_review,
    drafts_to_review,
    waiting_for,
    waiting_for_others,
)


__all__ = [
    "Elsewhere",
    "Step",
    "Waiting",
    "compared_with",
    "count_waiting_for",
    "decisions_shown",
    "draft_to_review",
    "drafts_to_review",
    "history_of",
    "votes_hidden",
    "waiting_for",
    "waiting_for_others",
]
