"""Connecting a Facebook Page, an Instagram or a Threads account: from a sign-in to a secret.

No secret is stored here, and no page is shown; every answer is for the caller alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from publishing.platforms.meta.errors import why
from publishing.platforms.meta.wire import Graph, data_of, older_than, readable
from publishing.platforms.transport import USUAL_LIMITS, Limits
from publishing.platforms.wire import Json, UnreadableError, WireError


FACEBOOK_DIALOG = "https://www.facebook.com/dialog/oauth"
THREADS_DIALOG = "https://threads.com/oauth/authorize"
FACEBOOK_SCOPES = (
    "pages_show_list",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_read_engagement",
    "pages_read_user_content",
)
INSTAGRAM_SCOPES = (
    "pages_show_list",
    "pages_read_engagement",
    "instagram_basic",
    "instagram_content_publish",
    "instagram_manage_contents",
)
THREADS_SCOPES = (
    "threads_basic",
    "threads_content_publish",
    "threads_manage_replies",
    "threads_read_replies",
    "threads_delete",
)
PAGE_FIELDS = "id,name,username,access_token,instagram_business_account{id,username}"
MOST_LISTS = 10


class OAuthError(Exception):
    """The sign-in led to no token; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class App:
    """The department's own app at Meta; `redirect_uri` as it is registered there."""

    app_id: str
    app_secret: str = field(repr=False)
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Token:
    """A person's or account's token; `expires_at` is None where that is not told."""

    access_token: str = field(repr=False)
    expires_at: datetime | None = None

    def as_secret(self) -> dict[str, str]:
        """The part of an account's secret that comes from it."""
        secret = {"access_token": self.access_token}
        if self.expires_at is not None:
            secret["expires_at"] = self.expires_at.isoformat()
        return secret


@dataclass(frozen=True, slots=True)
class Page:
    """A Facebook Page that the person may publish on, and its Instagram account."""

    page_id: str
    name: str
    username: str
    access_token: str = field(repr=False)
    instagram_id: str = ""
    instagram_username: str = ""

    def facebook_secret(self, app: App) -> dict[str, str]:
        return {"page_id": self.page_id} | self._common(app)

    def instagram_secret(self, app: App) -> dict[str, str]:
        return {"user_id": self.instagram_id} | self._common(app)

    def _common(self, app: App) -> dict[str, str]:
        return {
            "access_token": self.access_token,
            "app_id": app.app_id,
            "app_secret": app.app_secret,
        }


def facebook_dialog(
    app: App,
    *,
    state: str,
    challenge: str = "",
    scopes: Sequence[str] = FACEBOOK_SCOPES,
) -> str:
    """Where the person signs in; `challenge` is PKCE's, S256. Instagram: its scopes."""
    proof = {"code_challenge": challenge, "code_challenge_method": "S256"}
    return _dialog(FACEBOOK_DIALOG, app, state, scopes, proof if challenge else {})


def threads_dialog(
    app: App, *, state: str, scopes: Sequence[str] = THREADS_SCOPES
) -> str:
    """Where the person signs in to Threads, which knows no PKCE."""
    return _dialog(THREADS_DIALOG, app, state, scopes, {})


def facebook_token(
    app: App, *, code: str, verifier: str = "", limits: Limits = USUAL_LIMITS
) -> Token:
    """The person's long-lived token, of 60 days; a page's own comes from `pages`.

    Raises OAuthError.
    """
    graph = Graph(settings.COUNTERSIGN_FACEBOOK_API, "", limits)
    own = {"client_id": app.app_id, "client_secret": app.app_secret}
    asked = own | {"redirect_uri": app.redirect_uri, "code": code}
    asked |= {"code_verifier": verifier} if verifier else {}
    try:
        short = _token(graph.post("/oauth/access_token", asked))
        exchange = {"grant_type": "fb_exchange_token"}
        exchange["fb_exchange_token"] = short.access_token
        return _token(graph.post("/oauth/access_token", own | exchange))
    except WireError as error:
        raise OAuthError(why(error, "Facebook")) from None


def pages(app: App, token: Token, *, limits: Limits = USUAL_LIMITS) -> list[Page]:
    """Every page that the person let the app publish on, with the page's own token.

    Raises OAuthError, also where there are more pages than anybody has.
    """
    server = settings.COUNTERSIGN_FACEBOOK_API
    graph = Graph(server, token.access_token, limits, app.app_secret)
    found: list[Page] = []
    after: dict[str, str] = {}
    try:
        for _ in range(MOST_LISTS):
            body = graph.get("/me/accounts", fields=PAGE_FIELDS, limit="100", **after)
            found += [_page(each) for each in data_of(body)]
            more = older_than(body)
            if more is None:
                return found
            after = {"after": more}
    except WireError as error:
        raise OAuthError(why(error, "Facebook")) from None
    raise OAuthError("Facebook lists more pages than can be read")


def threads_token(app: App, *, code: str, limits: Limits = USUAL_LIMITS) -> Token:
    """The account's long-lived token, of 60 days. Raises OAuthError."""
    graph = Graph(settings.COUNTERSIGN_THREADS_API, "", limits)
    asked = {
        "client_id": app.app_id,
        "client_secret": app.app_secret,
        "grant_type": "authorization_code",
        "redirect_uri": app.redirect_uri,
        # Threads puts this behind the code, and it is no part of it.
        "code": code.removesuffix("#_"),
    }
    try:
        short = _token(graph.post(f"{graph.root}/oauth/access_token", asked))
        return _longer(short, app, limits)
    except WireError as error:
        raise OAuthError(why(error, "Threads")) from None


def _longer(short: Token, app: App, limits: Limits) -> Token:
    """Threads takes this as a GET alone; the token goes in the header all the same."""
    graph = Graph(settings.COUNTERSIGN_THREADS_API, short.access_token, limits)
    return _token(
        graph.get(
            f"{graph.root}/access_token",
            grant_type="th_exchange_token",
            client_secret=app.app_secret,
        )
    )


def _dialog(
    address: str, app: App, state: str, scopes: Sequence[str], more: dict[str, str]
) -> str:
    query = {
        "client_id": app.app_id,
        "redirect_uri": app.redirect_uri,
        "response_type": "code",
        "scope": ",".join(scopes),
        "state": state,
    }
    return f"{address}?{urlencode(query | more)}"


def _token(body: Json) -> Token:
    token = body.get("access_token") if isinstance(body, dict) else None
    if not isinstance(token, str) or not token:
        raise UnreadableError("the answer carries no token")
    seconds = body.get("expires_in")
    known = isinstance(seconds, int) and seconds > 0
    with readable():
        ends = timezone.now() + timedelta(seconds=seconds) if known else None
    return Token(token, ends)


def _page(body: dict[str, Json]) -> Page:
    linked = body.get("instagram_business_account") or {}
    if not isinstance(body.get("access_token"), str) or not isinstance(linked, dict):
        raise UnreadableError("a page carries no token")
    return Page(
        page_id=str(body.get("id", "")),
        name=str(body.get("name", "")),
        username=str(body.get("username") or ""),
        access_token=body["access_token"],
        instagram_id=str(linked.get("id") or ""),
        instagram_username=str(linked.get("username") or ""),
    )
