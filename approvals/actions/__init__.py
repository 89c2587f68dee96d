"""The verbs of approvers, by subject.

Nothing is sent here; each verb locks, asks the policy, changes and logs at once.
"""

from approvals.actions.bulk import approve_together
from approvals.actions.conflicts import declare_conflict
from approvals.actions.deciding import CLOCK, approve, expire_late
from approvals.actions.making_room import approve_and_make_room
from approvals.actions.refusing import decline, send_back


__all__ = [
    "CLOCK",
    "approve",
    "approve_and_make_room",
    "approve_together",
    "declare_conflict",
    "decline",
    "expire_late",
    "send_back",
]
