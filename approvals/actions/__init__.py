"""The verbs of approvers, by subject.

Nothing is sent here; each verb locks, asks the policy, changes and logs at once.
"""

from approvals.actions.deciding import (
    CLOCK,
    approve,
    expire_late,
    send_back,
)


__all__ = [
    "CLOCK",
    "approve",
    "expire_late",
    "send_back",
]
