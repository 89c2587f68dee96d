"""What an author types: one text for one or more accounts, and when it may go out.

Nothing here is saved; a valid form hands out a `Content` for the actions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Person, SocialAccount, Team
from accounts.queries import accounts_open_to, capacities
from drafts.content import Content, Part, Target, moment, stamp
from drafts.forms.moments import typed_moment
from drafts.forms.words import WordsField, one_line
from drafts.models import Revision
from drafts.policy import EDITING_ROLES


CHOOSE_FROM_LIST = "One of the accounts is not open to you. Choose from the list."


class AccountsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
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
            targets=targets_for(data["accounts"], data["text"], self.base.targets),
            not_before=stamp(not_before),
            not_after=stamp(not_before + slot if not_before else None),
        )


def editing_teams(person: Person) -> QuerySet[Team]:
    """The teams that this person may write for."""
    teams = {c.team_id for c in capacities(person) if c.role in EDITING_ROLES}
    return Team.objects.filter(pk__in=teams).order_by("name")


def targets_for(
    accounts: Iterable[SocialAccount], text: str, before: Sequence[Target] = ()
) -> tuple[Target, ...]:
    """The text for each account, with the language and the reply that it had before.

    In the order before, or by number where the choice has changed: never by anything
    that can be renamed, because the digest covers the order.
    """
    had = {target.account: target for target in before}
    chosen = {account.pk: account for account in accounts}
    order = list(had) if had.keys() == chosen.keys() else sorted(chosen)
    return tuple(_target(chosen[pk], text, had.get(pk)) for pk in order)


def _target(account: SocialAccount, text: str, before: Target | None) -> Target:
    target = Target(
        account=account.pk,
        platform=account.platform,
        handle=account.handle,
        parts=(Part(text=text),),
    )
    if before is None:
        return target
    return replace(target, language=before.language, reply_to=before.reply_to)


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
