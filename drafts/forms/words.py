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
    """Words as they will be published; `drafts.content.clean_text` cleans them.

    `most` is how many characters there may be, where that is less than in a post.
    """

    def __init__(self, *, required: bool = True, most: int | None = None) -> None:
        super().__init__(strip=False, required=required)
        # `clean_text` has a sentence of its own for what the validators refuse.
        self.validators = []
        self.most = most

    def clean(self, value: str | None) -> str:
        typed = value or ""
        if not typed.strip() and not self.required:
            return ""
        try:
            words = clean_text(typed)
        except ContentError as error:
            raise forms.ValidationError(str(error)) from None
        if self.most and len(words) > self.most:
            raise forms.ValidationError(
                f"Keep this to {self.most:,} characters. It has {len(words):,}."
            )
        return words


class LineField(forms.CharField):
    """A short text of ours on one line, such as a reference; may be left empty."""

    def __init__(self, *, most: int) -> None:
        super().__init__(
            max_length=most,
            required=False,
            error_messages={
                "max_length": f"Keep this to {most} characters. It has %(show_value)d.",
                "null_characters_not_allowed": "This has an invisible control "
                "character. Type it again.",
            },
        )

    def clean(self, value: str | None) -> str:
        return one_line(super().clean(value))
