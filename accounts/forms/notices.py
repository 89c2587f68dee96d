"""The form on which people choose how they hear of each kind of thing.

Nothing is saved here.
"""

from collections.abc import Iterator, Mapping

from django import forms

from accounts.notice_kinds import GROUPS, NoticeKind, Way


class ChoicesForm(forms.Form):
    """One choice of a way for each kind, in the groups of the page."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        ways: Mapping[NoticeKind, Way],
    ) -> None:
        super().__init__(data)
        for kind in NoticeKind:
            self.fields[kind.name.lower()] = forms.ChoiceField(
                label=kind.label,
                choices=Way.choices,
                initial=ways[kind].value,
                error_messages={"invalid_choice": "Choose one of the three ways."},
            )

    @property
    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        for title, kinds in GROUPS.items():
            yield title, [self[kind.name.lower()] for kind in kinds]

    @property
    def chosen(self) -> dict[NoticeKind, Way]:
        return {kind: Way(self.cleaned_data[kind.name.lower()]) for kind in NoticeKind}
