"""Who may take posts down, confirm that, and say what they deleted by hand.

Nothing here changes a row; triggers hold the same in PostgreSQL.
"""

from collections.abc import Iterable

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.reasons import Reason
from accounts.roles import Role
from publishing.models import (
    Deletion,
    DeletionState,
    Divergence,
    Publication,
    Takedown,
)
from publishing.policy.obstacle import Effect, Obstacle, obstacle
from publishing.policy.replacing import correction_obstacles
from publishing.queries.circumstances import Circumstances
from publishing.queries.corrections import is_to_be_replaced, replaces_a_stranger
from publishing.queries.takedowns import Reach


# Domain notes, section 4; the duty officer only while on duty. Whoever needs nobody's
# confirmation acts in that post first.
TAKING_DOWN_ROLES = (Role.DIRECTOR, Role.HEAD_OF_DIGITAL, Role.DUTY_OFFICER)
CONFIRMING_ROLES = (Role.HEAD_OF_DIGITAL, Role.DIRECTOR)
REMOVABLE = ("unauthorised", "still live")

NO_ROLE = Reason(
    "no-takedown-role",
    "Only the duty officer on duty, the head of digital engagement or the director "
    "takes posts down. Ask one of them.",
)
NEEDS_REASON = Reason("needs-reason", "Say why it must go.")


def may_take_down(person: Person) -> bool:
    return capacity_as(person, TAKING_DOWN_ROLES) is not None


def reasons_against_taking_down(
    reach: Reach, *, by: Person, reason: str
) -> list[Reason]:
    """Why this person may not take down what is live of a post."""
    reasons = _reasons_against_asking(by=by, reason=reason)
    if not reach.posts and not reach.doubtful:
        reasons.append(
            Reason(
                "nothing-live",
                "Nothing of this is live, or it is being taken down already.",
            )
        )
    return reasons


def reasons_against_removing(
    found: Iterable[Divergence], *, by: Person, reason: str
) -> list[Reason]:
    """Why this person may not take down posts that nobody authorised."""
    reasons = _reasons_against_asking(by=by, reason=reason)
    found = list(found)
    if not found:
        reasons.append(
            Reason("nothing-live", "Nothing is left here that can be taken down.")
        )
    if any(each.resolved_at or each.kind not in REMOVABLE for each in found):
        reasons.append(
            Reason("not-removable", "One of these was settled meanwhile. Look again.")
        )
    return reasons


def _reasons_against_asking(*, by: Person, reason: str) -> list[Reason]:
    reasons = [] if may_take_down(by) else [NO_ROLE]
    if not reason.strip():
        reasons.append(NEEDS_REASON)
    return reasons


def reasons_against_confirming(
    takedown: Takedown, *, by: Person, note: str
) -> list[Reason]:
    """Why this person may not confirm what a duty officer took down."""
    reasons = []
    if capacity_as(by, CONFIRMING_ROLES) is None:
        reasons.append(
            Reason(
                "no-confirming-role",
                "The head of digital engagement, or the director, confirms it.",
            )
        )
    if takedown.requested_by_id == by.pk:
        reasons.append(
            Reason("own-takedown", "You took it down, so somebody else confirms it.")
        )
    if takedown.confirm_by is None:
        reasons.append(Reason("no-need", "This needs nobody to confirm it."))
    if takedown.confirmed_at is not None:
        reasons.append(Reason("confirmed", "This was confirmed already."))
    if not note.strip():
        reasons.append(Reason("needs-note", "Say what you looked at."))
    return reasons


def may_confirm(takedown: Takedown, *, by: Person) -> bool:
    return not reasons_against_confirming(takedown, by=by, note="to be said")


def reasons_against_by_hand(deletion: Deletion, *, by: Person) -> list[Reason]:
    """Why this person may not say that a post was deleted by hand, or try it again."""
    reasons = [] if may_take_down(by) else [NO_ROLE]
    if deletion.state != DeletionState.BY_HAND:
        reasons.append(
            Reason("not-by-hand", "This is not waiting for somebody to delete it.")
        )
    return reasons


def takedown_obstacles(publication: Publication, now: Circumstances) -> list[Obstacle]:
    """What was taken down is never sent again; a new post waits for the old one to go."""
    found = []
    if now.taken_down:
        found.append(
            obstacle(Effect.CANCEL, "taken-down", "It was taken down meanwhile.")
        )
    if replaces_a_stranger(publication):
        sentence = "It would take the place of a post that we did not publish."
        found.append(obstacle(Effect.CANCEL, "not-ours", sentence))
    if now.puts_right and is_to_be_replaced(publication):
        sentence = "It waits until the post that it replaces is taken down."
        found.append(obstacle(Effect.WAIT, "waits-for-takedown", sentence))
    return found + correction_obstacles(publication)
