"""Who could fill the seats of words that are still being written, by name.

Nothing is decided and no row is changed: the seats come from the plan.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from accounts.models import Delegation
from accounts.queries import delegations_in_force
from accounts.queries.organisation import Acting, acting_by_post, people_in_today
from accounts.roles import DECIDING_ROLES, Role
from approvals.models import Seat
from approvals.queries.seats import fits, with_reach
from approvals.queries.sitting import Sitting, in_working_hours
from drafts.approvers import Asked
from drafts.content import Content


# No draft has this number: an explicit grant for one draft is not counted on here.
NO_DRAFT = 0


def asked_for(
    content: Content, seats: Sequence[Seat], *, authors: Collection[UUID]
) -> list[Asked]:
    """Each seat with whoever is in today and could fill it, authors left out."""
    wanted = {name for seat in seats for name in seat.classes}
    held = list(
        with_reach(
            delegations_in_force(timezone.now()).filter(
                classes__overlap=list(wanted),
                job_post__roles__overlap=list(DECIDING_ROLES),
            )
        )
    )
    sitting = in_working_hours()
    acting = acting_by_post(at=timezone.now())
    absent = set(authors).union(_away(acting))
    return [
        Asked(
            seat.authority,
            tuple(_names(_fitting(held, seat, content, sitting), acting, absent)),
            besides=_besides(seat),
        )
        for seat in seats
    ]


def _fitting(
    held: Sequence[Delegation], seat: Seat, content: Content, sitting: Sitting
) -> Iterator[Delegation]:
    return (
        each
        for each in held
        if fits(each, seat, content=content, draft=NO_DRAFT)
        and sitting.allows(each, seat)
    )


def _besides(seat: Seat) -> str:
    """The roles of a seat besides the authoriser's, in words."""
    if not seat.plus:
        return ""
    return " or ".join(Role(role).label.lower() for role in seat.roles)


def _away(acting: Mapping[int, list[Acting]]) -> set[UUID]:
    """Whoever holds a post and is not in today."""
    holders = {each.person.pk for every in acting.values() for each in every}
    return holders.difference(people_in_today().values_list("pk", flat=True))


def _names(
    fitting: Iterator[Delegation],
    acting: Mapping[int, list[Acting]],
    absent: Collection[UUID],
) -> list[str]:
    """Such as “Priya Shah, Head of news”: each person once, by name."""
    found = {
        each.person.pk: f"{each.person.name}, {each.title}"
        for delegation in fitting
        for each in acting.get(delegation.job_post_id, ())
        if each.person.pk not in absent
    }
    return sorted(found.values())
