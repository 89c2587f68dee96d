"""Which submitted drafts somebody's delegations reach, as a condition for the database.

Nothing here changes a row. The seats say where the words go out, so that a queue of ten
thousand is told apart without reading the words; the policy reads them again.
"""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Delegation, Person
from accounts.models.authority import MONEY_CLASSES
from accounts.queries import delegations_of
from approvals.models import Conflict, Decision, Reliance, Seat
from approvals.queries.seats import with_reach
from approvals.queries.sitting import Sitting, sitting_at
from drafts.lifecycle import Status
from drafts.models import Check, Draft, Revision


SOONEST = (F("slot_ends_at").asc(nulls_last=True), "changed_at", "pk")
LOOKED_AT = 400


def held_by(person: Person) -> Sequence[Delegation]:
    """What this person may decide under now."""
    return list(with_reach(delegations_of(person, at=timezone.now())))


def offered_to(
    person: Person,
    held: Sequence[Delegation],
    *,
    among: Sequence[int] | None = None,
) -> QuerySet[Draft]:
    """The submitted drafts with an open seat for these delegations, soonest first.

    `among` says which revisions to look at, where that is known.

    Left out is what the person wrote, decided on, or has a conflict in. Only the keys
    are to be read from it: the words are heavy to sort.
    """
    if not held:
        return Draft.objects.none()
    these = Q() if among is None else Q(current__in=among)
    seats = _seats_for(held)
    if among is not None:
        seats = seats.filter(revision__in=among)
    return Draft.objects.filter(
        these,
        ~Exists(Revision.objects.filter(draft=OuterRef("pk"), created_by=person)),
        ~Exists(
            Decision.objects.filter(revision=OuterRef("current"), decided_by=person)
        ),
        ~Exists(Conflict.objects.filter(draft=OuterRef("pk"), person=person)),
        Exists(seats.filter(revision=OuterRef("current"))),
        status=Status.SUBMITTED,
    ).order_by(*SOONEST)


def first_offered(
    person: Person, held: Sequence[Delegation], *, most: int
) -> list[int]:
    """The keys of the first of them, soonest first.

    Looked for among the drafts that must go soonest, and among all only where those do
    not hold enough: of ten thousand that wait, few are read.
    """
    if not held:
        return []
    soonest = Draft.objects.filter(status=Status.SUBMITTED).order_by(*SOONEST)
    front = list(soonest.values_list("current", flat=True)[:LOOKED_AT])
    near = offered_to(person, held, among=front).values_list("pk", flat=True)
    found = list(near[:most])
    if len(found) == most or len(front) < LOOKED_AT:
        return found
    return list(offered_to(person, held).values_list("pk", flat=True)[:most])


def _seats_for(held: Sequence[Delegation]) -> QuerySet[Seat]:
    """Seats of the last plan that nobody has filled and that one of these fits."""
    newer = Check.objects.filter(
        revision=OuterRef("revision"), pk__gt=OuterRef("check_run")
    )
    given = Reliance.objects.filter(
        decision__revision=OuterRef("revision"), seat=OuterRef("name")
    )
    sitting = sitting_at(timezone.now())
    reached = [_reached(each, sitting) for each in held]
    return Seat.objects.filter(reduce(or_, reached), ~Exists(newer), ~Exists(given))


def _reached(delegation: Delegation, sitting: Sitting) -> Q:
    """The seats that a delegation fits, as `approvals.queries.seats.fits` has it."""
    accounts = [account.pk for account in delegation.accounts.all()]
    roles = Q(roles=[]) | Q(roles__overlap=delegation.job_post.roles)
    reached = roles & Q(
        classes__overlap=delegation.classes, accounts__contained_by=accounts
    )
    barred = sitting.barred(delegation)
    if barred:
        reached &= Q(plus=True) | ~Q(authority__in=barred)
    if delegation.platforms:
        reached &= Q(platforms__contained_by=delegation.platforms)
    if delegation.topic:
        reached &= Q(topic=delegation.topic)
    if delegation.one_draft is not None:
        reached &= Q(revision__draft=delegation.one_draft)
    return reached & _enough_money(delegation)


def _enough_money(delegation: Delegation) -> Q:
    free = Q(plus=True) | ~Q(authority__in=MONEY_CLASSES)
    if delegation.money_ceiling is None:
        return free
    return free | Q(amount__lte=delegation.money_ceiling)
