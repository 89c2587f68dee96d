"""The rows of approvals, by subject.

No verb lives here.
"""

from approvals.models.decisions import Authorisation, Decision, Reliance
from approvals.models.pins import Pin
from approvals.models.schedule import ScheduleVersion
from approvals.models.seats import Conflict, Seat
from approvals.models.statements import (
    DueNotice,
    RegisteredStatement,
    StatementOutcome,
)


__all__ = [
    "Authorisation",
    "Conflict",
    "Decision",
    "DueNotice",
    "Pin",
    "RegisteredStatement",
    "Reliance",
    "ScheduleVersion",
    "Seat",
    "StatementOutcome",
]
