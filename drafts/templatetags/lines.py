"""Pre-cleared lines on a page: what a slot takes, where a line goes, what words rest on.

No line is changed here.
"""

from collections.abc import Mapping, Sequence

from django import template

from drafts.content import Content
from drafts.models.lines import LineVersion, SlotKind
from drafts.policy.lines import line_of as line_that_stands
from drafts.policy.slots import Slot, slots_of


register = template.Library()


@register.filter
def slots(version: LineVersion) -> Sequence[Slot]:
    return slots_of(version.slots)


@register.filter
def takes(slot: Slot) -> str:
    """What may be filled in, in words."""
    if slot.kind == SlotKind.PLACE:
        return "One of: " + ", ".join(slot.places)
    if slot.kind == SlotKind.NUMBER:
        return f"A number from {slot.least:,} to {slot.most:,}"
    return "A " + str(SlotKind(slot.kind).label).lower()


@register.filter
def on_accounts(version: LineVersion, names: Mapping[int, str]) -> str:
    return ", ".join(names[pk] for pk in version.accounts if pk in names)


@register.simple_tag
def line_of(content: Content) -> LineVersion | None:
    """The line in force that the words still are, if they are one."""
    return line_that_stands(content) if content.line else None
