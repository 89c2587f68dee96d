"""The plan: which decisions some words need, from whom, in what order, and why.

Pure: no row and no clock is read; whoever lays a plan out gives it every fact.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accounts.models.authority import MONEY_CLASSES
from accounts.roles import Role
from approvals.policy.amounts import largest_sum
from approvals.queries.schedule import Row, Schedule
from drafts.content import Content, Place, Statement
from guidance.content import AuthorityClass


# Any class that the schedule has no row for is decided by its bearer and a second.
UNKNOWN = Row(Role.AUTHORISED_OFFICER)
SECOND_ROLES = (Role.LINE_MANAGER, Role.AUTHORISED_OFFICER, Role.HEAD_OF_DIGITAL)
ROUTINE = AuthorityClass.ROUTINE.value
SECOND = "second pair of eyes"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a class is needed: the rule that asks and the words that it asks about.

    `rule` is empty where the author declared it.
    """

    authority: str
    rule: str = ""
    name: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SeatNeeded:
    """One decision that is needed.

    `classes`: a delegation of any of these counts here; `roles`: only posts with one of
    these, any deciding post where empty. One person never fills both a `plus` seat and
    another, nor plus seats of different roles. `amount` is in pounds, None where no
    money is in it.
    """

    name: str
    authority: str
    classes: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    plus: bool = False
    amount: int | None = None
    topic: str = ""
    why: tuple[str, ...] = ()


def plan(
    classes: Collection[str],
    *,
    content: Content,
    causes: Iterable[Cause],
    schedule: Schedule,
) -> tuple[SeatNeeded, ...]:
    """The seats that these classes call for, authorisers first, then the others.

    Routine authority alone takes one approver; any class that the schedule gives a
    second takes two, so that with its author three people have seen the words.
    """
    wanted = sorted(classes) or [ROUTINE]
    sentences = _sentences(causes)
    authorisers = [
        _authoriser(name, content=content, why=sentences.get(name, ()))
        for name in wanted
    ]
    plus = [
        seat
        for name in wanted
        for seat in _plus(name, schedule.get(name, UNKNOWN), sentences.get(name, ()))
    ]
    alone = not any(schedule.get(name, UNKNOWN).second for name in wanted)
    if not plus and not alone:
        plus = [_second()]
    return (*authorisers, *plus)


def missing_references(
    classes: Collection[str], *, content: Content, schedule: Schedule
) -> list[tuple[str, str]]:
    """The class and the reference without which it is not decided, for each absent one."""
    asked = [(name, schedule.get(name, UNKNOWN).reference) for name in sorted(classes)]
    return [
        (name, reference)
        for name, reference in asked
        if reference and not getattr(content.references, reference)
    ]


def _authoriser(name: str, *, content: Content, why: Sequence[str]) -> SeatNeeded:
    declared = [each for each in content.statements if each.authority == name]
    return SeatNeeded(
        name=name,
        authority=name,
        classes=(name,),
        amount=_amount(name, declared, content),
        topic=_topic(declared),
        why=tuple(why),
    )


def _plus(name: str, row: Row, why: Sequence[str]) -> Iterator[SeatNeeded]:
    """A line manager decides besides by their routine authority, others by the class."""
    for role in row.plus:
        yield SeatNeeded(
            name=f"{name} + {role.value}",
            authority=name,
            classes=(name, ROUTINE) if role == Role.LINE_MANAGER else (name,),
            roles=(role,),
            plus=True,
            why=tuple(why),
        )


def _second() -> SeatNeeded:
    return SeatNeeded(
        name=SECOND,
        authority=ROUTINE,
        classes=(ROUTINE,),
        roles=SECOND_ROLES,
        plus=True,
        why=("A post that needs special authority is seen by three people.",),
    )


def _amount(name: str, declared: Sequence[Statement], content: Content) -> int | None:
    """The largest sum declared for a money class, or else named anywhere in the words."""
    if name not in MONEY_CLASSES:
        return None
    stated = largest_sum(f"{each.what} {each.basis}" for each in declared)
    written = largest_sum(part.text for t in content.targets for part in t.parts)
    sums = [amount for amount in (stated, written) if amount is not None]
    return max(sums, default=None)


def _topic(declared: Sequence[Statement]) -> str:
    """The one topic of the statements; none where they differ or name none."""
    topics = {each.topic for each in declared}
    return topics.pop() if len(topics) == 1 else ""


def _sentences(causes: Iterable[Cause]) -> Mapping[str, tuple[str, ...]]:
    """For each class, why it is needed, each sentence once."""
    found: dict[str, dict[str, None]] = {}
    for cause in causes:
        found.setdefault(cause.authority, {})[_sentence(cause)] = None
    return {name: tuple(sentences) for name, sentences in found.items()}


def _sentence(cause: Cause) -> str:
    if not cause.rule:
        return "The author declares it."
    where = (
        f", characters {cause.place.start} to {cause.place.end}" if cause.place else ""
    )
    return f"{cause.name} ({cause.rule}{where})."
