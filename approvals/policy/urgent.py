"""Why somebody may not use the urgent route, or may not review its use: reasons only.

Nothing here changes a row; the triggers of approvals hold the same in PostgreSQL.
"""

from datetime import datetime

from accounts.models import Person
from accounts.reasons import Reason
from approvals.models import UrgentUse
from approvals.policy.deciding import deciding_capacity, reasons_but_authority
from approvals.queries.seats import outstanding, seats_open_to
from approvals.queries.urgent import duty_authority, duty_capacities
from drafts.content import Content
from drafts.models import Revision
from drafts.purposes import Purpose
from drafts.queries import authors_of
from guidance.content import AuthorityClass
from guidance.engine import CheckResult


# What nobody may authorise in a hurry (domain notes, section 4): figures before their
# release, somebody's case, and the release from an all-stop. The rest of the floor are
# findings that block.
FLOOR = frozenset(
    {AuthorityClass.STATISTICS, AuthorityClass.CASE, AuthorityClass.ALL_STOP}
)


def is_for_life_safety(content: Content) -> bool:
    return content.purpose == Purpose.LIFE_SAFETY


def may_see_urgent_route(revision: Revision, *, by: Person, at: datetime) -> bool:
    """Whether the page offers the route at all; the reasons come when it is tried."""
    return (
        is_for_life_safety(revision.content)
        and bool(duty_capacities(by, at=at))
        and not _may_approve_alone(revision, by=by, at=at)
    )


def reasons_against_urgent(
    revision: Revision, *, by: Person, reason: str, result: CheckResult, at: datetime
) -> list[Reason]:
    """Why this person may not publish these words by the urgent route now."""
    reasons = reasons_but_authority(revision, by=by, result=result, at=at)
    if not is_for_life_safety(revision.content):
        reasons.append(
            Reason(
                "not-life-safety",
                "The urgent route is for danger to life alone. Its author says so in "
                "the purpose of the post.",
            )
        )
    if _may_approve_alone(revision, by=by, at=at):
        reasons.append(
            Reason(
                "not-needed",
                "Your own authority is enough for these words. Approve them as usual.",
            )
        )
    reasons += _floor_reasons(revision)
    if not reason.strip():
        reasons.append(
            Reason("needs-urgent-reason", "Say why it cannot wait for the others.")
        )
    return reasons + _duty_reasons(revision, by=by, at=at)


def reasons_against_review(use: UrgentUse, *, by: Person, note: str) -> list[Reason]:
    """Why this person may not review this use."""
    reasons = []
    if deciding_capacity(by) is None:
        reasons.append(
            Reason("no-deciding-role", "Only whoever decides on drafts reviews this.")
        )
    if by == use.decision.decided_by:
        reasons.append(
            Reason("own-use", "You published it, so a second officer reviews it.")
        )
    if authors_of(use.decision.revision).filter(pk=by.pk).exists():
        reasons.append(
            Reason("own-words", "You wrote part of this, so somebody else reviews it.")
        )
    if use.decision.revision.draft.conflicts.filter(person=by).exists():
        reasons.append(
            Reason("conflict", "You declared a conflict, so somebody else reviews it.")
        )
    if hasattr(use, "review"):
        reasons.append(Reason("reviewed", "Somebody has reviewed this already."))
    if not note.strip():
        reasons.append(Reason("needs-note", "Say in a sentence what you looked at."))
    return reasons


def may_review(use: UrgentUse, *, by: Person) -> bool:
    """Whether the page offers the form to this person."""
    return not reasons_against_review(use, by=by, note="said")


def _may_approve_alone(revision: Revision, *, by: Person, at: datetime) -> bool:
    """Whether one usual decision of this person would fill whatever is still open."""
    own = {each.seat.name for each in seats_open_to(by, revision=revision, at=at)}
    return own >= {seat.name for seat in outstanding(revision)}


def _floor_reasons(revision: Revision) -> list[Reason]:
    held = {seat.authority for seat in outstanding(revision)} & FLOOR
    if not held:
        return []
    names = ", ".join(sorted(name.replace("_", " ") for name in held))
    return [
        Reason(
            "floor",
            f"The urgent route does not reach this: {names}. It waits for whoever "
            "holds that authority.",
        )
    ]


def _duty_reasons(revision: Revision, *, by: Person, at: datetime) -> list[Reason]:
    if not duty_capacities(by, at=at):
        return [
            Reason(
                "not-on-duty", "Only the duty officer on duty uses the urgent route."
            )
        ]
    if duty_authority(revision, by=by, at=at) is None:
        return [
            Reason(
                "no-authority",
                "Your duty holds no routine authority for these accounts today.",
            )
        ]
    return []
