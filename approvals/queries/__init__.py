"""Reads of approvals, by subject.

Nothing here changes a row.
"""

from approvals.queries.waiting import (
    MOST_SHOWN,
    ROUTINE,
    Elsewhere,
    Step,
    Waiting,
    compared_with,
    count_waiting_for,
    decisions_on,
    drafts_to_review,
    history_of,
    waiting_for,
    waiting_for_others,
)


__all__ = [
    "MOST_SHOWN",
    "ROUTINE",
    "Elsewhere",
    "Step",
    "Waiting",
    "compared_with",
    "count_waiting_for",
    "decisions_on",
    "drafts_to_review",
    "history_of",
    "waiting_for",
    "waiting_for_others",
]
