"""What a custodian types to propose a change of a register, one form a shape of row.

Nothing is proposed here; what a value may be is the guidance's to say.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from drafts.forms.moments import typed_moment
from drafts.forms.words import one_line
from drafts.purposes import Purpose
from guidance.policy.calendars import cleaned
from guidance.policy.values import RegisterValueError, Values
from guidance.registers import PeriodKind, Register


HINTS: Mapping[Register, str] = {
    Register.PUBLIC_NUMBER: "A United Kingdom telephone number, such as 020 7946 0999.",
    Register.MAILBOX: "An e-mail address that a post may give.",
    Register.BANK_ACCOUNT: "Sort code, then account: 6 figures, then 8.",
    Register.ADDRESS: "With its full postcode.",
    Register.FEE: "In pounds, such as £88.50.",
    Register.DOMAIN: "Such as rivers.org.uk. What ends in gov.uk passes already.",
    Register.HANDLE: "With or without @.",
    Register.POLITICAL_HANDLE: "With or without @.",
}


def _text(label: str, hint: str = "", *, longest: int = 160) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=longest,
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )


def _lines(label: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "govuk-textarea", "rows": 4}),
    )


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.DateInput(
            format="%Y-%m-%d",
            attrs={"type": "date", "class": "govuk-input govuk-input--width-10"},
        ),
    )


def _clock(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text="Such as 9:30am, in United Kingdom time.",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-5"}),
    )


class ChangeForm(forms.Form):
    """What every proposal asks; `moments` are fields that a day and a clock make."""

    register: Register
    moments: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()

    effect_day = _day(
        "Day of effect", "Leave this empty for: as soon as somebody approves it."
    )
    effect_clock = _clock("Time of effect")
    why = _text("Why", "Whoever decides reads this.", longest=400)

    def __init__(
        self,
        register: Register,
        data: QueryDict | None = None,
        *,
        start_from: Values | None = None,
    ) -> None:
        super().__init__(data, initial=self._initial(start_from or {}))
        self.register = register

    def clean_why(self) -> str:
        return one_line(self.cleaned_data["why"])

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        typed["effect"] = self._moment("effect")
        for name in self.moments:
            typed[name] = self._moment(name)
        for name in self.phrases:
            typed[name] = str(typed.get(name, "")).splitlines()
        if not self.errors:
            typed["values"] = self._values()
        return typed

    def _moment(self, name: str) -> datetime | None:
        day: date | None = self.cleaned_data.get(f"{name}_day")
        clock = self.cleaned_data.get(f"{name}_clock", "")
        parts = [str(day.day), str(day.month), str(day.year)] if day else ["", "", ""]
        try:
            return typed_moment(parts, clock)
        except forms.ValidationError as error:
            self.add_error(f"{name}_clock", error)
            return None

    def _values(self) -> Values | None:
        """The row's values; a register without any, as an end has, gives None."""
        try:
            return cleaned(self.register, self.cleaned_data)
        except RegisterValueError as error:
            name = f"{error.field}_day" if error.field in self.moments else error.field
            self.add_error(name, error.sentence)
            return None

    def _initial(self, values: Values) -> dict[str, Any]:
        start = dict(values)
        for name in self.moments:
            if isinstance(start.get(name), datetime):
                local = timezone.localtime(start[name])
                start |= {
                    f"{name}_day": local.date(),
                    f"{name}_clock": f"{local:%H:%M}",
                }
        for name in self.phrases:
            start[name] = "\n".join(start.get(name) or [])
        return start


class EndForm(ChangeForm):
    def _values(self) -> None:
        return None


class EntryForm(ChangeForm):
    value = _text("Entry", longest=200)
    what = _text("What it is", "Such as: Press office.")
    field_order = ("value", "what")

    def __init__(
        self,
        register: Register,
        data: QueryDict | None = None,
        *,
        start_from: Values | None = None,
    ) -> None:
        super().__init__(register, data, start_from=start_from)
        self.fields["value"].help_text = HINTS.get(register, "")


class ReleaseForm(ChangeForm):
    moments = ("releases_at", "guarded_from")
    phrases = ("words",)
    series = _text("Series", "As people know it.", longest=120)
    words = _lines(
        "Words that name it", "One on each line. A post with one is checked."
    )
    releases_at_day = _day("Day of release")
    releases_at_clock = _clock("Time of release")
    guarded_from_day = _day(
        "Guarded from", "Until the release no post gives a figure or a hint."
    )
    guarded_from_clock = _clock("Guarded from this time")
    field_order = (
        *("series", "words", "releases_at_day", "releases_at_clock"),
        *("guarded_from_day", "guarded_from_clock"),
    )


class PeriodForm(ChangeForm):
    moments = ("starts_at", "ends_at")
    phrases = ("places",)
    name = _text("Name", "As the banner on every page calls it.", longest=120)
    kind = forms.ChoiceField(
        label="Kind",
        required=False,
        choices=PeriodKind.choices,
        widget=forms.RadioSelect,
    )
    starts_at_day = _day("First day")
    starts_at_clock = _clock("Starts at")
    ends_at_day = _day("Last day")
    ends_at_clock = _clock("Ends at")
    places = _lines("Places", "One on each line. Empty means everywhere.")
    allowed = forms.MultipleChoiceField(
        label="Goes out all the same",
        help_text="Posts for these purposes are not touched by the period.",
        required=False,
        choices=Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = (
        *("name", "kind", "starts_at_day", "starts_at_clock"),
        *("ends_at_day", "ends_at_clock", "places", "allowed"),
    )


class SittingForm(ChangeForm):
    first_day = _day("First day that Parliament sits")
    last_day = _day("Last day before the recess")
    what = _text("What it is", "Such as: Autumn, until the Christmas recess.")
    field_order = ("first_day", "last_day", "what")


FORMS: Mapping[Register, type[ChangeForm]] = {
    Register.RELEASE: ReleaseForm,
    Register.PERIOD: PeriodForm,
    Register.SITTING: SittingForm,
}


def form_of(register: Register) -> type[ChangeForm]:
    return FORMS.get(register, EntryForm)
