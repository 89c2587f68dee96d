"""What is typed about an account of the register and about training.

Nothing is saved here; the verbs are given what a valid form hands out.
"""

from typing import Any

from django import forms

from accounts.actions.register import FIELDS, Entry
from accounts.forms.fields import DayField, RowField, WordsField
from accounts.forms.people import POSTS
from accounts.models import SocialAccount
from accounts.policy.training_file import FileError, decoded


LOOKED = [("", "Nobody looked"), ("yes", "Yes"), ("no", "No")]


class LookedField(forms.TypedChoiceField):
    """Yes, no, or that nobody looked."""

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            choices=LOOKED,
            coerce=lambda said: said == "yes",
            empty_value=None,
            error_messages={"invalid_choice": "Choose yes, no or that nobody looked."},
        )


class EntryForm(forms.Form):
    owner = RowField(POSTS, label="Owner", required=False)
    deputy = RowField(POSTS, label="Deputy", required=False)
    purpose = WordsField(label="What the account is for", required=False)
    recovery = WordsField(
        label="Recovery contact",
        required=False,
        help_text="A shared mailbox or a job post, never the number of one person",
    )
    mfa = LookedField(label="Two-factor sign-in is on")
    names_body = LookedField(label="The profile names the body")
    links_official = LookedField(label="The profile links to an official page")
    dormant = forms.BooleanField(label="The account is dormant", required=False)
    review_on = DayField(label="Review who has access by", required=False)

    def __init__(self, data: Any, *, account: SocialAccount) -> None:  # noqa: ANN401 - as Django has it
        super().__init__(data, initial=_initial(account))

    @property
    def entry(self) -> Entry:
        return Entry(**{name: self.cleaned_data[name] for name in FIELDS})


def _initial(account: SocialAccount) -> dict[str, object]:
    said = {True: "yes", False: "no", None: ""}
    found = {name: getattr(account, name) for name in FIELDS}
    for name in ("mfa", "names_body", "links_official"):
        found[name] = said[found[name]]
    return found


class TrainingFileForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        help_text="Columns: email, course, completed, expires (may be empty)",
        error_messages={
            "required": "Choose the CSV file.",
            "empty": "This file is empty.",
            "missing": "Choose the CSV file.",
            "invalid": "Choose the CSV file.",
        },
    )

    def clean_file(self) -> str:
        """The text of the file, whatever wrote it."""
        file = self.cleaned_data["file"]
        try:
            return decoded(file.read())
        except FileError as error:
            raise forms.ValidationError(str(error)) from None
