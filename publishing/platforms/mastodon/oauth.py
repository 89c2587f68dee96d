"""Connecting an account by signing in at its server: OAuth 2 with PKCE.

Nothing is stored and nobody is redirected here; whoever asks keeps state and verifier.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from publishing.platforms.pkce import challenge
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.wire import RefusedError, UnreadableError, Wire


# To know whose account it is, to read its timeline, to post, to upload. Servers that
# know only the whole of "read" and "write" are asked for these instead.
SCOPES = "read:accounts read:statuses write:statuses write:media"
WIDER_SCOPES = "read write"
NAME = "Countersign"
UNREADABLE = "the Mastodon server's answer could not be read"


@dataclass(frozen=True, slots=True)
class App:
    """We, as one server knows us; `client_secret` is a secret of that server alone."""

    server: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    scopes: str


def register(
    server: str, *, redirect_uri: str, website: str = "", limits: Limits = USUAL_LIMITS
) -> App:
    """Make ourselves known to a server (POST /api/v1/apps); raises WireError."""
    try:
        return _register(server, redirect_uri, website, SCOPES, limits)
    except RefusedError as refusal:
        if refusal.status not in {400, 422}:
            raise
        return _register(server, redirect_uri, website, WIDER_SCOPES, limits)


def authorization_url(app: App, *, state: str, verifier: str) -> str:
    """Where to send somebody to sign in; the server comes back with `code` and `state`.

    They choose the account there anew, since most people are signed in as themselves.
    """
    query = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": app.redirect_uri,
        "scope": app.scopes,
        "state": state,
        "code_challenge": challenge(verifier),
        "code_challenge_method": "S256",
        "force_login": "true",
    }
    return f"{app.server}/oauth/authorize?{urlencode(query)}"


def exchange(
    app: App, *, code: str, verifier: str, limits: Limits = USUAL_LIMITS
) -> Mapping[str, str]:
    """The secret to seal for a code, which works once; raises WireError."""
    # A form, as RFC 6749 (4.1.3) and RFC 7009 (2.1) have it: not every server reads JSON.
    answer = Wire(app.server, limits).read(
        "POST",
        "/oauth/token",
        data={
            "grant_type": "authorization_code",
            "code": code,
            "client_id": app.client_id,
            "client_secret": app.client_secret,
            "redirect_uri": app.redirect_uri,
            "code_verifier": verifier,
        },
    )
    return {
        "access_token": _text(answer, "access_token"),
        "client_id": app.client_id,
        "client_secret": app.client_secret,
    }


def revoke(
    server: str, secret: Mapping[str, str], *, limits: Limits = USUAL_LIMITS
) -> bool:
    """End a token at its server; False where it did not come from `exchange`.

    Raises WireError, 403 for a token of another app.
    """
    if not (secret.get("client_id") and secret.get("client_secret")):
        return False
    Wire(server, limits).ask(
        "POST",
        "/oauth/revoke",
        data={
            "client_id": secret["client_id"],
            "client_secret": secret["client_secret"],
            "token": secret.get("access_token", ""),
        },
    )
    return True


def _register(
    server: str, redirect_uri: str, website: str, scopes: str, limits: Limits
) -> App:
    said = {"client_name": NAME, "redirect_uris": redirect_uri, "scopes": scopes}
    if website:
        said["website"] = website
    answer = Wire(server, limits).read("POST", "/api/v1/apps", data=said)
    return App(
        server=server.rstrip("/"),
        client_id=_text(answer, "client_id"),
        client_secret=_text(answer, "client_secret"),
        redirect_uri=redirect_uri,
        scopes=scopes,
    )


def _text(answer: Any, name: str) -> str:  # noqa: ANN401  (as it arrives)
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, str) or not found:
        raise UnreadableError(UNREADABLE)
    return found
