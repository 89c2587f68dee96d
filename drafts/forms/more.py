"""What a post is for and belongs to: purpose, references, money, embargo, doubt.

Nothing here is saved; a valid form writes what was typed into a `Content`.
"""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from drafts.content import Content, References, moment, stamp
from drafts.forms.moments import typed_moment
from drafts.forms.words import LineField
from drafts.purposes import Purpose


PAID = {"": None, "no": False, "yes": True}
EMBARGO = ("embargo_day", "embargo_month", "embargo_year")


class MoreForm(forms.Form):
    """The fields that most posts leave as they are."""

    purpose = forms.ChoiceField(
        choices=Purpose.choices,
        required=False,
        error_messages={"invalid_choice": "Choose what the post is for."},
    )
    announcement = LineField(most=80)
    parliament = LineField(most=80)
    paid = forms.ChoiceField(
        choices=(("no", "No"), ("yes", "Yes")),
        required=False,
        error_messages={"invalid_choice": "Choose yes or no."},
    )
    spend_approval = LineField(most=80)
    embargo_day = forms.CharField(required=False)
    embargo_month = forms.CharField(required=False)
    embargo_year = forms.CharField(required=False)
    embargo_clock = forms.CharField(required=False)
    unsure = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None, *, base: Content) -> None:
        super().__init__(data, initial=_typed_already(base))
        self.base = base

    def clean(self) -> dict[str, Any]:
        typed = [self.cleaned_data.get(name, "") for name in EMBARGO]
        clock = self.cleaned_data.get("embargo_clock", "")
        try:
            self.cleaned_data["embargo_until"] = typed_moment(typed, clock)
        except forms.ValidationError as error:
            self.add_error("embargo_clock", error)
        return self.cleaned_data

    def applied_to(self, content: Content) -> Content:
        """The content with what was typed here; what cannot be read stays as it was."""
        if not self.is_bound:
            return content
        self.is_valid()
        data = self.cleaned_data
        return replace(
            content,
            purpose=data.get("purpose") or self.base.purpose,
            references=References(
                announcement=data.get("announcement", ""),
                parliament=data.get("parliament", ""),
                spend_approval=data.get("spend_approval", ""),
            ),
            paid=PAID[data.get("paid", "")],
            embargo_until=stamp(data.get("embargo_until")),
            unsure=data.get("unsure", False),
        )

    @property
    def used(self) -> bool:
        """Whether any of the rarely used fields is filled in, so that they are shown."""
        rare = (*EMBARGO, "embargo_clock", "announcement", "parliament")
        names = (*rare, "paid", "spend_approval")
        return any(self[name].value() or self[name].errors for name in names)


def _typed_already(base: Content) -> dict[str, Any]:
    ends = moment(base.embargo_until)
    local = timezone.localtime(ends) if ends else None
    return {
        "purpose": base.purpose,
        "announcement": base.references.announcement,
        "parliament": base.references.parliament,
        "spend_approval": base.references.spend_approval,
        "paid": {None: "", False: "no", True: "yes"}[base.paid],
        "embargo_day": local.day if local else "",
        "embargo_month": local.month if local else "",
        "embargo_year": local.year if local else "",
        "embargo_clock": f"{local:%H:%M}" if local else "",
        "unsure": base.unsure,
    }
