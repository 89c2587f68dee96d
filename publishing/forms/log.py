"""The form that searches the log.

No entry is read here.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from accounts.queries import people_called
from audit.events import Event
from audit.queries import Search, anything_about
from publishing.queries.log import event_words


LONGEST = 200
EVENTS = sorted((event.value, event_words(event)) for event in Event)
# Kinds and ids as actions write them; anything else could be words about a person.
SUBJECT = re.compile(r"([a-z_]{1,60})(?:\s+([0-9a-z:-]{1,200}))?")


def _day(words: str) -> forms.DateField:
    example = f"Write {words} like 2026-11-21."
    return forms.DateField(
        required=False,
        validators=[
            MinValueValidator(date(2000, 1, 1), example),
            MaxValueValidator(date(2199, 12, 31), example),
        ],
        error_messages={"invalid": example},
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class LogSearchForm(forms.Form):
    """Every field is optional; `search` says what was asked once it is valid."""

    event = forms.ChoiceField(
        required=False,
        choices=[("", "Anything"), *EVENTS],
        error_messages={"invalid_choice": "Choose what happened from the list."},
    )
    actor = forms.CharField(required=False, max_length=LONGEST)
    subject = forms.CharField(required=False, max_length=LONGEST)
    job_post = forms.CharField(required=False, max_length=LONGEST)
    account = forms.CharField(required=False, max_length=LONGEST)
    since = _day("the first day")
    until = _day("the last day")

    def clean_actor(self) -> str:
        """An id as the log has it, found from a name or an e-mail address."""
        words = str(self.cleaned_data["actor"]).strip()
        if not words or _is_actor_id(words):
            return words.lower()
        people = list(people_called(words)[:2])
        if not people:
            raise forms.ValidationError(
                "Nobody has that name or email address. Try a part of the name."
            )
        if len(people) > 1:
            raise forms.ValidationError(
                "More than one person has that name. Use their email address."
            )
        return str(people[0].pk)

    def clean_job_post(self) -> str:
        """The title of a post as the log has it: never words of another kind."""
        title = str(self.cleaned_data["job_post"]).strip()
        if title and not anything_about(Search(job_post=title)):
            raise forms.ValidationError(
                "Nobody has acted in a post of that title. Write it in full."
            )
        return title

    def clean_account(self) -> str:
        account = str(self.cleaned_data["account"]).strip()
        if account and not anything_about(Search(account=account)):
            raise forms.ValidationError(
                "Nothing is in the log about that account. Write it like “@RiversDept on X”."
            )
        return account

    def clean_subject(self) -> tuple[str, str]:
        words = str(self.cleaned_data["subject"]).strip().lower()
        match = SUBJECT.fullmatch(words)
        if words and match is None:
            raise forms.ValidationError(
                "Write a kind and a number, such as “draft 12”."
            )
        return (match[1], match[2] or "") if match else ("", "")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must not be before the first.")
        return cleaned

    @property
    def search(self) -> Search:
        asked = self.cleaned_data
        kind, identifier = asked["subject"]
        return Search(
            event=asked["event"],
            actor=asked["actor"],
            subject_type=kind,
            subject_id=identifier,
            job_post=asked["job_post"],
            account=asked["account"],
            since=_start_of(asked["since"], days=0),
            until=_start_of(asked["until"], days=1),
        )


def _is_actor_id(words: str) -> bool:
    if re.fullmatch(r"(service|unknown):[a-z0-9_-]{1,60}", words):
        return True
    try:
        UUID(words)
    except ValueError:
        return False
    return True


def _start_of(day: date | None, *, days: int) -> datetime | None:
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time.min))
