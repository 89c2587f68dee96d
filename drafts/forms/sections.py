"""What the parts of the compose page have in common, and one post as the page shows it.

No field lives here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.forms.utils import ErrorDict

from drafts.content import Content
from drafts.forms.medium import MediaForm
from drafts.forms.thread import PartForm


class Boxes(Protocol):
    """A sub-form of the compose page."""

    @property
    def errors(self) -> ErrorDict: ...
    def is_valid(self) -> bool: ...
    def __iter__(self) -> Iterator[Any]: ...


class Section(Boxes, Protocol):
    """A sub-form that writes itself into the content."""

    def applied_to(self, content: Content) -> Content:
        """The content with what was typed here, as far as it can be read."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post on the page; the first one's words are in the form's own box."""

    number: int
    row: PartForm | None
    media: Sequence[MediaForm]

    @property
    def place(self) -> int:
        """How people count it."""
        return self.number + 1

    @property
    def upload(self) -> str:
        """The name of the box for its files."""
        return f"part-{self.number}-upload"
