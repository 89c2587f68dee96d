"""What somebody types to take posts down, to confirm it, and to say what they deleted.

Nothing is taken down here.
"""

from django import forms
from django.http import QueryDict

from drafts.forms.words import one_line
from publishing.models import Deletion, Finding


CHOOSE = "Choose what you found."
REPLACED = "Corrected words take its place."


class Sentence(forms.CharField):
    """One line that has to be there."""

    def __init__(
        self,
        *,
        most: int,
        missing: str,
        label: str,
        help_text: str = "",
        initial: str = "",
    ) -> None:
        super().__init__(
            max_length=most,
            initial=initial,
            error_messages={
                "required": missing,
                "max_length": f"Keep this to {most} characters. It has %(show_value)d.",
                "null_characters_not_allowed": "This has an invisible control "
                "character. Type it again.",
            },
            label=label,
            help_text=help_text,
        )

    def clean(self, value: str | None) -> str:
        return one_line(super().clean(value))


class TakedownForm(forms.Form):
    reason = Sentence(
        most=400,
        missing="Say why it must go.",
        label="Why it must go",
        help_text="Kept with the takedown. Who wrote and approved it may read it.",
    )


class MakeRoomForm(TakedownForm):
    """The usual reason is filled in: the corrected words say the rest."""

    reason = Sentence(
        most=400,
        missing="Say why it must go.",
        label="Why the old post must go",
        help_text="Kept with the takedown. Who wrote and approved it may read it.",
        initial=REPLACED,
    )


class ConfirmForm(forms.Form):
    finding = forms.ChoiceField(
        label="What you found",
        choices=[("", CHOOSE), *Finding.choices],
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    note = Sentence(
        most=400, missing="Say what you looked at.", label="What you looked at"
    )


class ByHandForm(forms.Form):
    """The address of what was deleted by hand, so that it is the right one.

    `looked` comes with the page that shows the address to look at once more.
    """

    url = Sentence(
        most=500,
        missing="Give the address of the post that you deleted.",
        label="The address of the post that you deleted",
        help_text="Copy it from the address above.",
    )
    looked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, deletion: Deletion) -> None:
        super().__init__(data)
        self.deletion = deletion

    def clean_url(self) -> str:
        typed: str = self.cleaned_data["url"].strip()
        if typed not in {self.deletion.url, self.deletion.remote_id}:
            raise forms.ValidationError("This is not the address of that post.")
        return typed
