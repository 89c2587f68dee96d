"""Connecting a LinkedIn page by signing in there, and ending its token.

LinkedIn takes no PKCE from a web app: the app's own secret and the state stand alone.
Nothing is stored and nobody is redirected here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from publishing.platforms.linkedin.adapter import VERSION
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.wire import Json, UnreadableError, Wire


SCOPES = "w_organization_social r_organization_social rw_organization_admin"
# 60 days, where LinkedIn does not say.
USUAL_LIFE = 5_184_000


@dataclass(frozen=True, slots=True)
class App:
    """The department's own app at LinkedIn; `redirect_uri` as it is registered there."""

    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str


def authorization_url(app: App, *, state: str) -> str:
    """Where to send somebody who administers the page."""
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": app.redirect_uri,
        "scope": SCOPES,
        "state": state,
    }
    return f"{settings.COUNTERSIGN_LINKEDIN_OAUTH}/authorization?{urlencode(query)}"


def exchange(
    app: App, *, code: str, handle: str, limits: Limits = USUAL_LIMITS
) -> Mapping[str, str]:
    """The secret to seal for a code: the token, its end, and the page's number.

    `handle` is the page's name in its address. Raises WireError.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uri": app.redirect_uri,
    }
    wire = Wire(settings.COUNTERSIGN_LINKEDIN_OAUTH, limits)
    answer = wire.read("POST", "/accessToken", data=form)
    token = answer.get("access_token") if isinstance(answer, dict) else None
    if not isinstance(token, str) or not token:
        raise UnreadableError("LinkedIn's answer carries no token")
    seconds = answer.get("expires_in")
    life = seconds if isinstance(seconds, int) and 0 < seconds < 10**9 else USUAL_LIFE
    ends_at = timezone.now() + timedelta(seconds=life)
    return {
        "access_token": token,
        "expires_at": ends_at.isoformat(timespec="seconds"),
        "organization": _number(token, handle, limits),
        "client_id": app.client_id,
        "client_secret": app.client_secret,
    }


def revoke(secret: Mapping[str, str], *, limits: Limits = USUAL_LIMITS) -> bool:
    """End a token; False where it did not come from `exchange`. Raises WireError."""
    form = {
        name: secret.get(theirs, "")
        for name, theirs in (
            ("client_id", "client_id"),
            ("client_secret", "client_secret"),
            ("token", "access_token"),
        )
    }
    if not all(form.values()):
        return False
    Wire(settings.COUNTERSIGN_LINKEDIN_OAUTH, limits).ask("POST", "/revoke", data=form)
    return True


def _number(token: str, handle: str, limits: Limits) -> str:
    """The number of the page of that name."""
    headers = {
        "Authorization": f"Bearer {token}",
        "LinkedIn-Version": VERSION,
        "X-Restli-Protocol-Version": "2.0.0",
    }
    wire = Wire(settings.COUNTERSIGN_LINKEDIN_API, limits, headers)
    asked = {"q": "vanityName", "vanityName": handle.removeprefix("@")}
    return _first(wire.read("GET", "/rest/organizations", params=asked))


def _first(answer: Json) -> str:
    found = answer.get("elements") if isinstance(answer, dict) else None
    page = found[0] if isinstance(found, list) and found else None
    number = page.get("id") if isinstance(page, dict) else None
    if not isinstance(number, int):
        raise UnreadableError("LinkedIn knows no page of this name")
    return str(number)
