"""The rows of drafts, by subject.

No verb lives here.
"""

from drafts.models.drafts import (
    Check,
    Draft,
    Finding,
    Revision,
)


__all__ = [
    "Check",
    "Draft",
    "Finding",
    "Revision",
]
