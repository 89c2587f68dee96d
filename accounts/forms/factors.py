"""What a browser hands back of a passkey, cut down to the parts that are checked.

The cryptography is fido2's, called by allauth; nothing is saved here.
"""

import struct
from collections.abc import Callable, Mapping
from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from fido2.cose import UnsupportedKey
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from accounts.forms.fields import WordsField


NOT_PROVED = "This passkey was not accepted. Try again, or go on without it."
ASSERTED = ("clientDataJSON", "authenticatorData", "signature", "userHandle")
ATTESTED = ("clientDataJSON", "attestationObject")
# What reading hostile JSON, base64 and CBOR may end in.
UNREADABLE = (
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
Parts = dict[str, Any]


class AnswerField(forms.JSONField):
    """A credential as JSON. Whatever else it holds is dropped, so it is never kept."""

    def __init__(
        self, parts: tuple[str, ...], reads: Callable[[Parts], object]
    ) -> None:
        super().__init__(
            widget=forms.HiddenInput,
            error_messages=dict.fromkeys(("invalid", "required"), NOT_PROVED),
        )
        self._parts = parts
        self._reads = reads

    def clean(self, value: Any) -> Parts:  # noqa: ANN401 - as Django has it
        try:
            cut = _cut(super().clean(value), self._parts)
            self._reads(cut)
        except UNREADABLE:
            raise forms.ValidationError(NOT_PROVED) from None
        return cut


def _cut(answer: Mapping[str, Any], parts: tuple[str, ...]) -> Parts:
    response = answer["response"]
    extensions = answer.get("clientExtensionResults") or {}
    resident = (extensions.get("credProps") or {}).get("rk")
    return {
        "id": str(answer["id"]),
        "rawId": str(answer["rawId"]),
        "type": "public-key",
        "response": {name: response[name] for name in parts if response.get(name)},
        "clientExtensionResults": {"credProps": {"rk": resident is True}},
    }


def _read_new(answer: Parts) -> None:
    """Refuse what allauth takes for granted: a key in it, and one that we can check."""
    made = RegistrationResponse.from_dict(answer)
    data = made.response.attestation_object.auth_data.credential_data
    if data is None or isinstance(data.public_key, UnsupportedKey):
        raise ValueError("no key that can be checked")


def _answer() -> AnswerField:
    return AnswerField(ASSERTED, AuthenticationResponse.from_dict)


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    name = WordsField(
        label="Name",
        most=60,
        required=False,
        help_text="So that you know it again, such as “Phone” or “Work laptop”.",
    )
    credential = AnswerField(ATTESTED, _read_new)
    # Every key of ours signs in without a password, so nobody is asked.
    passwordless = None


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    name = WordsField(label="Name", most=60)


class SignInForm(LoginWebAuthnForm):  # type: ignore[misc]
    credential = _answer()


class SecondStepForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = _answer()


class ProofForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    credential = _answer()
