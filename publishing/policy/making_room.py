"""Who may take down what corrected words are to stand in the place of, and when.

Nothing here changes a row. No more people may than may take any post down.
"""

from collections.abc import Sequence

from accounts.models import Person
from accounts.reasons import Reason
from drafts.lifecycle import Status
from drafts.models import Draft
from drafts.queries import database_time
from publishing.models import Publication
from publishing.policy.takedowns import (
    NEEDS_REASON,
    NO_ROLE,
    TAKING_DOWN_ROLES,
    may_take_down,
)
from publishing.queries.corrections import is_being_deleted
from publishing.queries.takedowns import people_in


NOT_APPROVED = Reason(
    "not-approved",
    "The corrected words are not approved yet. To have the old post gone before they "
    "are, take it down on its own page.",
)
NOTHING_IN_THE_WAY = Reason(
    "nothing-in-the-way", "Nothing that these words replace is live any more."
)
UNDER_WAY = Reason(
    "under-way",
    "The old post is being taken down already. These words go out when it is gone.",
)


def people_who_may() -> list[Person]:
    """Whoever may take a post down at this moment, by name."""
    acting = people_in(TAKING_DOWN_ROLES, at=database_time())
    return [person for person in acting if may_take_down(person)]


def reasons_against_making_room(
    draft: Draft, in_its_way: Sequence[Publication], *, by: Person, reason: str
) -> list[Reason]:
    """Why this person may not take down what stands where the words are to go."""
    reasons = [] if may_take_down(by) else [NO_ROLE]
    if not reason.strip():
        reasons.append(NEEDS_REASON)
    if draft.status != Status.APPROVED:
        reasons.append(NOT_APPROVED)
    if not in_its_way:
        reasons.append(NOTHING_IN_THE_WAY)
    elif all(is_being_deleted(each) for each in in_its_way):
        reasons.append(UNDER_WAY)
    return reasons
