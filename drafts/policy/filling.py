"""A line's text and the words made from it: filled in, and read back.

No row and no clock lives here; whether a value is one of its kind is the slots' to say.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from accounts.reasons import Reason
from drafts.models.lines import SlotKind
from drafts.policy.days import written
from drafts.policy.slots import LONGEST_VALUE, Setting, Slot, pattern_of, refusal


SLOT = re.compile(r"\{([a-z][a-z0-9_]{0,19})\}")
BRACE = re.compile(r"[{}]")
LONGEST_TEXT = 1000
MOST_SLOTS = 8
MOST_PLACES = 40


def slot_names(text: str) -> list[str]:
    """The names in the text, each once, in their order."""
    return list(dict.fromkeys(SLOT.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The words of the line with each slot filled."""
    return SLOT.sub(lambda slot: values[slot[1]], text)


def reasons_against_values(
    slots: Sequence[Slot], values: Mapping[str, str], setting: Setting
) -> list[Reason]:
    """A sentence for each slot whose value is not one of its kind."""
    found = (refusal(slot, values.get(slot.name, ""), setting) for slot in slots)
    return [Reason("slot", sentence) for sentence in found if sentence]


def values_in(
    text: str, slots: Sequence[Slot], words: str, language: str
) -> Mapping[str, str] | None:
    """What the words fill into the text's slots; None where they are other words.

    The same slot twice has the same value twice. The patterns are bounded and hold no
    white space beyond a list's or a day's own, so that this takes linear time.
    """
    if len(words) > LONGEST_TEXT + MOST_SLOTS * LONGEST_VALUE:
        return None
    found = re.fullmatch(_pattern(text, slots, language), words)
    return found.groupdict() if found else None


def _pattern(text: str, slots: Sequence[Slot], language: str) -> str:
    kinds = {slot.name: slot for slot in slots}
    seen: set[str] = set()
    pieces, done = [], 0
    for each in SLOT.finditer(text):
        name = each[1]
        pieces.append(re.escape(text[done : each.start()]))
        if name in seen:
            pieces.append(f"(?P={name})")
        else:
            pieces.append(f"(?P<{name}>{pattern_of(kinds[name], language)})")
        seen.add(name)
        done = each.end()
    return "".join([*pieces, re.escape(text[done:])])


def reasons_against_text(text: str, slots: Sequence[Slot]) -> list[Reason]:
    """Why this cannot be a line: its length, its braces, or slots that do not fit."""
    reasons = []
    if len(text) > LONGEST_TEXT:
        reasons.append(
            Reason("line-too-long", f"Keep the line to {LONGEST_TEXT:,} characters.")
        )
    if BRACE.search(SLOT.sub("", text)):
        reasons.append(
            Reason(
                "line-braces",
                "Write a slot as a short name in small letters between braces, such as "
                "{river}. No other braces can be in a line.",
            )
        )
    return reasons + _slot_reasons(text, slots)


def _slot_reasons(text: str, slots: Sequence[Slot]) -> list[Reason]:
    named, described = set(slot_names(text)), [slot.name for slot in slots]
    reasons = []
    if "}{" in text:
        reasons.append(Reason("slots-touch", "Put words or a space between two slots."))
    if named != set(described) or len(described) != len(set(described)):
        reasons.append(
            Reason("slots-differ", "Describe each slot of the text once, and no other.")
        )
    if len(described) > MOST_SLOTS:
        reasons.append(Reason("too-many-slots", f"Use {MOST_SLOTS} slots at most."))
    return reasons + [reason for slot in slots for reason in _kind_reasons(slot)]


def _kind_reasons(slot: Slot) -> list[Reason]:
    if slot.kind not in SlotKind.values:
        return [Reason("slot-kind", f"Say what “{slot.name}” is: a place, a road, …")]
    if slot.kind == SlotKind.PLACE and not 0 < len(slot.places) <= MOST_PLACES:
        return [
            Reason(
                "slot-places",
                f"List the places that “{slot.name}” may be, {MOST_PLACES} at most.",
            )
        ]
    if slot.kind == SlotKind.NUMBER and not 0 <= slot.least < slot.most < 10**9:
        return [
            Reason("slot-range", f"Say from which to which number “{slot.name}” goes.")
        ]
    return []


def samples(
    text: str, slots: Sequence[Slot], *, language: str, today: date
) -> list[str]:
    """The text filled in as it may be: every place of a list is in one of them."""
    rounds = max([1, *(len(_examples(slot, language, today)) for slot in slots)])
    return [
        filled(
            text,
            {
                slot.name: _nth(_examples(slot, language, today), number)
                for slot in slots
            },
        )
        for number in range(rounds)
    ]


def _nth(examples: Sequence[str], number: int) -> str:
    return examples[number % len(examples)]


def _examples(slot: Slot, language: str, today: date) -> Sequence[str]:
    later = written(today + timedelta(days=7), language)
    return {
        SlotKind.PLACE.value: slot.places,
        SlotKind.ROAD.value: ("A64",),
        SlotKind.DATE.value: (later,),
        SlotKind.TIME.value: ("3:15pm",),
        SlotKind.NUMBER.value: (f"{slot.least}", f"{slot.most:,}"),
        SlotKind.LINK.value: ("https://www.gov.uk/check-flooding",),
    }[slot.kind]
