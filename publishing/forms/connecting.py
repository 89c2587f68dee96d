"""What is typed to register an account and to connect it.

Nothing is saved here, and what opens an account is never shown again.
"""

from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from accounts.forms.channels import EntryForm
from accounts.forms.fields import RowField, WordsField
from accounts.models import SocialAccount, Team
from accounts.models.social import HANDLE_RULE
from accounts.outbound import OutboundError
from accounts.roles import Platform
from publishing.platforms.secrets import FIELDS, SecretField
from publishing.platforms.servers import has_own_servers, needs_server, server_address


LONGEST_SECRET = 4_000
# What the register must know before anybody is asked to approve an account.
NEEDED = ("owner", "deputy", "purpose", "recovery", "mfa", "names_body", "review_on")


class PlatformForm(forms.Form):
    platform = forms.ChoiceField(
        label="Which platform is it on?",
        choices=[("", "Choose one"), *Platform.choices],
        error_messages={
            "required": "Choose the platform.",
            "invalid_choice": "Choose the platform from the list.",
        },
    )


class PlaceForm(forms.Form):
    """Where an account is, what it is called, and whose it is."""

    server = WordsField(
        label="Server",
        required=False,
        help_text="For example, https://social.example",
    )
    handle = WordsField(
        label="Handle", most=120, help_text="As the platform shows it: @RiversDept"
    )
    name = WordsField(
        label="Name", most=120, help_text="What colleagues call the account"
    )
    team = RowField(Team.objects.order_by("name"), label="Team")

    def __init__(self, data: Any, *, platform: str) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(data)
        self.platform = platform
        if not has_own_servers(platform):
            del self.fields["server"]
        elif not needs_server(platform):
            self.fields["server"].help_text = "Leave it empty for the usual one"

    def clean_server(self) -> str:
        try:
            return server_address(self.cleaned_data["server"], platform=self.platform)
        except OutboundError as refused:
            raise forms.ValidationError(str(refused)) from None

    def clean_handle(self) -> str:
        handle: str = self.cleaned_data["handle"]
        if not handle.isascii():
            raise forms.ValidationError(HANDLE_RULE)
        return handle

    @property
    def typed(self) -> dict[str, Any]:
        return {"server": "", **self.cleaned_data}


class NewEntryForm(EntryForm):
    """The entry of a new account, of which nothing that matters may be left out."""

    def __init__(self, data: Any, *, account: SocialAccount) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(data, account=account)
        del self.fields["dormant"]
        for name in NEEDED:
            field = self.fields[name]
            field.required = True
            field.error_messages["required"] = f"Fill in: {str(field.label).lower()}."

    def clean(self) -> dict[str, Any]:
        return {**(super().clean() or self.cleaned_data), "dormant": False}


class SecretsForm(forms.Form):
    """The fields of a platform's secret; those that open something come back empty."""

    def __init__(self, data: Any, *, platform: str) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(data)
        for each in FIELDS[platform]:
            self.fields[each.name] = _field(each)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("expires_at") and not _is_moment(typed["expires_at"]):
            self.add_error(
                "expires_at", "Write it like 2027-03-27T15:15:00+00:00, with its zone."
            )
        return typed

    @property
    def secret(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}


def _is_moment(words: str) -> bool:
    try:
        moment = parse_datetime(words)
    except ValueError:
        return False
    return moment is not None and moment.tzinfo is not None


def _field(each: SecretField) -> forms.CharField:
    hidden = forms.PasswordInput(render_value=False)
    return forms.CharField(
        label=each.label,
        help_text=each.help,
        required=each.needed,
        max_length=LONGEST_SECRET,
        widget=hidden if each.hidden else forms.TextInput(),
        error_messages={
            "required": f"Fill in: {each.label}.",
            "max_length": "This is too long to be what the platform gave.",
        },
    )
