"""Forms of the register of authority: giving some, taking it back, the schedule.

No rule is applied here; the verbs refuse. Whoever asks brings the words of the classes.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone

from accounts.forms.fields import DayField, RowField, WordsField
from accounts.models import Delegation, JobPost, SocialAccount
from accounts.policy.authority import Grant
from accounts.queries.authority import deciding_posts, may_be_given_on
from accounts.roles import DECIDING_ROLES, Platform, Role


Choices = Sequence[tuple[str, str]]

# What a column of the database holds, with room to spare.
LARGEST_SUM = 10**15
ROLES = [(role.value, role.label) for role in DECIDING_ROLES]


class ManyField(forms.MultipleChoiceField):
    """Several of a list, as tick boxes."""

    def __init__(
        self, *, label: str, choices: Choices = (), required: bool = True
    ) -> None:
        super().__init__(
            label=label,
            choices=choices,
            required=required,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": f"Choose at least one: {label.lower()}.",
                "invalid_choice": f"Choose from the list: {label.lower()}.",
            },
        )


class AccountsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # as Django has it
    """Several accounts, as tick boxes."""

    def __init__(self) -> None:
        wrong = "Choose the accounts from the list."
        super().__init__(
            SocialAccount.objects.filter(enabled=True).order_by("name", "platform"),
            label="On which accounts",
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Choose the accounts that it reaches.",
                "invalid_choice": wrong,
                "invalid_pk_value": wrong,
                "list": wrong,
            },
        )


class GrantForm(forms.Form):
    """What somebody gives; `grant` has it as the verb wants it."""

    reference = WordsField(
        label="Reference", most=32, help_text="As your files have it, such as D-114"
    )
    job_post = RowField(JobPost.objects.none(), label="To which post")
    classes = ManyField(label="What the post may authorise")
    accounts = AccountsField()
    platforms = ManyField(
        label="Only on these platforms (none ticked: on all)",
        choices=Platform.choices,
        required=False,
    )
    topic = WordsField(
        label="Only on this topic",
        most=80,
        required=False,
        help_text="Leave empty for every topic",
    )
    money_ceiling = forms.IntegerField(
        label="Up to how many pounds",
        required=False,
        min_value=0,
        validators=[MaxValueValidator(LARGEST_SUM, "Write a smaller sum.")],
        help_text="Needed for money only, in whole pounds, such as 250000",
        error_messages={
            "invalid": "Write whole pounds in figures, such as 250000.",
            "min_value": "Write a sum that is not below 0.",
        },
        widget=forms.TextInput,
    )
    starts_on = DayField(
        label="First day", required=False, help_text="Leave empty to start at once"
    )
    ends_on = DayField(label="Last day")
    onward = forms.BooleanField(
        label="The holder may give some of it on, once", required=False
    )
    evidence = WordsField(
        label="What it rests on",
        help_text="The minute, schedule or file, such as: Delegation schedule 2026, "
        "page 4",
    )
    under = RowField(
        Delegation.objects.none(),
        label="Given under your delegation",
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django has it
        classes: Choices,
        given_on: Sequence[Delegation],
        draft: int | None = None,
        **kwargs: Any,  # noqa: ANN401 - as Django has it
    ) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        self._field("classes").choices = classes
        self._field("job_post").queryset = deciding_posts()
        self._field("under").queryset = may_be_given_on(given_on)
        if draft is not None:
            del self.fields["onward"]
        if not given_on:
            del self.fields["under"]

    def _field(self, name: str) -> Any:  # noqa: ANN401 - each kind of field has its own
        return self.fields[name]

    def grant(self) -> Grant:
        typed = self.cleaned_data
        return Grant(
            reference=typed["reference"],
            job_post=typed["job_post"],
            classes=tuple(typed["classes"]),
            accounts=tuple(typed["accounts"]),
            valid_from=_start(typed["starts_on"]),
            valid_to=_midnight(typed["ends_on"] + timedelta(days=1)),
            evidence=typed["evidence"],
            platforms=tuple(typed["platforms"]),
            topic=typed["topic"],
            money_ceiling=typed["money_ceiling"],
            one_draft=self.draft,
            onward=typed.get("onward", False),
            under=typed.get("under"),
        )


class RevokeForm(forms.Form):
    reason = WordsField(
        label="Why it is taken back", help_text="The holder and the log have this"
    )


class ScheduleForm(forms.Form):
    """What one class of the schedule says."""

    authoriser = forms.ChoiceField(label="Who decides", choices=ROLES)
    plus = ManyField(label="Who decides besides", choices=ROLES, required=False)
    out_of_hours = forms.ChoiceField(
        label="Who decides out of hours",
        required=False,
        choices=[("", "Nobody: it waits"), *ROLES],
    )
    reference = forms.ChoiceField(
        label="Reference without which it is not decided", required=False
    )
    second = forms.BooleanField(
        label="At least two people approve, so that three have seen it",
        required=False,
    )
    why = WordsField(
        label="Why it changes", help_text="The second person and the log have this"
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django has it
        references: Choices,
        **kwargs: Any,  # noqa: ANN401 - as Django has it
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reference"]
        field.choices = [("", "None"), *references]

    def roles(self, name: str) -> tuple[Role, ...]:
        return tuple(Role(value) for value in self.cleaned_data[name])


def _start(day: date | None) -> datetime:
    return timezone.now() if day is None else _midnight(day)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
