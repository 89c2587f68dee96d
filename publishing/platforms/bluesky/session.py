"""The session of one account: taken up, renewed, or opened with its app password.

Sessions are few (30 openings in 5 minutes), so each is kept, and renewed while it can be.
"""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import httpx
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from publishing.platforms.protocol import Connection, Secret
from publishing.platforms.transport import Limits
from publishing.platforms.wire import Json, RefusedError, UnreadableError, WireError


if TYPE_CHECKING:
    from publishing.platforms.bluesky.sdk import Pds

CLIENT = "publishing.platforms.bluesky.sdk.Pds"
# Signs everybody in, and tells each account's own server, where the rest is asked.
ENTRYWAY = "https://bsky.social"
# A token is not used for its last minutes: it would run out on the way.
MARGIN = timedelta(minutes=3)
TOKENS = ("access_jwt", "refresh_jwt")
REFUSED = {400, 401, 403}
NO_CREDENTIAL = "this account has no app password"
WRONG_CREDENTIAL = "Bluesky refused this account's app password"


class SignInError(WireError):
    """There is no session, and none to be had; the message is for people."""


@dataclass(frozen=True, slots=True)
class Door:
    """What makes a client of the server: its address, limits, and who hears answers."""

    limits: Limits
    on_answer: Callable[[httpx.Response], None]

    def open(self, server: str) -> "Pds":
        """The client; its library takes a second to load, so only who calls pays it."""
        client: type[Pds] = import_string(CLIENT)
        return client(server, self.limits, self.on_answer)


class Session:
    """What the secret holds, kept anew after every change.

    The secret: `password` (an app password), `identifier` (handle or DID, where it is
    not the account's handle), and of the session `access_jwt`, `refresh_jwt`, `did` and
    `pds`, the account's own server where the entryway named it.
    """

    def __init__(self, connection: Connection, door: Door) -> None:
        self.handle = connection.handle.removeprefix("@")
        self.secret: dict[str, str] = {
            name: value.strip() for name, value in connection.secret.items()
        }
        self.keep: Callable[[Secret], None] = connection.keep
        self.door = door
        # Whether the session began here, and whether the server was believed already.
        self.new = False
        self.believes = True
        self.server = connection.server or settings.COUNTERSIGN_BLUESKY_API

    @cached_property
    def entry(self) -> "Pds":
        """Where sessions are opened."""
        return self.door.open(self.server)

    @property
    def pds(self) -> "Pds":
        """Where everything else is asked."""
        own = self.secret.get("pds", "")
        return self._own_pds if own and self.server == ENTRYWAY else self.entry

    @property
    def open_shelf(self) -> "Pds":
        """Where anybody may read the account's posts: not at the entryway.

        Raises WireError where the account's own server had to be asked for first.
        """
        if self.server == ENTRYWAY and not self.secret.get("pds"):
            self.make_ready()
        return self.pds

    @cached_property
    def _own_pds(self) -> "Pds":
        return self.door.open(self.secret["pds"])

    @property
    def did(self) -> str:
        """The account's DID; empty before the first session."""
        return self.secret.get("did", "")

    @property
    def repo(self) -> str:
        """What the account's repository is called in a question."""
        return self.did or self.handle

    @property
    def token(self) -> str:
        return self.secret.get("access_jwt", "")

    @property
    def ready(self) -> bool:
        """Whether there is a session; an old one must not be about to run out."""
        ends = ends_at(self.token)
        lasts = ends is None or ends > timezone.now() + MARGIN
        return bool(self.token and self.did) and (self.new or lasts)

    def step(self) -> None:
        """Make one call towards being ready: renew the session, else open one.

        A renewal that is refused only drops the session; the next step opens another.
        Raises WireError; SignInError says that it cannot be.
        """
        if self.secret.get("refresh_jwt"):
            self._renew()
        else:
            self._open()

    def make_ready(self) -> None:
        """Take every step that is needed, at most two."""
        for _ in range(2):
            if not self.ready:
                self.step()

    def expire(self) -> bool:
        """Believe the server that the access token is not valid any more, once."""
        first, self.believes = self.believes, False
        if first:
            self.secret.pop("access_jwt", None)
        return first

    def _renew(self) -> None:
        try:
            answer = self.pds.refresh_session(self.secret["refresh_jwt"])
        except RefusedError as refusal:
            if refusal.status not in REFUSED:
                raise
            for name in TOKENS:
                self.secret.pop(name, None)
            return
        self._take(answer)

    def _open(self) -> None:
        password = self.secret.get("password", "")
        if not password:
            raise SignInError(NO_CREDENTIAL)
        identifier = self.secret.get("identifier") or self.handle
        try:
            answer = self.entry.create_session(identifier, password)
        except RefusedError as refusal:
            if refusal.status not in REFUSED:
                raise
            raise SignInError(f"{refusal.status}: {WRONG_CREDENTIAL}") from None
        self._take(answer)

    def _take(self, answer: Json) -> None:
        session = {
            "access_jwt": answer.get("accessJwt"),
            "refresh_jwt": answer.get("refreshJwt"),
            "did": answer.get("did"),
        }
        if not all(isinstance(each, str) and each for each in session.values()):
            raise UnreadableError("the session could not be read")
        self.new = True
        self.secret |= session | _own_server(answer)
        self.keep(dict(self.secret))


def ends_at(token: str) -> datetime | None:
    """When a token says that it ends; None where it does not say."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(
            base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        )
        return datetime.fromtimestamp(claims["exp"], tz=UTC)
    except (IndexError, KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _own_server(answer: Json) -> dict[str, str]:
    """The account's own server, as its DID document names it."""
    document = answer.get("didDoc")
    services = document.get("service") if isinstance(document, dict) else None
    for service in services if isinstance(services, list) else []:
        if isinstance(service, dict) and str(service.get("id")).endswith(
            "#atproto_pds"
        ):
            address = str(service.get("serviceEndpoint"))
            return {"pds": address} if address.startswith("https://") else {}
    return {}
