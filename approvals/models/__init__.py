"""The rows of approvals, by subject.

No verb lives here.
"""

from approvals.models.decisions import Authorisation, Decision, Reliance
from approvals.models.seats import Conflict, Seat


__all__ = ["Authorisation", "Conflict", "Decision", "Reliance", "Seat"]
