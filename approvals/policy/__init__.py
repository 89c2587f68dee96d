"""What a revision needs and why somebody may not give it, by subject.

Nothing here changes a row.
"""

from approvals.policy.deciding import (
    deciding_capacity,
    reasons_against_approve,
    reasons_against_conflict,
    reasons_against_deciding,
    reasons_against_decline,
    reasons_against_return,
)
from approvals.queries.seats import (
    Filled,
    Need,
    holds_every_authority,
    needs,
    outstanding,
    people_who_could,
    seats_open_to,
)


__all__ = [
    "Filled",
    "Need",
    "deciding_capacity",
    "holds_every_authority",
    "needs",
    "outstanding",
    "people_who_could",
    "reasons_against_approve",
    "reasons_against_conflict",
    "reasons_against_deciding",
    "reasons_against_decline",
    "reasons_against_return",
    "seats_open_to",
]
