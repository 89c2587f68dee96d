"""What an approver sends: the digest that the page showed, reasons, pins and ticks.

Nothing is decided here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from accounts.forms.fields import DayField, RowField
from accounts.forms.fields import WordsField as Words
from accounts.models import JobPost
from approvals.models.statements import Outcome
from approvals.models.urgent import Outcome as UrgentOutcome
from approvals.policy.pins import MOST_CHARACTERS, MOST_PINS, Pinned
from drafts.content import Place
from drafts.forms import WordsField
from drafts.forms.words import one_line
from drafts.models import Draft


TAMPERED = "The page you decided on was changed on its way. Read the words below and decide again."
PIN = re.compile(r"pin:([a-z0-9.]{1,80}):([0-9]{1,6}):([0-9]{1,6})")
TICK = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")
MOST_TICKS = 100
LONGEST_WHY = 400


def pin_name(place: Place) -> str:
    """The name of the field that holds what is said about some words."""
    return f"pin:{place.field}:{place.start}:{place.end}"


class DecisionForm(forms.Form):
    """`digest` is SHA-256 in 64 hexadecimal digits, handed out as bytes."""

    verb: ClassVar[str] = "approve"
    digest = forms.RegexField(
        r"\A[0-9a-f]{64}\Z",
        error_messages={
            "required": TAMPERED,
            "invalid": TAMPERED,
            "null_characters_not_allowed": TAMPERED,
        },
    )

    def clean_digest(self) -> bytes:
        return bytes.fromhex(self.cleaned_data["digest"])


class ApproveForm(DecisionForm):
    """`take_down` has the post taken down that the words replace, and `why` says why."""

    take_down = forms.BooleanField(required=False)
    why = WordsField(required=False)

    def clean_why(self) -> str:
        return one_line(self.cleaned_data["why"])[:LONGEST_WHY]


class ReasonForm(DecisionForm):
    """A reason of up to 2,000 characters; the policy asks for it when it is empty."""

    reason = WordsField(required=False)

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if len(reason) > 2000:
            raise forms.ValidationError(
                f"Keep the reason to 2,000 characters. It has {len(reason):,}."
            )
        return reason


class DeclineForm(ReasonForm):
    verb = "decline"


class ConflictForm(ReasonForm):
    verb = "conflict"


class SendBackForm(ReasonForm):
    """A reason, and what should change in some of the words: `cleaned_data["pins"]`."""

    verb = "send-back"

    @property
    def typed_pins(self) -> Mapping[str, str]:
        """What was typed about each passage, by the name of its field."""
        typed = {
            name: str(said)
            for name, said in self.data.items()
            if PIN.fullmatch(name) and str(said).strip()
        }
        return dict(list(typed.items())[:MOST_PINS])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        words = WordsField(most=MOST_CHARACTERS)
        try:
            cleaned["pins"] = list(self._pins(words))
        except forms.ValidationError as error:
            self.add_error(None, error)
        return cleaned

    def _pins(self, words: WordsField) -> Iterator[Pinned]:
        for name, said in self.typed_pins.items():
            found = PIN.fullmatch(name)
            if found:
                place = Place(found[1], int(found[2]), int(found[3]))
                yield Pinned(place, words.clean(said))


class TogetherForm(forms.Form):
    """The ticked drafts: `cleaned_data["ticked"]` has the digest shown of each, by row."""

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        found = [TICK.fullmatch(each) for each in data.getlist("draft")[:MOST_TICKS]]
        self.whole = all(found)
        self.ticked = {int(f[1]): bytes.fromhex(f[2]) for f in found if f}

    def clean(self) -> dict[str, Any]:
        if not self.whole:
            raise forms.ValidationError(TAMPERED)
        if not self.ticked:
            raise forms.ValidationError("Tick the drafts that you approve.")
        return {"ticked": self.ticked}


class OutcomeForm(forms.Form):
    """What became of a commitment; `said_in` is one of the drafts that one may read."""

    outcome = forms.ChoiceField(
        label="What became of it",
        choices=Outcome.choices,
        error_messages={
            "required": "Choose what became of it.",
            "invalid_choice": "Choose what became of it.",
        },
    )
    note = Words(label="What happened", most=400)
    said_in = forms.CharField(
        label="Number of the draft that says so",
        required=False,
        help_text="It is in the address of the draft. Leave it empty where none does.",
    )
    due_on = DayField(
        label="New day",
        required=False,
        help_text="Only where it was changed. For example, 27/3/2027",
    )

    def __init__(self, data: QueryDict | None, drafts: QuerySet[Draft]) -> None:
        super().__init__(data)
        self.drafts = drafts

    def clean_said_in(self) -> Draft | None:
        number = self.cleaned_data["said_in"].strip()
        if not number:
            return None
        plain = number.isascii() and number.isdigit() and len(number) < 19
        draft = self.drafts.filter(pk=int(number)).first() if plain else None
        if draft is None:
            raise forms.ValidationError("There is no draft of that number.")
        return draft


class HandOverForm(forms.Form):
    """To which post a commitment goes, and why."""

    to = RowField(JobPost.objects.order_by("title"), label="Hand it over to the post")
    reason = Words(label="Why", most=400)


class UrgentForm(ReasonForm):
    verb = "urgent"


class UrgentReviewForm(forms.Form):
    """What a second officer makes of an urgent post."""

    outcome = forms.ChoiceField(
        label="What you found",
        choices=[("", "Choose what you found"), *UrgentOutcome.choices],
        error_messages={
            "required": "Choose what you found.",
            "invalid_choice": "Choose what you found.",
        },
    )
    note = Words(label="What you looked at", most=400)
