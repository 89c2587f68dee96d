"""The questions that auditors ask most, each with the search of the log that answers it.

No search is made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.events import Event


@dataclass(frozen=True, slots=True)
class Question:
    """`address` is a search under /log/."""

    words: str
    address: str


def _about(words: str, event: Event) -> Question:
    return Question(words, f"/log/?event={event.value}")


QUESTIONS: Sequence[Question] = (
    _about("Who authorised what, and under which delegation?", Event.DECISION_APPROVED),
    _about("What was sent back?", Event.DECISION_RETURNED),
    _about("What was published, and when?", Event.PUBLICATION_PUBLISHED),
    _about("Of which posts was the outcome unknown?", Event.PUBLICATION_UNKNOWN),
    _about("When was everything stopped, and by whom?", Event.HOLD_PLACED),
    _about("Which held posts were released?", Event.PUBLICATION_RELEASED),
    _about("Who was given authority?", Event.DELEGATION_GRANTED),
    _about("Whose authority was taken back?", Event.DELEGATION_REVOKED),
    _about("Who was given a post?", Event.HOLDING_STARTED),
    _about("Who tried to sign in and failed?", Event.SIGN_IN_FAILED),
    _about("Who connected an account?", Event.CREDENTIAL_STORED),
    _about("Who has read the log?", Event.LOG_READ),
)
