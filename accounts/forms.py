"""Forms of the registers: what may be entered, and what nobody may do for themselves.

Nothing is saved here but what Django's own forms save.
"""

import json

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from accounts.models import Holding, JobPost, Person, SocialAccount
from accounts.queries import holds_post
from accounts.roles import Role


class PersonAddForm(AdminUserCreationForm):  # type: ignore[type-arg] # as Django has it
    class Meta:
        model = Person
        fields = ("name", "email")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class PersonForm(UserChangeForm):  # type: ignore[type-arg] # as Django has it
    class Meta:
        model = Person
        fields = ("name", "email", "is_active")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


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
        return roles


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


class SocialAccountForm(ActingForm):
    """`credential` is written, sealed and never shown again."""

    credential = forms.CharField(
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text="To connect the account, paste its secrets as JSON, such as "
        '{"token": "…"}. They are sealed at once and nobody can read them here.',
    )
    disconnect = forms.BooleanField(
        required=False,
        help_text="Destroy the secrets now. Posts that wait are held.",
    )

    class Meta:
        model = SocialAccount
        fields = ("platform", "handle", "name", "team", "enabled")

    def clean_credential(self) -> dict[str, str]:
        text = self.cleaned_data["credential"]
        secret = _parsed(text) if text else {}
        if not isinstance(secret, dict) or not all(
            isinstance(value, str) for value in secret.values()
        ):
            raise forms.ValidationError(
                'Write names and secrets as JSON, such as {"token": "…"}.'
            )
        return secret


def _parsed(text: str) -> object:
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return parsed
