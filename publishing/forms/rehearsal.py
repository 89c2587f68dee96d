"""The form that makes something go wrong on the rehearsal network.

Who may send it is decided in the action.
"""

from django import forms

from publishing.models import RehearsalSwitch


class SwitchForm(forms.Form):
    fault = forms.ChoiceField(
        choices=RehearsalSwitch.Fault.choices,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose what should go wrong."
        ),
    )
    times = forms.IntegerField(
        min_value=1,
        max_value=20,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Write how many times, from 1 to 20.",
        ),
    )
