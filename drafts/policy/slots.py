"""What each kind of slot takes, and the sentence for a value that is none.

No line, no draft and no clock of its own lives here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from drafts.models.lines import SlotKind
from drafts.policy.days import day_pattern, exists


ROAD = r"[ABM][1-9][0-9]{0,3}(?:\(M\))?"
TIME = (
    r"(?:1[0-2]|[1-9])(?:[:.][0-5][0-9])?[ap]m"
    r"|(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|midday|midnight"
)
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,9}"
LINK = (
    r"https://[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}"
    r"(?:/[A-Za-z0-9/_.?=&#%-]{0,299}(?<![.?]))?"
)
HOST = re.compile(r"https://([^/]+)")
# Sites of government itself; others are on the register of approved domains.
GOVERNMENT = frozenset(
    (
        *("gov.uk", "nhs.uk", "police.uk", "parliament.uk"),
        *("gov.wales", "llyw.cymru", "gov.scot"),
    )
)
LONGEST_VALUE = 340


@dataclass(frozen=True, slots=True)
class Slot:
    """A named gap in a line. `places` is for places, `least` and `most` for numbers."""

    name: str
    kind: str
    places: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value is judged by beside its slot."""

    language: str
    today: date
    approved_domains: frozenset[str] = frozenset()


def stored(slots: Iterable[Slot]) -> list[dict[str, Any]]:
    """Slots as a version keeps them in JSON."""
    return [asdict(slot) | {"places": list(slot.places)} for slot in slots]


def slots_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Slot, ...]:
    """Slots back from a version's JSON."""
    return tuple(Slot(**{**each, "places": tuple(each["places"])}) for each in kept)


def pattern_of(slot: Slot, language: str) -> str:
    """What a value looks like; one that looks right may still be refused."""
    if slot.kind == SlotKind.PLACE:
        longest_first = sorted(slot.places, key=len, reverse=True)
        return "|".join(re.escape(place) for place in longest_first)
    if slot.kind == SlotKind.DATE:
        return day_pattern(language)
    return PATTERNS[slot.kind]


def refusal(slot: Slot, value: str, setting: Setting) -> str:
    """Why the value is not one of its kind, in a sentence; empty when it is."""
    looks_right = len(value) <= LONGEST_VALUE and re.fullmatch(
        pattern_of(slot, setting.language), value
    )
    if looks_right and JUDGES[slot.kind](slot, value, setting):
        return ""
    said = SENTENCES[slot.kind]
    return said.format(name=slot.name, least=f"{slot.least:,}", most=f"{slot.most:,}")


def _any(_slot: Slot, _value: str, _setting: Setting) -> bool:
    return True


def _is_a_day(_slot: Slot, value: str, setting: Setting) -> bool:
    return exists(value, language=setting.language, today=setting.today)


def _is_in_range(slot: Slot, value: str, _setting: Setting) -> bool:
    return slot.least <= int(value.replace(",", "")) <= slot.most


def _is_approved(_slot: Slot, value: str, setting: Setting) -> bool:
    found = HOST.match(value)
    labels = found[1].split(".") if found else []
    trusted = GOVERNMENT | setting.approved_domains
    return any(".".join(labels[first:]) in trusted for first in range(len(labels)))


PATTERNS: Mapping[str, str] = {
    SlotKind.ROAD: ROAD,
    SlotKind.TIME: TIME,
    SlotKind.NUMBER: NUMBER,
    SlotKind.LINK: LINK,
}
JUDGES: Mapping[str, Callable[[Slot, str, Setting], bool]] = {
    SlotKind.PLACE: _any,
    SlotKind.ROAD: _any,
    SlotKind.DATE: _is_a_day,
    SlotKind.TIME: _any,
    SlotKind.NUMBER: _is_in_range,
    SlotKind.LINK: _is_approved,
}
SENTENCES: Mapping[str, str] = {
    SlotKind.PLACE: "Choose “{name}” from the list.",
    SlotKind.ROAD: "Write “{name}” as a road number, such as A64 or A1(M).",
    SlotKind.DATE: "Write “{name}” as a day that exists, such as 27 March.",
    SlotKind.TIME: "Write “{name}” as a time, such as 3:15pm.",
    SlotKind.NUMBER: "Write “{name}” in figures, from {least} to {most}.",
    SlotKind.LINK: "Write “{name}” as a full https:// address on GOV.UK or an "
    "approved site.",
}
