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
from publishing.models.takedowns import (
    UNDER_WAY,
    Correction,
    Deletion,
    DeletionState,
    Finding,
    Takedown,
)
from publishing.models.truth import (
    Divergence,
    DivergenceKind,
    LiveSighting,
    Reconciliation,
    Resolution,
)


__all__ = [
    "UNDER_WAY",
    "Attempt",
    "Correction",
    "Deletion",
    "DeletionState",
    "Divergence",
    "DivergenceKind",
    "Finding",
    "Hold",
    "HoldRelease",
    "Lapse",
    "LiveSighting",
    "Publication",
    "RateLimit",
    "Receipt",
    "Recheck",
    "Reconciliation",
    "RehearsalPost",
    "RehearsalSwitch",
    "Resolution",
    "Staging",
    "Takedown",
    "Unscheduling",
]
