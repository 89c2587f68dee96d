"""The accounts to choose from, as checkboxes.

Which accounts are open to whom is the queries' to say.
"""

from django import forms


CHOOSE_FROM_LIST = "One of the accounts is not open to you. Choose from the list."


class AccountsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Checkboxes of accounts, with our own sentence for a number nobody was offered."""

    def validate_no_null_characters(self, value: object) -> None:
        if "\0" in str(value):
            raise forms.ValidationError(CHOOSE_FROM_LIST)
