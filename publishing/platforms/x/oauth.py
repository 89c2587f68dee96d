"""Connecting an X account by signing in there: OAuth 2 with PKCE, and ending a token.

Nothing is stored and nobody is redirected here; whoever asks keeps state and verifier.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from django.utils import timezone

from publishing.platforms.pkce import challenge
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.wire import Json, UnreadableError, Wire


SCOPES = "tweet.read tweet.write users.read media.write offline.access"
# How long a token lives where X does not say.
USUAL_LIFE = 7200


@dataclass(frozen=True, slots=True)
class App:
    """The department's own app at X; a public app has no secret."""

    api: str
    site: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str

    @property
    def auth(self) -> tuple[str, str] | None:
        """A confidential app proves itself; a public one only names itself."""
        return (self.client_id, self.client_secret) if self.client_secret else None


def authorization_url(app: App, *, state: str, verifier: str) -> str:
    """Where to send somebody who is signed in to X as the account."""
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": app.redirect_uri,
        "scope": SCOPES,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
    }
    return f"{app.site}/i/oauth2/authorize?{urlencode(query)}"


def exchange(
    app: App, *, code: str, verifier: str, limits: Limits = USUAL_LIMITS
) -> Mapping[str, str]:
    """The secret to seal for a code, which works once; raises WireError."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": app.client_id,
        "redirect_uri": app.redirect_uri,
        "code_verifier": verifier,
    }
    wire = Wire(app.api, limits)
    answer = wire.read("POST", "/2/oauth2/token", data=form, auth=app.auth)
    ends_at = timezone.now() + timedelta(seconds=_seconds(answer))
    secret = {
        "client_id": app.client_id,
        "access_token": _text(answer, "access_token"),
        "refresh_token": _text(answer, "refresh_token"),
        "expires_at": ends_at.isoformat(timespec="seconds"),
    }
    return secret | ({"client_secret": app.client_secret} if app.auth else {})


def revoke(
    api: str, secret: Mapping[str, str], *, limits: Limits = USUAL_LIMITS
) -> bool:
    """End an OAuth 2 token; False for OAuth 1 keys, which X ends on its own pages alone.

    Raises WireError.
    """
    token = secret.get("refresh_token") or secret.get("access_token", "")
    client = secret.get("client_id", "")
    if not (client and token):
        return False
    key = secret.get("client_secret", "")
    Wire(api, limits).ask(
        "POST",
        "/2/oauth2/revoke",
        data={"token": token, "client_id": client},
        auth=(client, key) if key else None,
    )
    return True


def _seconds(answer: Json) -> int:
    found = answer.get("expires_in") if isinstance(answer, dict) else None
    return found if isinstance(found, int) and 0 < found < 10**9 else USUAL_LIFE


def _text(answer: Json, name: str) -> str:
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, str) or not found:
        raise UnreadableError("X's answer carries no token")
    return found
