"""The forms of webhooks; a secret is written, sealed and never shown again.

Nothing is saved here.
"""

from django import forms

from accounts.forms.registers import SecretArea
from accounts.models import Person
from accounts.queries.webhooks import possible_owners
from accounts.webhook_events import OFFERED, in_words


class WebhookForm(forms.Form):
    """What a webhook is, but for its secret."""

    name = forms.CharField(
        label="Name", max_length=80, help_text="Such as “Newsroom dashboard”."
    )
    url = forms.CharField(
        label="Address",
        max_length=490,
        help_text="Begins with https:// and holds no secret: administrators see it.",
    )
    events = forms.MultipleChoiceField(
        label="Events",
        choices=[(event.value, in_words(event)) for event in OFFERED],
        error_messages={"required": "Choose at least one event."},
    )
    owner = forms.ModelChoiceField(
        label="Owner",
        queryset=Person.objects.none(),
        help_text="Is told when the address does not answer for three days.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own
        owner = self.fields["owner"]
        if isinstance(owner, forms.ModelChoiceField):
            owner.queryset = possible_owners()


class SecretForm(forms.Form):
    """A webhook's secret alone."""

    secret = forms.CharField(
        label="Secret",
        max_length=200,
        strip=True,
        widget=SecretArea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text="24 to 64 random bytes in base64, such as “openssl rand -base64 32” "
        "makes. It signs what is sent, is sealed at once, and nobody can read it here.",
    )


class NewWebhookForm(WebhookForm, SecretForm):
    """A webhook with its first secret."""

    field_order = ("name", "url", "owner", "secret", "events")
