"""Why a publication may not be sent now, and why somebody may not decide on it.

Nothing here changes a row.
"""

from publishing.policy.claiming import obstacles, obstacles_in
from publishing.policy.judging import (
    reasons_against_being_it,
    reasons_against_dropping,
    reasons_against_release,
    reasons_against_settling,
)
from publishing.policy.obstacle import Effect, Obstacle
from publishing.policy.stops import (
    reasons_against_hold,
    reasons_against_lifting,
)
from publishing.policy.words import MOST_TRIES


__all__ = [
    "MOST_TRIES",
    "Effect",
    "Obstacle",
    "obstacles",
    "obstacles_in",
    "reasons_against_being_it",
    "reasons_against_dropping",
    "reasons_against_hold",
    "reasons_against_lifting",
    "reasons_against_release",
    "reasons_against_settling",
]
