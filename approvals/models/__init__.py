"""The rows of approvals, by subject.

No verb lives here.
"""

from approvals.models.decisions import (
    Authorisation,
    Decision,
    Reliance,
)


__all__ = [
    "Authorisation",
    "Decision",
    "Reliance",
]
