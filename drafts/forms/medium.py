"""One picture or film of a draft: its description, rights, people, captions.

Nothing here is saved, and no row is read: its file was stored when it was uploaded.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from drafts.content import Media
from drafts.forms.captions import CaptionsField
from drafts.forms.words import LineField, WordsField
from drafts.models import MediaFile


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
NOT_YOURS = (
    "This file is not kept any more, or was not uploaded by you. Choose it again."
)


class MediaForm(forms.Form):
    """What people who cannot see or hear it get, and its rights.

    `stored` is its file, where this person may be shown it; `licences` are others than
    ours that the draft names already.
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
        choices = [*LICENCES, *((each, each) for each in sorted(licences))]
        self.fields["rights"].choices = choices  # type: ignore[attr-defined]

    @property
    def is_film(self) -> bool:
        return bool(self.stored and self.stored.type.startswith("video/"))

    @property
    def what(self) -> str:
        return "film" if self.is_film else "picture"

    @property
    def named(self) -> str:
        """What the box says of its file; nothing of one that is somebody else's."""
        return self.stored.sha256 if self.stored else ""

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
