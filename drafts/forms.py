"""What an author types: one text for one or more accounts, and when it may go out.

Nothing here is saved; a valid form hands out a `Content` for the actions.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Person, SocialAccount, Team
from accounts.queries import accounts_open_to, capacities
from drafts.content import (
    Content,
    ContentError,
    Part,
    Target,
    clean_text,
    moment,
    stamp,
)
from drafts.models import Revision
from drafts.policy import EDITING_ROLES


CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.ASCII | re.IGNORECASE)
# What a date field can mean here; the policy says how near the time must be.
YEARS = range(2000, 3000)
CHOOSE_FROM_LIST = "One of the accounts is not open to you. Choose from the list."


def one_line(raw: str) -> str:
    """A short text of ours without line ends or signs that cannot be seen."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in raw):
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


class AccountsField(forms.ModelMultipleChoiceField):
    """Checkboxes of accounts, with our own sentence for a number nobody was offered."""

    def validate_no_null_characters(self, value: object) -> None:
        if "\0" in str(value):
            raise forms.ValidationError(CHOOSE_FROM_LIST)


class DraftForm(forms.Form):
    """A whole draft. `based_on` is the revision number that the page was opened on."""

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
    explanation = WordsField(required=False)
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
        self._offer("accounts", accounts_open_to(person))
        self._offer("team", self.teams)

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return one_line(self.cleaned_data["title"])

    def clean_explanation(self) -> str:
        words: str = self.cleaned_data["explanation"]
        if len(words) > 2000:
            raise forms.ValidationError(
                f"Keep the explanation to 2,000 characters. It has {len(words):,}."
            )
        return words

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
    def team_chosen(self) -> Team | None:
        """The team that was chosen, or the only one there is to choose."""
        chosen: Team | None = self.cleaned_data.get("team")
        return chosen or (self.teams[0] if len(self.teams) == 1 else None)

    @property
    def content(self) -> Content:
        """What was typed, as the actions take it; what the form cannot show is kept."""
        data = self.cleaned_data
        not_before: datetime | None = data["not_before"]
        slot = timedelta(minutes=settings.COUNTERSIGN_SLOT_MINUTES)
        return replace(
            self.base,
            targets=targets_for(data["accounts"], data["text"]),
            not_before=stamp(not_before),
            not_after=stamp(not_before + slot if not_before else None),
        )


def editing_teams(person: Person) -> QuerySet[Team]:
    """The teams that this person may write for."""
    teams = {c.team_id for c in capacities(person) if c.role in EDITING_ROLES}
    return Team.objects.filter(pk__in=teams).order_by("name")


def targets_for(accounts: Iterable[SocialAccount], text: str) -> tuple[Target, ...]:
    return tuple(
        Target(
            account=account.pk,
            platform=account.platform,
            handle=account.handle,
            parts=(Part(text=text),),
        )
        for account in accounts
    )


def fits_the_form(content: Content) -> bool:
    """Whether the form can show all of it: one text, without media, the same everywhere."""
    plain = {
        (len(each.parts), each.parts[0].text, each.parts[0].media, each.parts[0].link)
        for each in content.targets
    }
    return len(plain) == 1 and all(
        (number, media, link) == (1, (), None) for number, _, media, link in plain
    )


def typed_already(
    revision: Revision, *, title: str, explanation: str
) -> dict[str, Any]:
    """A revision as the form's first values."""
    content = revision.content
    opens = moment(content.not_before)
    local = timezone.localtime(opens) if opens else None
    return {
        "title": title,
        "text": content.targets[0].parts[0].text,
        "accounts": [target.account for target in content.targets],
        "day": local.day if local else "",
        "month": local.month if local else "",
        "year": local.year if local else "",
        "clock": f"{local:%H:%M}" if local else "",
        "explanation": explanation,
        "based_on": revision.number,
    }


def typed_moment(day: list[str], clock: str) -> datetime | None:
    """The moment that somebody in the United Kingdom means, or None for no time.

    Raises `ValidationError` for half a time, and for the hours in which the clocks
    change.
    """
    if not any(day) and not clock:
        return None
    if not all(day) or not clock:
        raise forms.ValidationError(
            "Give the day, month, year and time, or leave all of them empty."
        )
    naive = datetime.combine(_date(day), _time(clock))
    zone = timezone.get_default_timezone()
    early, late = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    returned = early.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    raise forms.ValidationError(_clock_change(naive, happens_twice=returned == naive))


def _date(typed: list[str]) -> date:
    try:
        day, month, year = (int(each) for each in typed)
        found = date(year if year in YEARS else 0, month, day)
    except (ValueError, OverflowError):
        raise forms.ValidationError(
            "That is not a date. Write it in numbers, such as 27 3 2027."
        ) from None
    return found


def _time(typed: str) -> time:
    found = CLOCK.fullmatch(typed.strip())
    if found is None or (found[2] is None and found[3] is None):
        raise forms.ValidationError("Write the time like 3:15pm or 15:15.")
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        raise forms.ValidationError("Write the time like 3:15pm or 15:15.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise forms.ValidationError("Write the time like 3:15pm or 15:15.") from None


def _clock_change(naive: datetime, *, happens_twice: bool) -> str:
    said = f"{naive:%H:%M} on {naive.day} {naive:%B %Y}"
    if happens_twice:
        return (
            f"{said} happens twice, because the clocks go back that night. "
            "Choose a time before 1am or from 2am."
        )
    return (
        f"{said} does not exist, because the clocks go forward that night. "
        "Choose a time before 1am or from 2am."
    )
