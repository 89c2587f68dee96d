"""What somebody fills into the slots of a line, and where the words are to go.

Nothing here is saved; whether a value is one of its kind is the policy's to say.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.models import Person, SocialAccount, Team
from accounts.queries import accounts_open_to
from drafts.forms.accounts import AccountsField
from drafts.forms.lines import CHOOSE
from drafts.forms.opened import editing_teams
from drafts.models.lines import LineVersion, SlotKind
from drafts.policy.slots import Slot, slots_of


HINTS: Mapping[str, str] = {
    SlotKind.ROAD: "Such as A64 or A1(M).",
    SlotKind.DATE: "Such as 27 March, or Saturday 27 March 2027.",
    SlotKind.TIME: "Such as 3:15pm.",
    SlotKind.LINK: "A full https:// address on GOV.UK or an approved site.",
}


class UseLineForm(forms.Form):
    """One field for each slot of a line, and the accounts that it goes out on."""

    accounts = AccountsField(
        queryset=SocialAccount.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
    team = forms.ModelChoiceField(
        queryset=Team.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose one of your teams."},
    )

    def __init__(
        self, data: QueryDict | None = None, *, person: Person, version: LineVersion
    ) -> None:
        super().__init__(data)
        opened = accounts_open_to(person).filter(pk__in=version.accounts)
        accounts: Any = self.fields["accounts"]
        accounts.queryset = opened
        accounts.initial = [account.pk for account in opened]
        self.teams = editing_teams(person)
        team: Any = self.fields["team"]
        team.queryset = self.teams
        self.slots = slots_of(version.slots)
        for slot in self.slots:
            self.fields[f"slot_{slot.name}"] = _field(slot)

    @property
    def slot_fields(self) -> list[forms.BoundField]:
        return [self[f"slot_{slot.name}"] for slot in self.slots]

    @property
    def values(self) -> dict[str, str]:
        return {
            slot.name: self.cleaned_data[f"slot_{slot.name}"] for slot in self.slots
        }


def _field(slot: Slot) -> forms.Field:
    label = slot.name.replace("_", " ").capitalize()
    if slot.kind == SlotKind.PLACE:
        chosen = f"Choose “{slot.name}” from the list."
        return forms.ChoiceField(
            label=label,
            choices=[("", "Choose one"), *((place, place) for place in slot.places)],
            error_messages={"required": chosen, "invalid_choice": chosen},
        )
    hint = HINTS.get(slot.kind, f"From {slot.least:,} to {slot.most:,}.")
    return forms.CharField(
        label=label,
        max_length=340,
        help_text=hint,
        error_messages={
            "required": f"Fill in “{slot.name}”.",
            "max_length": f"“{slot.name}” is too long.",
            "null_characters_not_allowed": f"Fill in “{slot.name}” again.",
        },
    )
