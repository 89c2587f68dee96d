"""How allauth signs people in here: nobody registers alone, every try is logged.

No page lives here; templates of the sign-in pages are in templates/account and mfa.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.crypto import salted_hmac

from accounts.actions.sign_ins import note_failed, note_signed_in, note_signed_out
from accounts.credentials import seal, unseal
from accounts.models import Person
from accounts.queries.factors import passkey_domain, passkeys_of
from audit.events import Event
from audit.log import Actor, Subject, record


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed to sign-up; sign-ins, refusals and sign-outs go into the log."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(
        self, request: HttpRequest, user: Person, **kwargs: object
    ) -> HttpResponse:
        note_signed_in(user, proofs=get_authentication_records(request, user))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Person):
            note_signed_out(request.user)
        super().logout(request)

    def authentication_failed(
        self, request: HttpRequest, **credentials: object
    ) -> None:
        tried = str(credentials.get("email", "")).strip().lower()
        known = Person.objects.filter(email=tried).first()
        note_failed(str(known.pk) if known else _unknown(tried), way="password")
        super().authentication_failed(request, **credentials)

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Somebody closed whose passkey is still right."""
        note_failed(str(user.pk), way="closed")
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response

    def get_reauthentication_methods(
        self, user: Person | AnonymousUser
    ) -> list[dict[str, str]]:
        """The password and, beside it, a passkey; a code alone is no proof again."""
        ways: list[dict[str, str]] = []
        if not isinstance(user, Person):
            return ways
        if user.has_usable_password():
            ways.append(_way("password", "account_reauthenticate"))
        if passkeys_of(user).exists():
            ways.append(_way("passkey", "mfa_reauthenticate_webauthn"))
        return ways

    def clean_password(self, password: str, user: Person | None = None) -> str:
        """Refuse to keep a password that an administrator knows."""
        if user and user.must_change_password and user.check_password(password):
            raise ValidationError("Choose a password that nobody gave you.")
        cleaned: str = super().clean_password(password, user=user)
        return cleaned

    def set_password(self, user: Person, password: str) -> None:
        user.must_change_password = False
        with transaction.atomic():
            super().set_password(user, password)
            record(
                Event.PASSWORD_CHANGED,
                actor=Actor(id=str(user.pk), post="", role=""),
                subject=Subject("person", str(user.pk)),
            )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("home")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys of one name, whatever the request says; secrets of codes are sealed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That was not right. Try again.",
    }

    def encrypt(self, text: str) -> str:
        return seal({"factor": text}).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text.encode())["factor"]

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002 - allauth's name
        return f"Passkey {passkeys_of(user).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": passkey_domain(), "name": "Countersign"}


def _way(name: str, page: str) -> dict[str, str]:
    return {"id": name, "description": f"Use your {name}", "url": resolve_url(page)}


def _unknown(tried: str) -> str:
    """A stand-in for an address nobody has, so that repeated tries can be seen.

    Keyed, so that nobody who reads the log can guess addresses and compare.
    """
    name = tried.encode(errors="replace")
    return "unknown:" + salted_hmac(__name__, name, algorithm="sha256").hexdigest()[:12]
