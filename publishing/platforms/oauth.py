"""Connecting by signing in at the platform: the same two steps, whatever the platform.

Begin gives an address to send somebody to; finish makes a secret of what they came back
with. Nothing is stored here, and nobody is redirected.
"""

from urllib.parse import urlsplit

from publishing.platforms.meta.oauth import OAuthError
from publishing.platforms.protocol import Secret
from publishing.platforms.sign_ins import WAYS
from publishing.platforms.visits import Begun, Query, SignInError, Visit, Way
from publishing.platforms.wire import NotSentError, WireError


__all__ = ["WAYS", "Begun", "SignInError", "Visit", "Way", "begin", "finish", "way_of"]


def way_of(platform: str) -> Way | None:
    """The way of this platform; None where it has none or our app is not set up."""
    way = WAYS.get(platform)
    return way if way is not None and way.ready() else None


def begin(visit: Visit) -> Begun:
    """Where the sign-in begins. Raises `SignInError`."""
    try:
        return WAYS[visit.platform].begin(visit)
    except WireError as error:
        raise SignInError(_unanswered(error)) from None


def finish(visit: Visit, query: Query) -> Secret:
    """The secret that came of a sign-in. Raises `SignInError`.

    Whether it is this account's is for the platform to say, when it is asked.
    """
    if query.get("error") or query.get("success") == "false":
        raise SignInError("The platform was not allowed to give us access.")
    # A server that says who it is (RFC 9207) says the one that was asked.
    issuer = query.get("iss", "")
    if issuer and visit.server and _host(issuer) != _host(visit.server):
        raise SignInError("The answer came from another server than was asked.")
    try:
        return WAYS[visit.platform].finish(visit, query)
    except (WireError, OAuthError) as error:
        raise SignInError(_unanswered(error)) from None


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.casefold()
    except ValueError:
        return ""


def _unanswered(error: Exception) -> str:
    if isinstance(error, OAuthError):
        return f"{str(error)[:1].upper()}{str(error)[1:]}."
    if isinstance(error, NotSentError):
        return "The server cannot be reached, or it may not be called from here."
    return "The platform did not give us access. Try again."
