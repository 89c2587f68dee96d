"""The verbs of a draft, by subject.

Nothing is sent here; each verb locks, asks the policy, changes and logs at once.
"""

from drafts.actions.editing import (
    StaleRevisionError,
    advance,
    create_draft,
    current_revision,
    locked,
    mark_returned,
    save,
    subject_of,
    submit,
    withdraw,
)


__all__ = [
    "StaleRevisionError",
    "advance",
    "create_draft",
    "current_revision",
    "locked",
    "mark_returned",
    "save",
    "subject_of",
    "submit",
    "withdraw",
]
