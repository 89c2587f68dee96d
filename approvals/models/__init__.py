"""The rows of approvals, by subject.

No verb lives here.
"""

from approvals.models.decisions import Authorisation, Decision, Reliance
from approvals.models.pins import Pin
from approvals.models.seats import Conflict, Seat


__all__ = ["Authorisation", "Conflict", "Decision", "Pin", "Reliance", "Seat"]
