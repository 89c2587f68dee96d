"""What somebody types to ask for advice, and what the person asked answers.

Nothing is saved here; the policies refuse what is missing.
"""

from django import forms
from django.http import QueryDict

from accounts.models import Person
from accounts.roles import Role
from drafts.forms.words import WordsField
from drafts.models import Draft
from drafts.policy.advice import ADVISING_ROLES
from drafts.queries.advice import advisers_for, holders_of


CHOOSE = "Choose whom you want to ask."
TAMPERED = "This page was changed on its way. Open the draft and ask again."


class AskForm(forms.Form):
    """Whom to ask: a role with whoever holds it today, or one person by name."""

    who = forms.ChoiceField(
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE}
    )
    question = WordsField(required=False, most=2000)
    digest = forms.RegexField(
        r"\A[0-9a-f]{64}\Z",
        error_messages=dict.fromkeys(
            ("required", "invalid", "null_characters_not_allowed"), TAMPERED
        ),
    )

    def __init__(
        self, data: QueryDict | None = None, *, draft: Draft, asker: Person
    ) -> None:
        super().__init__(data)
        self._people = {
            f"person:{person.pk}": person
            for person in advisers_for(draft).exclude(pk=asker.pk)
        }
        roles = [
            (f"role:{role}", _named(role, draft, asker)) for role in ADVISING_ROLES
        ]
        people = [(key, person.name) for key, person in self._people.items()]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("By role", [each for each in roles if each[1]]),
            ("By name", people),
        ]

    def clean_who(self) -> Person | Role:
        chosen: str = self.cleaned_data["who"]
        return self._people.get(chosen) or Role(chosen.removeprefix("role:"))

    def clean_digest(self) -> bytes:
        return bytes.fromhex(self.cleaned_data["digest"])


def _named(role: Role, draft: Draft, asker: Person) -> str:
    """A role with its holders of today; empty where there is none to ask."""
    names = [person.name for person in holders_of(role, draft) if person != asker]
    return f"{role.label} ({', '.join(names)})" if names else ""


class AnswerForm(forms.Form):
    answer = WordsField(required=False, most=2000)
