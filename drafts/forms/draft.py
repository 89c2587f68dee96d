"""What an author types: one thread for one or more accounts, and when it may go out.

Nothing here is saved; a valid form hands out a `Content` for the actions. What is asked
beside the text is in the sections: a form each, which writes itself into the content.
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
from drafts.checks import check_content
from drafts.content import Content, Part, stamp
from drafts.forms.accounts import CHOOSE_FROM_LIST, AccountsField
from drafts.forms.faults import Fault
from drafts.forms.media import MediaRows
from drafts.forms.moments import typed_moment
from drafts.forms.more import MoreForm
from drafts.forms.opened import editing_teams
from drafts.forms.placing import PlacingForm
from drafts.forms.reasons import Reasons
from drafts.forms.sections import Boxes, Post, Section
from drafts.forms.shape import shape_of
from drafts.forms.statements import Statements
from drafts.forms.targets import targets_for, without_account
from drafts.forms.thread import Thread
from drafts.forms.welsh import WelshForm
from drafts.forms.words import WordsField, one_line
from drafts.models import Draft
from drafts.policy.disputes import standing, without_disputed
from drafts.policy.fitting import field_of, misfits
from guidance.engine import CheckResult


class DraftForm(forms.Form):
    """A whole draft. `based_on` is the revision number that the page was opened on.

    `base` is what the draft says now; `reasons` what its author answered to warnings.
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
        reasons: Mapping[str, str] | None = None,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.draft = draft
        # Files that were sent along and not taken: sentences by the name of their box.
        self.refused: Mapping[str, Sequence[str]] = {}
        self.base = base or Content(targets=())
        self.teams = editing_teams(person)
        self.reasons_before = reasons or {}
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

    def is_valid(self) -> bool:
        # The answers are to all that was read, in which a section may find a fault.
        answers = self.statements.is_valid() and self.reasons.is_valid()
        boxes = all(form.is_valid() for form in self._boxes)
        return super().is_valid() and boxes and answers

    @property
    def _boxes(self) -> Sequence[Boxes]:
        """Every form beside this one, in the order of the page."""
        return (*self.thread.rows, *self.pictures.rows, *self.sections)

    def quieten(self) -> None:
        """Show what was typed without a word about what is missing, for whoever is at it."""
        self.is_valid()
        for form in (self, *self._boxes):
            form.errors.clear()

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

    @cached_property
    def misfits(self) -> Mapping[str, list[str]]:
        """What the platforms would refuse of what is shown, by the name of its box."""
        found: dict[str, list[str]] = {}
        content = self.checked[0]
        for misfit in misfits(content):
            found.setdefault(field_of(misfit, content), []).append(misfit.sentence)
        return found

    @cached_property
    def result(self) -> CheckResult:
        """What stands of what the check says of the words as they are typed."""
        result = check_content(self.read, draft=self.draft)
        return standing(result, draft=self.draft) if self.draft else result

    @cached_property
    def statements(self) -> Statements:
        asked = self.result
        if self.draft:
            asked = without_disputed(asked, draft=self.draft)
        return Statements(self._typed, content=self.read, result=asked)

    @cached_property
    def reasons(self) -> Reasons:
        return Reasons(self._typed, result=self.result, before=self.reasons_before)

    @property
    def checked(self) -> tuple[Content, CheckResult]:
        """What the page shows, and what the check says of it: the words as typed.

        Where the words cannot be read those that are saved stand in for them.
        """
        if self.read.targets or not self.base.targets:
            return self.content, self.result
        return self.base, check_content(self.base, draft=self.draft)

    @property
    def faults(self) -> list[Fault]:
        """Everything that is wrong with what was typed, in the order of the page."""
        if not self.is_bound or self.is_valid():
            return []
        boxes = (box for form in self._boxes for box in form)
        return [
            *(
                Fault(box.auto_id, str(error))
                for box in (*self, *boxes)
                for error in box.errors
            ),
            *self.statements.faults,
            *self.reasons.faults,
        ]

    @property
    def _typed(self) -> QueryDict | None:
        return self.data if self.is_bound else None  # type: ignore[return-value]

    @property
    def content(self) -> Content:
        """What was typed, as the actions take it; what the form cannot show is kept."""
        return replace(self.read, statements=self.statements.declared)
