"""What somebody types to dispute a finding, and what a rule custodian decides.

Nothing is saved here; the policies refuse what is missing.
"""

from django import forms

from drafts.forms.words import WordsField
from drafts.lifecycle import Ruled
from drafts.models.disputes import FindingKey


TAMPERED = "This page was changed on its way. Open the draft and choose again."
CHOOSE = "Choose whether the finding is cleared."


class DisputeForm(forms.Form):
    """Which finding, of which revision, and why it is wrong."""

    finding = forms.CharField(
        max_length=400,
        error_messages=dict.fromkeys(
            ("required", "max_length", "null_characters_not_allowed"), TAMPERED
        ),
    )
    based_on = forms.IntegerField(
        min_value=1,
        max_value=2**31 - 1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), TAMPERED
        ),
    )
    reason = WordsField(required=False, most=2000)

    def clean_finding(self) -> FindingKey:
        try:
            return FindingKey.read(self.cleaned_data["finding"])
        except ValueError:
            raise forms.ValidationError(TAMPERED) from None


class RulingForm(forms.Form):
    verdict = forms.ChoiceField(
        choices=Ruled.choices,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    reason = WordsField(required=False, most=2000)

    def clean_verdict(self) -> Ruled:
        return Ruled(self.cleaned_data["verdict"])
