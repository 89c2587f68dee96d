"""What an authorised officer types to stop publishing: where, and why.

Nothing is stopped here.
"""

from django import forms
from django.http import QueryDict

from accounts.models import SocialAccount
from drafts.forms import one_line


EVERYTHING = "everything"
CHOOSE = "Choose everything, or one account."


class HoldForm(forms.Form):
    """`confirmed` comes with the page that says in numbers what is held."""

    scope = forms.ChoiceField(
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )
    reason = forms.CharField(
        max_length=200,
        error_messages={
            "required": "Say why, in words everyone may read.",
            "max_length": "Keep the reason to 200 characters. It has %(show_value)d.",
            "null_characters_not_allowed": "The reason has an invisible control "
            "character. Type it again.",
        },
    )
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.accounts = {
            str(account.pk): account
            for account in SocialAccount.objects.order_by("name", "platform")
        }
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            (EVERYTHING, "Everything, on every account"),
            *((key, str(account)) for key, account in self.accounts.items()),
        ]

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])

    @property
    def account(self) -> SocialAccount | None:
        """The one account to stop, or None for everything."""
        return self.accounts.get(self.cleaned_data["scope"])
