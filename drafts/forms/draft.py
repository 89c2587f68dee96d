"""The whole form of a draft: what is typed, what the check says of it, and the answers.

Nothing here is saved; a valid form hands out a `Content` for the actions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from django.http import QueryDict

from accounts.models import Person
from drafts.checks import check_content
from drafts.content import Content
from drafts.forms.faults import Fault
from drafts.forms.reasons import Reasons
from drafts.forms.statements import Statements
from drafts.forms.typed import TypedForm
from drafts.models import Draft
from drafts.policy.disputes import standing, without_disputed
from drafts.policy.fitting import field_of, misfits
from guidance.engine import CheckResult


class DraftForm(TypedForm):
    """`reasons` are what its author answered to warnings, `draft` what they are about.

    The rest is the boxes' own.
    """

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
        super().__init__(data, person=person, base=base, initial=initial)
        self.draft = draft
        # Files that were sent along and not taken: sentences by the name of their box.
        self.refused: Mapping[str, Sequence[str]] = {}
        self.reasons_before = reasons or {}

    def is_valid(self) -> bool:
        # The answers are to all that was read, in which a section may find a fault.
        answers = self.statements.is_valid() and self.reasons.is_valid()
        boxes = all(form.is_valid() for form in self.boxes)
        return super().is_valid() and boxes and answers

    def quieten(self) -> None:
        """Show what was typed without a word about what is missing, for whoever is at it."""
        self.is_valid()
        for form in (self, *self.boxes):
            form.errors.clear()

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
        boxes = (box for form in self.boxes for box in form)
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
