"""Who may authorise what on which account at a moment, and where too few may.

Nothing here changes a row. Topics and sums, which belong to single posts, are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Delegation, Person, SocialAccount
from accounts.queries.authority import deciders_by_post, with_everything
from accounts.queries.people import delegations_in_force
from accounts.roles import Role
from approvals.policy.plan import SeatNeeded, plan
from approvals.queries.schedule import Schedule
from approvals.queries.sitting import Sitting, in_working_hours
from drafts.content import Content


# So that leave and sickness stop nothing.
ENOUGH = 2

Holders = Mapping[int, Sequence[Person]]


@dataclass(frozen=True, slots=True)
class Cover:
    """The people who may fill one seat of a class on each of these accounts.

    `besides` has the roles of a seat beside the authoriser's; none for that one.
    """

    authority: str
    besides: tuple[Role, ...]
    accounts: tuple[SocialAccount, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """On how many of the accounts somebody may authorise a class; 0 for none."""

    person: Person
    accounts: int
    of: int


@dataclass(frozen=True, slots=True)
class Line:
    """One class across the people of a matrix."""

    authority: str
    cells: tuple[Cell, ...]


def covers(accounts: Sequence[SocialAccount], *, at: datetime) -> list[Cover]:
    """Each seat of each class, with the accounts that have the same people together."""
    held = [
        each
        for each in with_everything(delegations_in_force(at))
        if each.one_draft is None
    ]
    holders = deciders_by_post({each.job_post_id for each in held}, at=at)
    sitting = in_working_hours()
    people = _People(held, holders, sitting)
    return [
        cover
        for name, seat in _seats(sitting.schedule)
        for cover in _of_seat(name, seat, accounts, people)
    ]


def gaps(found: Sequence[Cover]) -> list[Cover]:
    """Where nobody may, or one person alone, the worst first."""
    few = [cover for cover in found if len(cover.people) < ENOUGH]
    return sorted(few, key=lambda cover: len(cover.people))


def matrix(found: Sequence[Cover]) -> tuple[list[Person], list[Line]]:
    """The people who may authorise anything, and each class across them."""
    own = [cover for cover in found if not cover.besides]
    people = sorted(
        {person for cover in own for person in cover.people}, key=lambda each: each.name
    )
    names = dict.fromkeys(cover.authority for cover in own)
    return people, [_line(name, people, own) for name in names]


def _line(name: str, people: Sequence[Person], own: Sequence[Cover]) -> Line:
    parts = [cover for cover in own if cover.authority == name]
    every = sum(len(cover.accounts) for cover in parts)
    return Line(
        name,
        tuple(
            Cell(
                person,
                sum(len(each.accounts) for each in parts if person in each.people),
                every,
            )
            for person in people
        ),
    )


def _seats(schedule: Schedule) -> Iterator[tuple[str, SeatNeeded]]:
    """Every seat that a class by itself calls for; routine covers the second pair."""
    nothing = Content(targets=())
    for name in schedule:
        for seat in plan([name], content=nothing, causes=(), schedule=schedule):
            if seat.authority == name:
                yield name, seat


@dataclass(frozen=True, slots=True)
class _People:
    """The delegations in force, and who acts in the posts that hold them."""

    held: Sequence[Delegation]
    holders: Holders
    sitting: Sitting

    def of(self, seat: SeatNeeded) -> Mapping[int, frozenset[Person]]:
        """Who may fill a seat, by account."""
        found: dict[int, set[Person]] = {}
        for each in self.held:
            if not _counts(each, seat, self.sitting):
                continue
            for account in each.accounts.all():
                if not each.platforms or account.platform in each.platforms:
                    found.setdefault(account.pk, set()).update(
                        self.holders.get(each.job_post_id, ())
                    )
        return {number: frozenset(people) for number, people in found.items()}


def _counts(delegation: Delegation, seat: SeatNeeded, sitting: Sitting) -> bool:
    if set(seat.classes).isdisjoint(delegation.classes):
        return False
    if seat.plus:
        return not set(delegation.job_post.roles).isdisjoint(seat.roles)
    return seat.authority not in sitting.barred(delegation)


def _of_seat(
    name: str, seat: SeatNeeded, accounts: Sequence[SocialAccount], people: _People
) -> Iterator[Cover]:
    could = people.of(seat)
    together: dict[frozenset[Person], list[SocialAccount]] = {}
    for account in accounts:
        who = could.get(account.pk, frozenset())
        together.setdefault(who, []).append(account)
    for who, those in together.items():
        named = sorted(who, key=lambda person: person.name)
        yield Cover(name, seat.roles, tuple(those), tuple(named))
