"""The pages of one's own passkeys, app codes and recovery codes; each change is noted.

Every one asks for a proof first, and none reaches a factor of somebody else.
"""

from typing import Any

from allauth.mfa.recovery_codes.views import (
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    RemoveWebAuthnView,
)
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe

from accounts.access import let_in_anyone_signed_in, signed_in
from accounts.actions.factors import factors_noted
from accounts.queries.factors import (
    APP,
    factors_of,
    passkey_domain,
    passkeys_of,
    passkeys_work_at,
    recovery_codes_left,
)


OVERVIEW = reverse_lazy("mfa_index")


@require_safe
@let_in_anyone_signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """What the person signs in with besides a password."""
    person = signed_in(request)
    shown = {
        "passkeys": passkeys_of(person),
        "app": APP in factors_of(person).values(),
        "recovery_codes_left": recovery_codes_left(person),
        **_where(request),
    }
    return render(request, "mfa/index.html", shown)


class Noted:
    """A change of a factor goes into the log and to its owner, or does not happen."""

    request: HttpRequest

    def form_valid(self, form: Form) -> HttpResponse:
        with factors_noted(signed_in(self.request)):
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return response


class AddPasskey(Noted, AddWebAuthnView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = context["js_data"]["creation_options"]["publicKey"]
        # Kept by the device, so that it signs in without an address being typed.
        options["authenticatorSelection"].update(
            residentKey="required", requireResidentKey=True
        )
        return {**context, **kwargs, **_where(self.request)}


class RemovePasskey(Noted, RemoveWebAuthnView):  # type: ignore[misc]
    success_url = OVERVIEW


class RenamePasskey(EditWebAuthnView):  # type: ignore[misc]
    success_url = OVERVIEW


class StartApp(Noted, ActivateTOTPView):  # type: ignore[misc]
    pass


class StopApp(Noted, DeactivateTOTPView):  # type: ignore[misc]
    pass


class NewRecoveryCodes(Noted, GenerateRecoveryCodesView):  # type: ignore[misc]
    pass


def _where(request: HttpRequest) -> dict[str, object]:
    return {
        "passkeys_here": passkeys_work_at(request.get_host()),
        "passkey_domain": passkey_domain(),
    }


add_passkey = let_in_anyone_signed_in(AddPasskey.as_view())
rename_passkey = let_in_anyone_signed_in(RenamePasskey.as_view())
remove_passkey = let_in_anyone_signed_in(RemovePasskey.as_view())
start_app = let_in_anyone_signed_in(StartApp.as_view())
stop_app = let_in_anyone_signed_in(StopApp.as_view())
recovery_codes = let_in_anyone_signed_in(ViewRecoveryCodesView.as_view())
new_recovery_codes = let_in_anyone_signed_in(NewRecoveryCodes.as_view())
