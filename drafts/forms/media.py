"""The pictures and films of a draft, by the posts that they belong to.

Nothing here is saved; a file is named by the SHA-256 of its bytes.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace

from django.http import QueryDict

from accounts.models import Person
from drafts.content import Media
from drafts.forms.medium import IN_WELSH, LICENCES, MediaForm
from drafts.forms.shape import Shape
from drafts.forms.thread import count_of as posts_in
from drafts.models import MediaFile
from drafts.queries.media_rights import media_open_to


MOST_MEDIA = 40
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class MediaRows:
    """Every picture and film of the draft, by the post of the thread it belongs to."""

    def __init__(self, data: QueryDict | None, *, shape: Shape, person: Person) -> None:
        if data is None:
            self.rows = [*_from_shape(shape)]
            named = {row: row.initial["sha256"] for row in self.rows}
        else:
            self.rows = [*_from_form(data, shape)]
            named = {row: _named(row) for row in self.rows}
        files = _shown_to(person, {each for each in named.values() if each})
        last = (len(shape.parts) if data is None else posts_in(data)) - 1
        for row, sha256 in named.items():
            row.of_part = min(_number(row["part"].value()), max(0, last))
            row.stored = files.get(sha256)

    def rows_of(self, number: int) -> list[MediaForm]:
        """The rows of one post of the thread."""
        return [row for row in self.rows if row.of_part == number]

    @property
    def room(self) -> bool:
        return len(self.rows) < MOST_MEDIA

    def of_part(self, number: int) -> tuple[Media, ...]:
        """What a post carries, as far as it can be read."""
        return tuple(media for _row, media in self._read(number))

    def of_welsh_part(self, number: int) -> tuple[Media, ...]:
        """The same described in Welsh; asks for a description that is missing."""
        return tuple(
            replace(media, alt=_in_welsh(row, media))
            for row, media in self._read(number)
        )

    def _read(self, number: int) -> Iterator[tuple[MediaForm, Media]]:
        for row in self.rows_of(number):
            medium = row.medium()
            if medium is not None:
                yield row, medium


def _in_welsh(row: MediaForm, media: Media) -> str:
    alt: str = row.cleaned_data.get("welsh_alt", "")
    if not alt and media.alt and not row.errors.get("welsh_alt"):
        row.add_error("welsh_alt", IN_WELSH.format(what=row.what))
    return alt


def _from_shape(shape: Shape) -> Iterator[MediaForm]:
    number = 0
    for part_number, part in enumerate(shape.parts):
        for position, media in enumerate(part.media):
            initial = asdict(media) | {
                "part": part_number,
                "welsh_alt": shape.welsh_alt(part_number, position),
                "speech": {None: "", False: "no", True: "yes"}[media.speech],
            }
            yield MediaForm(
                None, number=number, initial=initial, licences=_others(shape)
            )
            number += 1


def _from_form(data: QueryDict, shape: Shape) -> Sequence[MediaForm]:
    return [
        MediaForm(data, number=number, licences=_others(shape))
        for number in range(count_of(data))
    ]


def _others(shape: Shape) -> Collection[str]:
    named = {media.rights for part in shape.parts for media in part.media}
    return named - {"", *dict(LICENCES)}


def count_of(data: QueryDict) -> int:
    """How many pictures and films the form was sent with."""
    count = 0
    while count < MOST_MEDIA and f"media-{count}-file" in data:
        count += 1
    return count


def _number(typed: object) -> int:
    said = str(typed)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0


def _named(row: MediaForm) -> str:
    said = str(row["file"].value() or "")
    return said if SHA256.fullmatch(said) else ""


def _shown_to(person: Person, named: Collection[str]) -> Mapping[str, MediaFile]:
    """Whoever knows the name of a file may not publish it for that."""
    return media_open_to(person).in_bulk(named) if named else {}
