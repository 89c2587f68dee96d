"""Forms of the registers: what may be entered, and what nobody may do for themselves.

Nothing is saved here but what Django's own forms save.
"""

import json
from typing import Any

from django import forms
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    UserChangeForm,
)
from django.utils import timezone

from accounts.actions.people import sets_up
from accounts.models import Holding, JobPost, Person, SocialAccount
from accounts.platforms import NOT_ACCEPTED
from accounts.policy.people import (
    gives_guarded_role,
    is_guarded,
    reasons_against_line,
)
from accounts.queries import holds_post
from accounts.queries.organisation import holds_guarded_post
from accounts.roles import AccountLanguage, Role


class PersonAddForm(AdminUserCreationForm):  # type: ignore[type-arg] # as Django has it
    class Meta:
        model = Person
        fields = ("name", "email")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> Person:
        self.instance.must_change_password = True
        saved: Person = super().save(commit)
        return saved


class TemporaryPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """What an administrator gives is known to two people until it is changed."""

    def save(self, commit: bool = True) -> Person:
        self.user.must_change_password = True
        saved: Person = super().save(commit)
        return saved


class PersonForm(UserChangeForm):  # type: ignore[type-arg] # as Django has it
    class Meta:
        model = Person
        fields = ("name", "email", "is_active")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean_is_active(self) -> bool:
        """Opened again, somebody would have the rights of their posts at once."""
        active: bool = self.cleaned_data["is_active"]
        opened = active and not self.initial.get("is_active", True)
        if opened and holds_guarded_post(self.instance, on=timezone.localdate()):
            raise forms.ValidationError(
                "End their posts first, and then give them again: a second person "
                "confirms those."
            )
        return active


SECOND_PERSON = (
    "A second person confirms what gives somebody such a role. Do it on the page "
    "Registers, People and posts."
)


class ActingForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable at run time
    """A form that knows which administrator fills it in."""

    acting: Person


class JobPostForm(ActingForm):
    roles = forms.MultipleChoiceField(
        choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = JobPost
        fields = ("title", "team", "roles", "reports_to")

    def clean_roles(self) -> list[str]:
        roles: list[str] = self.cleaned_data["roles"]
        own = self.instance.pk and holds_post(self.acting, self.instance)
        if own and set(roles) != set(self.instance.roles):
            raise forms.ValidationError(
                "You hold this post. Another administrator changes its roles."
            )
        if self.instance.pk and gives_guarded_role(self.instance, roles):
            raise forms.ValidationError(SECOND_PERSON)
        return roles

    def clean_reports_to(self) -> JobPost | None:
        above: JobPost | None = self.cleaned_data["reports_to"]
        if self.instance.pk:
            for reason in reasons_against_line(self.instance, reports_to=above):
                raise forms.ValidationError(reason.sentence)
        return above


class HoldingForm(ActingForm):
    class Meta:
        model = Holding
        fields = ("job_post", "person", "starts_on", "ends_on")

    def clean_person(self) -> Person:
        person: Person = self.cleaned_data["person"]
        if person == self.acting:
            raise forms.ValidationError(
                "Nobody gives a post to themselves. Ask another administrator."
            )
        return person

    def clean(self) -> dict[str, Any]:
        own = self.instance.pk is not None and self.instance.person == self.acting
        if own and self.extends:
            raise forms.ValidationError(
                "You hold this post or held it. Another administrator makes it longer."
            )
        if self._guarded and (self.instance.pk is None or self.extends):
            raise forms.ValidationError(SECOND_PERSON)
        return self.cleaned_data

    @property
    def _guarded(self) -> bool:
        """Whether two people give this post, now that there are two to do it."""
        known = self.instance.job_post_id is not None
        post = self.cleaned_data.get("job_post") or (
            self.instance.job_post if known else None
        )
        return post is not None and is_guarded(post) and not sets_up(self.acting)

    @property
    def extends(self) -> bool:
        """Whether the last day moves later, or away."""
        before = self.initial.get("ends_on")
        after = self.cleaned_data.get("ends_on", before)
        return before is not None and (after is None or after > before)


class SecretArea(forms.Textarea):
    """Takes words and never shows them again, not even beside a mistake."""

    def format_value(self, value: object) -> None:
        return None


class SocialAccountForm(ActingForm):
    """`credential` is written, sealed and never shown again.

    `accepted` is what the platform said of it, asked before this form is read.
    """

    accepted = True

    credential = forms.CharField(
        required=False,
        max_length=10_000,
        widget=SecretArea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text="To connect the account, paste its secrets as JSON, such as "
        '{"token": "…"}. They are sealed at once and nobody can read them here.',
    )
    disconnect = forms.BooleanField(
        required=False,
        help_text="Destroy the secrets now. Posts that wait are cancelled.",
    )

    class Meta:
        model = SocialAccount
        fields = (
            *("platform", "handle", "name", "team", "enabled"),
            *("language", "pair", "welsh_scheme"),
        )

    def clean(self) -> dict[str, Any]:
        """A pair is of a Welsh account with an English one."""
        data = super().clean() or self.cleaned_data
        pair = data.get("pair")
        if pair and data.get("language") != AccountLanguage.WELSH:
            self.add_error("pair", "Only a Welsh account names its English account.")
        elif pair and pair.language != AccountLanguage.ENGLISH:
            self.add_error("pair", "Choose an account that posts in English.")
        return data

    def clean_credential(self) -> dict[str, str]:
        text = self.cleaned_data["credential"]
        secret = _parsed(text) if text else {}
        if not isinstance(secret, dict) or not all(
            isinstance(value, str) for value in secret.values()
        ):
            raise forms.ValidationError(
                'Write names and secrets as JSON, such as {"token": "…"}.'
            )
        if not self.accepted:
            raise forms.ValidationError(f"{NOT_ACCEPTED}, so nothing was stored.")
        return secret


def _parsed(text: str) -> object:
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return parsed
