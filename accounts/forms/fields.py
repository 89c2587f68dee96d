"""Fields for days, moments and references, which refuse in sentences.

No form lives here.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone


DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %m %Y", "%d %B %Y"]
MOMENTS = [f"{day} {clock}" for day in DAYS for clock in ("%H:%M", "%I:%M%p")]
# What a year of four figures can mean here.
YEARS = range(1900, 2200)


class DayField(forms.DateField):
    """A day as people in the United Kingdom write it."""

    def __init__(
        self, *, label: str, required: bool = True, help_text: str = ""
    ) -> None:
        wrong = "Write the day like 27/3/2027."
        super().__init__(
            label=label,
            required=required,
            help_text=help_text or "For example, 27/3/2027",
            input_formats=DAYS,
            error_messages={"invalid": wrong, "required": wrong},
            widget=forms.DateInput(format="%d/%m/%Y"),
        )

    def clean(self, value: Any) -> date | None:  # noqa: ANN401 - as Django has it
        day: date | None = super().clean(value)
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"])
        return day


class MomentField(forms.DateTimeField):
    """A day and a time by the clock in the United Kingdom, that happens exactly once."""

    def __init__(self, *, label: str) -> None:
        wrong = "Write the day and time like 27/3/2027 15:15."
        super().__init__(
            label=label,
            help_text="For example, 27/3/2027 15:15",
            input_formats=MOMENTS,
            error_messages={"invalid": wrong, "required": wrong},
            widget=forms.DateTimeInput(format="%d/%m/%Y %H:%M"),
        )

    def clean(self, value: Any) -> datetime | None:  # noqa: ANN401 - as Django has it
        try:
            moment: datetime | None = super().clean(value)
        except forms.ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise forms.ValidationError(
                "The clocks change in that hour, so this time happens twice or not at "
                "all. Choose a time before 1am or from 2am."
            ) from None
        if moment is not None and timezone.localtime(moment).year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"])
        return moment


class WordsField(forms.CharField):
    """A short text of ours."""

    def __init__(
        self, *, label: str, most: int = 200, required: bool = True, help_text: str = ""
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            max_length=most,
            help_text=help_text,
            error_messages={
                "required": f"Fill in: {label.lower()}.",
                "max_length": f"Keep this to {most} characters. It has %(show_value)d.",
                "null_characters_not_allowed": "This has an invisible control "
                "character. Type it again.",
            },
        )

    def clean(self, value: Any) -> str:  # noqa: ANN401 - as Django has it
        words: str = super().clean(value)
        if not words.isprintable():
            raise forms.ValidationError(
                "This has an invisible control character. Type it again."
            )
        return words


class RowField(forms.ModelChoiceField):  # type: ignore[type-arg] # as Django has it
    """One row of a register, chosen from a list."""

    def __init__(self, queryset: Any, *, label: str, required: bool = True) -> None:  # noqa: ANN401 - any model's rows
        super().__init__(
            queryset,
            label=label,
            required=required,
            empty_label="Choose one" if required else "None",
            error_messages={
                "required": f"Choose: {label.lower()}.",
                "invalid_choice": f"Choose from the list: {label.lower()}.",
            },
        )
