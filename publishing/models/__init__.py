"""The rows of publishing, by subject.

No verb lives here.
"""

from publishing.models.holds import Hold, HoldRelease, Unscheduling
from publishing.models.publications import (
    Attempt,
    Publication,
    RateLimit,
    Receipt,
    Staging,
)
from publishing.models.rechecks import Lapse, Recheck
from publishing.models.rehearsal import RehearsalPost, RehearsalSwitch


__all__ = [
    "Attempt",
    "Hold",
    "HoldRelease",
    "Lapse",
    "Publication",
    "RateLimit",
    "Receipt",
    "Recheck",
    "RehearsalPost",
    "RehearsalSwitch",
    "Staging",
    "Unscheduling",
]
