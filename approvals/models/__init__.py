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
    StatementHandover,
    StatementOutcome,
)
from approvals.models.timing import Chase, RulesetSeen
from approvals.models.urgent import UrgentAlarm, UrgentReview, UrgentUse


__all__ = [
    "Authorisation",
    "Chase",
    "Conflict",
    "Decision",
    "DueNotice",
    "Pin",
    "RegisteredStatement",
    "Reliance",
    "RulesetSeen",
    "ScheduleVersion",
    "Seat",
    "StatementHandover",
    "StatementOutcome",
    "UrgentAlarm",
    "UrgentReview",
    "UrgentUse",
]
