"""The seats of a revision's plan: which are filled, and whose authority fits which.

Nothing here changes a row; the triggers of approvals hold the same in PostgreSQL.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Delegation, Person
from accounts.models.authority import MONEY_CLASSES
from accounts.queries import delegations_in_force, delegations_of
from accounts.queries.people import deciders_in
from approvals.models import Decision, Reliance, Seat
from approvals.queries.sitting import Sitting, in_working_hours, sitting_at
from drafts.content import Content
from drafts.models import Revision
from drafts.queries import authors_of


@dataclass(frozen=True, slots=True)
class Need:
    """One seat of the plan, and the decision that filled it, if any."""

    seat: Seat
    given_by: Decision | None

    @property
    def authority(self) -> str:
        return self.seat.authority


@dataclass(frozen=True, slots=True)
class Filled:
    """A seat that somebody may fill, and the delegation that it would rest on."""

    seat: Seat
    delegation: Delegation


def needs(revision: Revision) -> list[Need]:
    """Each seat of the last plan of this revision, in its order."""
    checked = revision.checks.order_by("-pk").values_list("pk", flat=True).first()
    if checked is None:
        return []
    given = {
        reliance.seat: reliance.decision
        for reliance in Reliance.objects.filter(
            decision__revision=revision
        ).select_related("decision__decided_by")
    }
    return [
        Need(seat, given.get(seat.name))
        for seat in Seat.objects.filter(check_run=checked)
    ]


def outstanding(revision: Revision) -> list[Seat]:
    return [need.seat for need in needs(revision) if need.given_by is None]


def seats_open_to(
    person: Person, *, revision: Revision, at: datetime
) -> Sequence[Filled]:
    """The open seats that one decision of this person would fill, none of two kinds."""
    return seats_fitting(
        list(with_reach(delegations_of(person, at=at))),
        outstanding(revision),
        content=revision.content,
        draft=revision.draft_id,
        sitting=sitting_at(at),
    )


def seats_fitting(
    held: Sequence[Delegation],
    seats: Sequence[Seat],
    *,
    content: Content,
    draft: int,
    sitting: Sitting,
) -> Sequence[Filled]:
    """Which of these seats one decision under these delegations would fill."""
    return _of_one_kind(
        [
            Filled(seat, delegation)
            for seat in seats
            for delegation in _first(
                [each for each in held if sitting.allows(each, seat)],
                seat,
                content=content,
                draft=draft,
            )
        ]
    )


def people_who_could(
    revision: Revision, *, at: datetime, seats: Sequence[Seat] | None = None
) -> list[Person]:
    """Who could fill any of these seats, the open ones if none are given, by name.

    Authors are left out, and whoever declared a conflict. Out of hours it names whoever
    could once people are at work: they are told now.
    """
    content = revision.content
    open_seats = outstanding(revision) if seats is None else seats
    wanted = {name for seat in open_seats for name in seat.classes}
    held = with_reach(delegations_in_force(at).filter(classes__overlap=list(wanted)))
    sitting = in_working_hours()
    posts = {
        delegation.job_post_id
        for delegation in held
        for seat in open_seats
        if fits(delegation, seat, content=content, draft=revision.draft_id)
        and sitting.allows(delegation, seat)
    }
    bound = revision.draft.conflicts.values("person")
    return list(
        deciders_in(posts, at=at)
        .exclude(pk__in=authors_of(revision))
        .exclude(pk__in=bound)
    )


def holds_every_authority(person: Person, *, revision: Revision, at: datetime) -> bool:
    """Whether this person's delegations fit every seat that the words were given."""
    held = list(with_reach(delegations_of(person, at=at)))
    content = revision.content
    return all(
        any(
            fits(each, need.seat, content=content, draft=revision.draft_id, alone=True)
            for each in held
        )
        for need in needs(revision)
    )


def with_reach(delegations: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """The delegations with their posts and accounts, in the order they were given."""
    return (
        delegations.select_related("job_post")
        .prefetch_related("accounts")
        .order_by("pk")
    )


def fits(
    delegation: Delegation,
    seat: Seat,
    *,
    content: Content,
    draft: int,
    alone: bool = False,
) -> bool:
    """Whether a delegation in force is enough for a seat of this content.

    `alone` leaves the role of the post out: for whoever answers for the whole post.
    """
    accounts = {target.account for target in content.targets}
    platforms = {target.platform for target in content.targets}
    return (
        not set(seat.classes).isdisjoint(delegation.classes)
        and (alone or not seat.roles or bool(set(seat.roles) & _roles(delegation)))
        and accounts <= {account.pk for account in delegation.accounts.all()}
        and (not delegation.platforms or platforms <= set(delegation.platforms))
        and delegation.topic in ("", seat.topic)
        and delegation.one_draft in (None, draft)
        and _enough_money(delegation, seat)
    )


def _roles(delegation: Delegation) -> set[str]:
    return set(delegation.job_post.roles)


def _enough_money(delegation: Delegation, seat: Seat) -> bool:
    """A sum that nobody named is above every ceiling."""
    if seat.plus or seat.authority not in MONEY_CLASSES:
        return True
    if seat.amount is None or delegation.money_ceiling is None:
        return False
    return seat.amount <= delegation.money_ceiling


def _first(
    held: Sequence[Delegation], seat: Seat, *, content: Content, draft: int
) -> Iterator[Delegation]:
    """The first that is enough; an explicit grant before a standing delegation."""
    ordered = sorted(held, key=lambda each: each.one_draft is None)
    for delegation in ordered:
        if fits(delegation, seat, content=content, draft=draft):
            yield delegation
            return


def _of_one_kind(fitting: Sequence[Filled]) -> Sequence[Filled]:
    """Authorisers' seats before seats besides, and of those only of one role."""

    def kind(each: Filled) -> tuple[bool, list[str]]:
        return each.seat.plus, sorted(each.seat.roles)

    chosen = min(map(kind, fitting), default=None)
    return [each for each in fitting if kind(each) == chosen]
