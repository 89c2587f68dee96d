"""How allauth signs people in here: nobody registers alone, every try is logged.

No page lives here; templates of the sign-in pages are in templates/account.
"""

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.crypto import salted_hmac

from accounts.models import Person
from audit.events import Event
from audit.log import Actor, Subject, record


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closed to sign-up; sign-ins, refusals and sign-outs go into the log."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(
        self, request: HttpRequest, user: Person, **kwargs: object
    ) -> HttpResponse:
        _record(Event.SIGN_IN_SUCCEEDED, person_id=str(user.pk))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            _record(Event.SIGNED_OUT, person_id=str(request.user.pk))
        super().logout(request)

    def authentication_failed(
        self, request: HttpRequest, **credentials: object
    ) -> None:
        tried = str(credentials.get("email", "")).strip().lower()
        known = Person.objects.filter(email=tried).first()
        _record(
            Event.SIGN_IN_FAILED, person_id=str(known.pk) if known else _unknown(tried)
        )
        super().authentication_failed(request, **credentials)

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
            _record(Event.PASSWORD_CHANGED, person_id=str(user.pk))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("home")


def _unknown(tried: str) -> str:
    """A stand-in for an address nobody has, so that repeated tries can be seen.

    Keyed, so that nobody who reads the log can guess addresses and compare.
    """
    name = tried.encode(errors="replace")
    return "unknown:" + salted_hmac(__name__, name, algorithm="sha256").hexdigest()[:12]


def _record(event: Event, *, person_id: str) -> None:
    with transaction.atomic():
        record(
            event,
            actor=Actor(id=person_id, post="", role=""),
            subject=Subject("person", person_id),
        )
