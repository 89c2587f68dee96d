"""What somebody types to propose a line: a wording, its slots, where and until when.

Nothing here is saved; a valid form hands out a `Wording` for the actions.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.models import JobPost, SocialAccount
from drafts.actions.lines import Wording
from drafts.forms.accounts import AccountsField
from drafts.forms.words import WordsField, one_line
from drafts.models.lines import LineLanguage, LineVersion, SlotKind
from drafts.policy.filling import slot_names
from drafts.policy.slots import Slot, slots_of


KINDS = ", ".join(kind.value for kind in SlotKind)
RANGE = re.compile(r"([0-9,]{1,11}) to ([0-9,]{1,11})", re.ASCII)
CHOOSE = {
    "required": "Choose at least one account.",
    "invalid_choice": "Choose accounts from the list.",
    "invalid_pk_value": "Choose accounts from the list.",
    "invalid_list": "Choose accounts from the list.",
}


def _short(what: str, most: int) -> dict[str, str]:
    return {
        "required": f"Give it {what}.",
        "max_length": f"Keep this to {most} characters. It has %(show_value)d.",
        "null_characters_not_allowed": "This has an invisible control character.",
    }


class LineForm(forms.Form):
    """A wording with its slots, one described on each line of `slots`."""

    title = forms.CharField(max_length=120, error_messages=_short("a title", 120))
    topic = forms.CharField(max_length=60, error_messages=_short("a topic", 60))
    text = WordsField()
    slots = WordsField(required=False)
    language = forms.ChoiceField(
        choices=LineLanguage,
        initial=LineLanguage.ENGLISH,
        error_messages={"invalid_choice": "Choose English or Welsh."},
    )
    accounts = AccountsField(
        queryset=SocialAccount.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    owner = forms.ModelChoiceField(
        queryset=JobPost.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose the post that owns the line."},
    )
    last_day = forms.DateField(
        input_formats=["%d %m %Y", "%d/%m/%Y", "%Y-%m-%d"],
        error_messages={
            "required": "Give the last day on which it may be used.",
            "invalid": "Write the last day in numbers, such as 27 3 2027.",
        },
    )

    def __init__(
        self, data: QueryDict | None = None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        accounts: Any = self.fields["accounts"]
        accounts.queryset = SocialAccount.objects.filter(enabled=True).order_by("name")
        owner: Any = self.fields["owner"]
        owner.queryset = JobPost.objects.order_by("title")

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_topic(self) -> str:
        return one_line(self.cleaned_data["topic"])

    def clean_slots(self) -> tuple[Slot, ...]:
        """What was described, and slots that are called what they are."""
        described = [
            _described(each)
            for each in self.cleaned_data["slots"].splitlines()
            if each.strip()
        ]
        known = {slot.name for slot in described}
        named = slot_names(self.cleaned_data.get("text", ""))
        plain = [
            Slot(name, name)
            for name in named
            if name not in known and name in ("road", "date", "time", "link")
        ]
        return (*described, *plain)

    @property
    def wording(self) -> Wording:
        data = self.cleaned_data
        return Wording(
            title=data["title"],
            text=data["text"],
            slots=data["slots"],
            topic=data["topic"],
            language=data["language"],
            accounts=tuple(account.pk for account in data["accounts"]),
            valid_from=timezone.now(),
            valid_to=_end_of(data["last_day"]),
        )


def _end_of(day: date) -> datetime:
    """The last moment of a day in the United Kingdom."""
    try:
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
    except OverflowError:
        # The end of the calendar: the policy refuses nothing that far away.
        return datetime.max.replace(tzinfo=timezone.get_fixed_timezone(0))


def _described(typed: str) -> Slot:
    """A slot from its line, such as "river: place: River Ouse; River Exe"."""
    name, kind, rest = [*(each.strip() for each in typed.split(":", 2)), "", ""][:3]
    if not name or kind not in SlotKind.values:
        raise forms.ValidationError(
            f"Describe each slot as “name: kind”. The kinds are {KINDS}."
        )
    if kind == SlotKind.PLACE:
        places = dict.fromkeys(each.strip() for each in rest.split(";") if each.strip())
        return Slot(name, kind, places=tuple(places))
    if kind == SlotKind.NUMBER:
        least, most = _range(rest)
        return Slot(name, kind, least=least, most=most)
    return Slot(name, kind)


def _range(typed: str) -> tuple[int, int]:
    found = RANGE.fullmatch(typed)
    if found is None or not (found[1].strip(",") and found[2].strip(",")):
        raise forms.ValidationError(
            "Say from which to which number a slot goes, such as “0 to 500”."
        )
    return int(found[1].replace(",", "")), int(found[2].replace(",", ""))


def typed_of(version: LineVersion) -> dict[str, Any]:
    """A version as the form's first values."""
    return {
        "title": version.title,
        "topic": version.topic,
        "text": version.text,
        "slots": "\n".join(map(_as_typed, slots_of(version.slots))),
        "language": version.language,
        "accounts": list(version.accounts),
        "owner": version.line.owner_id,
        "last_day": f"{timezone.localtime(version.valid_to):%d %m %Y}",
    }


def _as_typed(slot: Slot) -> str:
    if slot.kind == SlotKind.PLACE:
        return f"{slot.name}: {slot.kind}: {'; '.join(slot.places)}"
    if slot.kind == SlotKind.NUMBER:
        return f"{slot.name}: {slot.kind}: {slot.least} to {slot.most}"
    return f"{slot.name}: {slot.kind}"
