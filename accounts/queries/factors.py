"""Reads about what somebody signs in with besides a password, and where passkeys work.

Nothing here changes a row, and no secret of a factor is handed out.
"""

from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from accounts.models import Person


PASSKEY = "passkey"
APP = "authenticator app"
RECOVERY = "recovery codes"
# What allauth calls them, and what the log and the pages do.
KINDS = {
    Authenticator.Type.WEBAUTHN.value: PASSKEY,
    Authenticator.Type.TOTP.value: APP,
    Authenticator.Type.RECOVERY_CODES.value: RECOVERY,
}


def factors_of(person: Person) -> dict[int, str]:
    """The kind of each factor that this person has, by its key."""
    rows = Authenticator.objects.filter(user=person).order_by("pk")
    return {pk: KINDS[kind] for pk, kind in rows.values_list("pk", "type")}


def passkeys_of(person: Person) -> "QuerySet[Authenticator]":
    """Oldest first."""
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(
        user=person, type=Authenticator.Type.WEBAUTHN
    )
    return rows.order_by("created_at", "pk")


def recovery_codes_left(person: Person) -> int | None:
    """How many of the recovery codes are unused; None without any."""
    row = Authenticator.objects.filter(
        user=person, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    return len(row.wrap().get_unused_codes()) if row else None


def passkey_domain() -> str:
    """The name that passkeys are made for, whatever name a request came by.

    A browser makes none for a number, so that a service at one has them at localhost.
    """
    host = urlsplit(settings.COUNTERSIGN_BASE_URL).hostname or ""
    is_number = ":" in host or not host.strip("0123456789.")
    return "localhost" if is_number else host


def passkeys_work_at(host: str) -> bool:
    """Whether a browser gives a passkey to pages of a host such as "localhost:8000"."""
    return host.partition(":")[0].lower() == passkey_domain()
