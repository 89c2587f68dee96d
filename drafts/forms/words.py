"""Fields for words: cleaned as they will be published or stored, refused in sentences.

No form lives here.
"""

import unicodedata

from django import forms

from drafts.content import ContentError, carried, clean_text


def one_line(raw: str) -> str:
    """A short text of ours without line ends or signs that cannot be seen."""
    if not all(map(carried, raw)):
        raise forms.ValidationError(
            "This has an invisible control character. Type it again."
        )
    return unicodedata.normalize("NFC", raw)


class WordsField(forms.CharField):
    """Words as they will be published; `drafts.content.clean_text` cleans them."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(strip=False, required=required)
        # `clean_text` has a sentence of its own for what the validators refuse.
        self.validators = []

    def clean(self, value: str | None) -> str:
        typed = value or ""
        if not typed.strip() and not self.required:
            return ""
        try:
            return clean_text(typed)
        except ContentError as error:
            raise forms.ValidationError(str(error)) from None
