"""A reason why something may not be done, and the refusal that carries reasons.

Nothing here decides; each app's policy makes the lists.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not, in one plain sentence that names the way out.

    `code` is stable, for tests and for the log; `sentence` is for people.
    """

    code: str
    sentence: str


class RefusedError(Exception):
    """An action was refused; `reasons` is never empty."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(reason.code for reason in self.reasons))

    @property
    def sentences(self) -> list[str]:
        return [reason.sentence for reason in self.reasons]


def refuse_for(reasons: Sequence[Reason]) -> None:
    """Raise when there is any reason against; the same list explains it on the page."""
    if reasons:
        raise RefusedError(reasons)
