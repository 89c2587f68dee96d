"""Each picture and film of a draft: its description, rights, people, captions.

Nothing here is saved; a file was stored when it was uploaded and is named by a token
that only its uploader, or whoever was shown it in the draft, was given.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.models import Person
from drafts.content import Media
from drafts.forms.captions import CaptionsField
from drafts.forms.shape import Shape
from drafts.forms.thread import count_of as posts_in
from drafts.forms.words import LineField, WordsField
from drafts.models import MediaFile
from drafts.queries.media_tokens import file_of_token, token_of


MOST_MEDIA = 40
LICENCES = (
    ("crown", "Crown copyright"),
    ("ogl", "Open Government Licence"),
    ("cc-by", "Creative Commons BY"),
    ("cc-by-sa", "Creative Commons BY-SA"),
    ("cc0", "Public domain"),
    ("licensed", "Licensed to us"),
    ("permission", "Used with its owner's permission"),
)
SPEECH = {"": None, "no": False, "yes": True}
DESCRIBE = (
    "Describe what the {what} shows for people who cannot see it, or say why it only "
    "decorates."
)
NOT_BOTH = "A picture that only decorates has no description. Empty one of the two."
LICENCE = "Choose the licence under which it is published."
CREDIT = "This licence asks you to name whose it is."
CONSENT = "Say where the agreement of the people in it is kept."
LABEL = "Say how the post tells people that a machine made it."
SPEAKS = "Say whether anybody speaks in it."
IN_WELSH = "Describe the {what} in Welsh too."
NOT_YOURS = "This file was not uploaded by you. Choose it again."


class MediaForm(forms.Form):
    """One picture or film: what people who cannot see or hear it get, and its rights.

    `licences` are others than ours that the draft names already.
    """

    file = forms.CharField(required=False)
    part = forms.IntegerField(required=False, min_value=0, max_value=100)
    alt = WordsField(required=False, most=4000)
    welsh_alt = WordsField(required=False, most=4000)
    decorative = LineField(most=200)
    rights = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": "Choose the licence from the list."},
    )
    credit = LineField(most=200)
    people = forms.BooleanField(required=False)
    consent = LineField(most=200)
    ai = forms.BooleanField(required=False)
    ai_label = LineField(most=200)
    captions = CaptionsField()
    captions_checked = forms.BooleanField(required=False)
    speech = forms.ChoiceField(
        choices=(("yes", "Yes"), ("no", "No")),
        required=False,
        error_messages={"invalid_choice": SPEAKS},
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        number: int,
        initial: Mapping[str, Any] | None = None,
        licences: Collection[str] = (),
    ) -> None:
        super().__init__(data, prefix=f"media-{number}", initial=dict(initial or {}))
        self.number = number
        self.of_part = 0
        self.stored: MediaFile | None = None
        self.token = ""
        choices = [*LICENCES, *((each, each) for each in sorted(licences))]
        self.fields["rights"].choices = choices  # type: ignore[attr-defined]

    @property
    def is_film(self) -> bool:
        return bool(self.stored and self.stored.type.startswith("video/"))

    @property
    def what(self) -> str:
        return "film" if self.is_film else "picture"

    @property
    def place(self) -> int:
        """How people count it."""
        return self.number + 1

    @property
    def in_detail(self) -> bool:
        """Whether something is filled in or wrong that is folded away at first."""
        names = ("credit", "people", "consent", "ai", "ai_label", "decorative")
        return any(self[name].value() or self[name].errors for name in names)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if self.stored is None:
            self.add_error("file", NOT_YOURS)
        if data.get("alt") and data.get("decorative"):
            self.add_error("decorative", NOT_BOTH)
        if not data.get("alt") and not data.get("decorative") and not self.errors:
            self.add_error("alt", DESCRIBE.format(what=self.what))
        for name, asked in self._asked():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, asked)
        return data

    def _asked(self) -> Iterator[tuple[str, str]]:
        """What has to be said beside, because of what was said."""
        yield "rights", LICENCE
        if str(self.cleaned_data.get("rights", "")).startswith("cc-by"):
            yield "credit", CREDIT
        if self.cleaned_data.get("people"):
            yield "consent", CONSENT
        if self.cleaned_data.get("ai"):
            yield "ai_label", LABEL
        if self.is_film:
            yield "speech", SPEAKS

    def medium(self) -> Media | None:
        """The medium as far as it can be read; None where the file is somebody else's."""
        self.is_valid()
        if self.stored is None:
            return None
        data = self.cleaned_data
        return Media(
            sha256=self.stored.sha256,
            type=self.stored.type,
            alt=data.get("alt", ""),
            captions=data.get("captions", "") if self.is_film else "",
            captions_checked=self.is_film and data.get("captions_checked", False),
            decorative=data.get("decorative", ""),
            speech=SPEECH[data.get("speech", "")] if self.is_film else None,
            rights=data.get("rights", ""),
            credit=data.get("credit", ""),
            people=data.get("people", False),
            consent=data.get("consent", ""),
            ai=data.get("ai", False),
            ai_label=data.get("ai_label", ""),
        )


class MediaRows:
    """Every picture and film of the draft, by the post of the thread it belongs to."""

    def __init__(self, data: QueryDict | None, *, shape: Shape, person: Person) -> None:
        if data is None:
            self.rows = [*_from_shape(shape)]
            named = {row: row.initial["sha256"] for row in self.rows}
        else:
            self.rows = [*_from_form(data, shape)]
            named = {row: _named(row, person) for row in self.rows}
        files = MediaFile.objects.in_bulk({each for each in named.values() if each})
        last = (len(shape.parts) if data is None else posts_in(data)) - 1
        for row, sha256 in named.items():
            row.of_part = min(_number(row["part"].value()), max(0, last))
            row.stored = files.get(sha256)
            row.token = token_of(sha256, person) if row.stored else ""

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


def _named(row: MediaForm, person: Person) -> str:
    return file_of_token(str(row["file"].value() or ""), person)
