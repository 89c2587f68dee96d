"""What an approver sends: the digest that the page showed, and a reason to send back.

Nothing is decided here.
"""

from django import forms

from drafts.forms import WordsField


TAMPERED = "The page you decided on was changed on its way. Read the words below and decide again."


class DecisionForm(forms.Form):
    """`digest` is SHA-256 in 64 hexadecimal digits, handed out as bytes."""

    digest = forms.RegexField(
        r"\A[0-9a-f]{64}\Z",
        error_messages={
            "required": TAMPERED,
            "invalid": TAMPERED,
            "null_characters_not_allowed": TAMPERED,
        },
    )

    def clean_digest(self) -> bytes:
        return bytes.fromhex(self.cleaned_data["digest"])


class SendBackForm(DecisionForm):
    """A reason of up to 2,000 characters; the policy asks for it when it is empty."""

    reason = WordsField(required=False)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if len(reason) > 2000:
            raise forms.ValidationError(
                f"Keep the reason to 2,000 characters. It has {len(reason):,}."
            )
        return reason
