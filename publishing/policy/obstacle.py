"""One reason against sending now, and what it does to the publication.

No check is made here.
"""

from dataclasses import dataclass
from enum import StrEnum

from accounts.reasons import Reason


class Effect(StrEnum):
    WAIT = "wait"
    HOLD = "hold"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason against sending now, and what it does to the publication."""

    effect: Effect
    reason: Reason


def obstacle(effect: Effect, code: str, sentence: str) -> Obstacle:
    return Obstacle(effect, Reason(code, sentence))
