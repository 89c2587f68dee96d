"""Signing in and proving again, with a password or a passkey; what goes wrong is logged.

allauth does the ceremonies; which page needs a fresh proof is said in accounts.access.
"""

from typing import Any

from allauth.account.utils import passthrough_next_redirect_url
from allauth.account.views import LoginView, ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from accounts.access import let_in_anyone_signed_in, let_in_the_public, signed_in
from accounts.actions.sign_ins import NOBODY_KNOWN, note_failed
from accounts.forms.factors import NOT_PROVED
from accounts.queries.factors import APP, PASSKEY, passkeys_of, passkeys_work_at


Context = dict[str, Any]


class SignIn(LoginView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: object) -> Context:
        here = passkeys_work_at(self.request.get_host())
        return {**super().get_context_data(**kwargs), "passkeys_here": here}


class SignInWithPasskey(LoginWebAuthnView):  # type: ignore[misc]
    def form_invalid(self, form: Form) -> HttpResponse:
        note_failed(NOBODY_KNOWN, way=PASSKEY)
        return _again(self.request, "account_login")


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """After the password, of somebody who has a passkey or an authenticator app."""

    def form_invalid(self, form: Form) -> HttpResponse:
        way = APP if "code" in self.request.POST else PASSKEY
        note_failed(str(self.stage.login.user.pk), way=way)
        response: HttpResponse = super().form_invalid(form)
        return response

    def get_context_data(self, **kwargs: object) -> Context:
        context: Context = super().get_context_data(**kwargs)
        options = context["js_data"]["request_options"]["publicKey"]
        has_passkey = bool(options.get("allowCredentials"))
        here = passkeys_work_at(self.request.get_host())
        return {**context, "has_passkey": has_passkey, "passkeys_here": here}


class ProveAgain(ReauthenticateView):  # type: ignore[misc]
    def get_context_data(self, **kwargs: object) -> Context:
        context: Context = super().get_context_data(**kwargs)
        person = signed_in(self.request)
        if passkeys_of(person).exists():
            context["js_data"] = {"request_options": begin_authentication(person)}
        return {**context, **_passkey_page(self.request)}


class ProveWithPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    template_name = "account/reauthenticate.html"

    def form_invalid(self, form: Form) -> HttpResponse:
        note_failed(str(signed_in(self.request).pk), way=PASSKEY)
        return _again(self.request, "account_reauthenticate")

    def get_context_data(self, **kwargs: object) -> Context:
        context: Context = super().get_context_data(**kwargs)
        return {**context, **_passkey_page(self.request)}


def _passkey_page(request: HttpRequest) -> Context:
    page = resolve_url("mfa_reauthenticate_webauthn")
    return {
        "passkeys_here": passkeys_work_at(request.get_host()),
        "passkey_address": passthrough_next_redirect_url(request, page, "next"),
    }


def _again(request: HttpRequest, page: str) -> HttpResponse:
    """Back to a page that has another way too, on the way to where it led."""
    messages.error(request, NOT_PROVED)
    address = passthrough_next_redirect_url(request, resolve_url(page), "next")
    return redirect(address)


sign_in = let_in_the_public(SignIn.as_view())
sign_in_with_passkey = let_in_the_public(SignInWithPasskey.as_view())
second_step = let_in_the_public(SecondStep.as_view())
prove_again = let_in_anyone_signed_in(ProveAgain.as_view())
prove_with_passkey = let_in_anyone_signed_in(ProveWithPasskey.as_view())
