"""What somebody types to stop publishing, where and why, and to let one post out.

Nothing is stopped here.
"""

from django import forms
from django.http import QueryDict

from accounts.models import SocialAccount, Team
from accounts.models.people import Department
from drafts.forms import one_line
from publishing.queries.stops import Scope


EVERYTHING = "everything"
CHOOSE = "Choose everything, a department, a team or an account."


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
        self.scopes = _scopes()
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            (value, "Everything, on every account" if value == EVERYTHING else label)
            for value, label in (
                (value, scope.heading) for value, scope in self.scopes.items()
            )
        ]

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])

    @property
    def chosen(self) -> Scope:
        """What to stop, of a valid form."""
        return self.scopes[self.cleaned_data["scope"]]


class ReleaseForm(forms.Form):
    """Why one post goes out during a hold; empty where no hold is in force."""

    reason = forms.CharField(
        required=False,
        max_length=200,
        error_messages={
            "max_length": "Keep the reason to 200 characters. It has %(show_value)d.",
            "null_characters_not_allowed": "The reason has an invisible control "
            "character. Type it again.",
        },
    )

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"])


def _scopes() -> dict[str, Scope]:
    """Everything first, then from the widest to the narrowest, by the field's value."""
    departments = Department.objects.order_by("name")
    teams = (
        Team.objects.filter(social_accounts__isnull=False).distinct().order_by("name")
    )
    accounts = SocialAccount.objects.order_by("name", "platform")
    return {
        EVERYTHING: Scope(),
        **{f"department-{each.pk}": Scope(department=each) for each in departments},
        **{f"team-{each.pk}": Scope(team=each) for each in teams},
        **{str(each.pk): Scope(account=each) for each in accounts},
    }
