"""The boxes of a draft: one thread for one or more accounts, and when it may go out.

Nothing here is saved or checked. What is asked beside the text is in the sections: a
form each, which writes itself into the content.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import Person, SocialAccount, Team
from accounts.queries import accounts_open_to
from drafts.content import Content, Part, stamp
from drafts.forms.accounts import CHOOSE_FROM_LIST, AccountsField
from drafts.forms.media import MediaRows
from drafts.forms.moments import typed_moment
from drafts.forms.more import MoreForm
from drafts.forms.opened import editing_teams
from drafts.forms.placing import PlacingForm
from drafts.forms.sections import Boxes, Post, Section
from drafts.forms.shape import shape_of
from drafts.forms.targets import targets_for, without_account
from drafts.forms.thread import Thread
from drafts.forms.welsh import WelshForm
from drafts.forms.words import WordsField, one_line


class TypedForm(forms.Form):
    """What is typed, as a `Content`. `based_on` is the revision the page was opened on.

    `base` is what the draft says now.
    """

    title = forms.CharField(
        max_length=120,
        error_messages={
            "required": "Give it a title, so that colleagues can find it.",
            "max_length": "Keep the title to 120 characters. It has %(show_value)d.",
            "null_characters_not_allowed": "The title has an invisible control "
            "character. Type it again.",
        },
    )
    text = WordsField()
    team = forms.ModelChoiceField(
        queryset=Team.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Choose one of your teams."},
    )
    accounts = AccountsField(
        queryset=SocialAccount.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose at least one account.",
            "invalid_choice": CHOOSE_FROM_LIST,
            "invalid_pk_value": CHOOSE_FROM_LIST,
            "invalid_list": CHOOSE_FROM_LIST,
        },
    )
    day = forms.CharField(required=False)
    month = forms.CharField(required=False)
    year = forms.CharField(required=False)
    clock = forms.CharField(required=False)
    based_on = forms.IntegerField(
        min_value=0,
        max_value=2**31 - 1,
        required=False,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            "This page was changed on its way. Open the draft again.",
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        person: Person,
        base: Content | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.base = base or Content(targets=())
        self.teams = editing_teams(person)
        shape = shape_of(self.base)
        self.more = MoreForm(data, base=self.base)
        self.thread = Thread(data, shape=shape)
        self.pictures = MediaRows(data, shape=shape, person=person)
        self.welsh = WelshForm(
            data,
            base=self.base,
            shape=shape,
            thread=self.thread,
            pictures=self.pictures,
        )
        self.placing = PlacingForm(data, shape=shape)
        self.sections: tuple[Section, ...] = (self.more, self.welsh, self.placing)
        self._offer("accounts", accounts_open_to(person))
        self._offer("team", self.teams)

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def boxes(self) -> Sequence[Boxes]:
        """Every form beside this one, in the order of the page."""
        return (*self.thread.rows, *self.pictures.rows, *self.sections)

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        typed = [self.cleaned_data.get(name, "") for name in ("day", "month", "year")]
        try:
            self.cleaned_data["not_before"] = typed_moment(
                typed, self.cleaned_data.get("clock", "")
            )
        except forms.ValidationError as error:
            self.add_error("clock", error)
        return self.cleaned_data

    @property
    def posts(self) -> list[Post]:
        """The first post, and every other of the thread."""
        rows = [None, *self.thread.rows]
        return [
            Post(number, row, self.pictures.rows_of(number))
            for number, row in enumerate(rows)
        ]

    @property
    def team_chosen(self) -> Team | None:
        """The team that was chosen, or the only one there is to choose."""
        chosen: Team | None = self.cleaned_data.get("team")
        return chosen or (self.teams[0] if len(self.teams) == 1 else None)

    @cached_property
    def read(self) -> Content:
        """As much as can be read of what is typed, statements as they were.

        The check reads this while the form is not whole yet; only `content` is saved.
        """
        if not self.is_bound:
            return self.base
        super().is_valid()
        content = self._with_words(self.cleaned_data)
        for section in self.sections:
            content = section.applied_to(content)
        return content

    def _with_words(self, data: Mapping[str, Any]) -> Content:
        parts, accounts = self._parts(data), data.get("accounts") or ()
        not_before: datetime | None = data.get("not_before")
        slot = timedelta(minutes=settings.COUNTERSIGN_SLOT_MINUTES)
        chosen = targets_for(accounts, parts, self.base.targets)
        return replace(
            self.base,
            targets=(chosen or without_account(parts)) if parts else (),
            not_before=stamp(not_before),
            not_after=stamp(not_before + slot if not_before else None),
            statements=(),
        )

    def _parts(self, data: Mapping[str, Any]) -> tuple[Part, ...]:
        """Every post with its pictures; none where the first has no words."""
        first = data.get("text", "")
        typed = [first, *self.thread.texts] if first else []
        return tuple(
            Part(text=text, media=self.pictures.of_part(number))
            for number, text in enumerate(typed)
        )
