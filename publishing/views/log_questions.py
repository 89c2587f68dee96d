"""The questions that auditors ask most, each with the search of the log that answers it.

No search is made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from audit.events import Event


@dataclass(frozen=True, slots=True)
class Question:
    """`address` is a search under /log/, a report or a register."""

    words: str
    address: str


def _about(words: str, event: Event) -> Question:
    return Question(words, f"/log/?event={event.value}")


QUESTIONS: Sequence[Question] = (
    Question("What was disclosed or promised, and by whom?", "/registers/statements/"),
    Question("Which commitments are overdue?", "/registers/statements/?state=overdue"),
    Question(
        "What went out past a warning, or after a dispute?", "/log/reports/exceptions/"
    ),
    Question(
        "Did anyone approve their own words, or act without authority or training?",
        "/log/reports/segregation/",
    ),
    Question("Whose training was good when they acted?", "/log/reports/training/"),
    Question("Who could authorise what on a day?", "/registers/authority/cover/"),
    Question("Who owned which account on a day?", "/registers/accounts/"),
    _about("Who authorised what, and under which delegation?", Event.DECISION_APPROVED),
    _about("What was sent back?", Event.DECISION_RETURNED),
    _about("What was published, and when?", Event.PUBLICATION_PUBLISHED),
    Question(
        "What was deleted after it was live, by whom and why?", "/registers/takedowns/"
    ),
    Question("Is what is live what was authorised?", "/accounts/truth/"),
    _about("What was corrected after it was live?", Event.CORRECTION_BEGUN),
    _about("Of which posts was the outcome unknown?", Event.PUBLICATION_UNKNOWN),
    _about("When was everything stopped, and by whom?", Event.HOLD_PLACED),
    _about("When was it lifted, and by whom?", Event.HOLD_LIFTED),
    _about("Which posts were taken off the schedule?", Event.PUBLICATION_HELD),
    _about("Which held posts were released?", Event.PUBLICATION_RELEASED),
    _about("Who was given authority?", Event.DELEGATION_GRANTED),
    _about("Whose authority was taken back?", Event.DELEGATION_REVOKED),
    _about("Who was given a post?", Event.HOLDING_STARTED),
    _about("Who tried to sign in and failed?", Event.SIGN_IN_FAILED),
    _about("Who connected an account?", Event.CREDENTIAL_STORED),
    _about("Who has read the log?", Event.LOG_READ),
)
