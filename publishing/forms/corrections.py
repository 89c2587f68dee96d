"""How a post is put right on each account: one choice for each.

Nothing is drafted here.
"""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict

from publishing.models import Publication
from publishing.policy.corrections import Way, ways_for, what_became_of


CHOOSE = "Choose what to do on this account."


class CorrectionForm(forms.Form):
    """A field for each publication, named by its number."""

    def __init__(
        self, data: QueryDict | None, *, publications: Sequence[Publication]
    ) -> None:
        super().__init__(data)
        for each in publications:
            ways = ways_for(each)
            self.fields[f"way-{each.pk}"] = forms.ChoiceField(
                label=str(each.account),
                help_text=what_became_of(each),
                choices=[(way.value, way.label) for way in ways],
                initial=ways[0].value,
                error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
            )

    @property
    def ways(self) -> Mapping[int, Way]:
        """What was chosen, of a valid form."""
        return {
            int(name.removeprefix("way-")): Way(way)
            for name, way in self.cleaned_data.items()
        }
