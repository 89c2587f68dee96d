"""Whether the plan of words that were checked before is still enough.

Nothing here changes a row; the claim and the re-check of many posts read one list.
"""

from accounts.reasons import Reason
from approvals.policy.plan import SeatNeeded, missing_references, plan
from approvals.queries.schedule import changed_rows, schedule_now
from drafts.checks.known import Known
from drafts.content import Content
from drafts.models import Check


def classes_changed(known: Known) -> frozenset[str]:
    """The classes for which a department has its own version; others need no look."""
    return frozenset(changed_rows(known.edition))


def reasons_of_schedule(
    check: Check | None, content: Content, *, known: Known
) -> list[Reason]:
    """What the schedule asks for now and the plan of the last check did not."""
    if check is None or classes_changed(known).isdisjoint(check.classes):
        return []
    schedule = schedule_now()
    seats = plan(check.classes, content=content, causes=(), schedule=schedule)
    had = {
        (seat.name, frozenset(seat.classes), frozenset(seat.roles))
        for seat in check.seats.all()
    }
    missing = missing_references(check.classes, content=content, schedule=schedule)
    if not missing and all(_key(seat) in had for seat in seats):
        return []
    return [
        Reason(
            "schedule-changed",
            "The schedule of authority changed: these words now need more than they "
            "were planned for.",
        )
    ]


def _key(seat: SeatNeeded) -> tuple[str, frozenset[str], frozenset[str]]:
    roles = frozenset(role.value for role in seat.roles)
    return seat.name, frozenset(seat.classes), roles
