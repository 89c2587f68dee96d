"""WordPress's own page on which somebody gives us an application password.

Pure: addresses are made and answers are read; nothing is asked, and no page is here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit


# WordPress shows the name to the person, and keeps the number beside the password.
APP_NAME = "Countersign"
APP_ID = "5f0e4c1d-7f0a-4d55-9a6e-2f6f2a4b8c11"
PAGE = "/wp-admin/authorize-application.php"
REFUSED = "WordPress was not allowed to give us access to the account."
OTHER_SITE = "The answer came from another site than the one that was asked."
INCOMPLETE = "WordPress's answer has no user name or no password in it."


@dataclass(frozen=True, slots=True)
class Granted:
    """What to connect the account with; `handle` is the user's name on that site."""

    handle: str
    secret: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Declined:
    """No access; the reason is a sentence for people."""

    reason: str


def authorize_address(server: str, *, success_url: str, reject_url: str) -> str:
    """Where to send the person. Both addresses of ours must be https.

    WordPress adds `site_url`, `user_login` and `password` to the query of the first:
    put a state into it that only this session knows, and answer it with a redirect, so
    that the password stays in no history.
    """
    asked = {
        "app_name": APP_NAME,
        "app_id": APP_ID,
        "success_url": success_url,
        "reject_url": reject_url,
    }
    return f"{server.rstrip('/')}{PAGE}?{urlencode(asked)}"


def answer_of(query: Mapping[str, str], *, server: str) -> Granted | Declined:
    """What WordPress's redirect back to us says."""
    if query.get("success") == "false" or "error" in query:
        return Declined(REFUSED)
    if _host(query.get("site_url", "")) != _host(server):
        return Declined(OTHER_SITE)
    username, password = query.get("user_login", ""), query.get("password", "")
    if not username or not password:
        return Declined(INCOMPLETE)
    secret = {"username": username, "application_password": password}
    return Granted(handle=username, secret=secret)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.casefold().removeprefix("www.")
    except ValueError:
        return ""
