"""What posting a draft costs, and whether its accounts have room for it, account by account.

Nothing is worked out here: the platforms' port says it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import template

from drafts.content import Content, Target, moment
from drafts.platforms import Cost, Room, in_dollars, platforms


register = template.Library()


@dataclass(frozen=True, slots=True)
class Charged:
    """One account on a platform that takes money."""

    target: Target
    cost: Cost


@dataclass(frozen=True, slots=True)
class Short:
    """One account that may make fewer posts now than these words are, and until when."""

    target: Target
    room: Room

    @property
    def needed(self) -> int:
        return len(self.target.parts)


@register.simple_tag
def costs(content: Content) -> Sequence[Charged]:
    """Each account on which posting costs something."""
    asked = platforms()
    priced = ((target, asked.cost(target)) for target in content.targets)
    return [Charged(target, cost) for target, cost in priced if cost is not None]


@register.filter
def together(charged: Sequence[Charged]) -> str:
    """The sum in US dollars."""
    return in_dollars(sum((each.cost.dollars for each in charged), Decimal(0)))


@register.simple_tag
def short_of_room(content: Content) -> Sequence[Short]:
    """The accounts whose limit is too low now, unless the words go out after it ends."""
    room = platforms().room(content)
    opens = moment(content.not_before)
    short = (
        Short(target, room[target.account])
        for target in content.targets
        if target.account in room
    )
    return [
        each
        for each in short
        if each.room.posts < each.needed and not (opens and opens >= each.room.until)
    ]
