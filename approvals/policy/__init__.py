"""What a revision needs and why somebody may not give it, by subject.

Nothing here changes a row.
"""

from approvals.policy.deciding import (
    Need,
    deciding_capacity,
    delegations_reaching,
    holds_every_authority,
    needs,
    outstanding,
    people_who_could,
    reasons_against_approve,
    reasons_against_deciding,
    reasons_against_return,
    reliances_open_to,
)


__all__ = [
    "Need",
    "deciding_capacity",
    "delegations_reaching",
    "holds_every_authority",
    "needs",
    "outstanding",
    "people_who_could",
    "reasons_against_approve",
    "reasons_against_deciding",
    "reasons_against_return",
    "reliances_open_to",
]
