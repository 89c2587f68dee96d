"""The posts of a thread beyond the first, each a box of words and one of Welsh words.

Nothing here is saved; the first post is the form's own box.
"""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from drafts.forms.shape import Shape
from drafts.forms.words import WordsField


MOST_PARTS = 25
WRITE_IT = "Write the words of post {number}, or remove it."
IN_WELSH = "Write post {number} in Welsh too, so that both threads say the same."


class PartForm(forms.Form):
    """One more post of the thread."""

    text = WordsField(required=False)
    welsh = WordsField(required=False)

    def __init__(self, data: QueryDict | None, *, number: int, shape: Shape) -> None:
        initial = {
            "text": _words(shape.parts, number),
            "welsh": _words(shape.welsh, number),
        }
        super().__init__(data, prefix=f"part-{number}", initial=initial)
        self.number = number

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text:
            raise forms.ValidationError(WRITE_IT.format(number=self.number + 1))
        return text

    @property
    def place(self) -> int:
        """How people count it."""
        return self.number + 1


def _words(parts: Sequence[object], number: int) -> str:
    return parts[number].text if number < len(parts) else ""  # type: ignore[attr-defined]


class Thread:
    """Every post beyond the first, in order."""

    def __init__(self, data: QueryDict | None, *, shape: Shape) -> None:
        count = len(shape.parts) if data is None else count_of(data)
        self.rows = [
            PartForm(data, number=number, shape=shape) for number in range(1, count)
        ]

    @property
    def room(self) -> bool:
        return len(self.rows) + 1 < MOST_PARTS

    @property
    def texts(self) -> list[str]:
        return [self._typed(row, "text") for row in self.rows]

    def welsh(self, first: str) -> list[str]:
        """The Welsh words of every post, where there are any; asks for those missing."""
        typed = [first, *(self._typed(row, "welsh") for row in self.rows)]
        if not any(typed):
            return []
        for row, words in zip(self.rows, typed[1:], strict=True):
            if not words and not row.errors.get("welsh"):
                row.add_error("welsh", IN_WELSH.format(number=row.place))
        return typed

    def _typed(self, row: PartForm, name: str) -> str:
        row.is_valid()
        words: str = row.cleaned_data.get(name, "")
        return words


def count_of(data: QueryDict) -> int:
    """How many posts the form was sent with."""
    count = 1
    while count < MOST_PARTS and f"part-{count}-text" in data:
        count += 1
    return count
