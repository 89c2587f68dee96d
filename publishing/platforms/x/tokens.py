"""The two kinds of credential that X gives for an account, and renewing the second.

What is done with an account is not known here, and nothing is asked of X but tokens.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import requests
from django.utils import timezone

from publishing.platforms.protocol import Connection, Secret
from publishing.platforms.x.wire import RefusedError, Wire, XError


SIGNING = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
BEARING = ("client_id", "access_token")
# A token lives two hours; one that ends this soon is renewed before it is used.
SOON = timedelta(minutes=10)
LIFETIME = timedelta(hours=2)

RENEWED = "401: X's token had run out early; it was renewed and can be used at once"
ELSEWHERE = "X's token is being renewed by another worker; the stored one comes next"
NO_RENEWAL = "X's token has run out and X did not renew it in time"
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError, OverflowError)
WITHDRAWN = "X refused to renew this account's token; someone must connect it again"


class RenewedError(XError):
    """The token was refused, which proves that nothing was done, and is renewed now."""


class NotRenewedError(XError):
    """The token has run out and there is no other yet; the message is for people."""

    def __init__(self, answer: str, *, refused: bool = False) -> None:
        super().__init__(answer)
        self.refused = refused


class Tokens:
    """What opens one account: OAuth 1 keys that stay, or OAuth 2 tokens that rotate.

    X takes each refresh token once. So only the worker that `connection.renewable`
    lets through renews, from the secret as it is stored then, and keeps the new one
    before it is used; every other worker goes on with the old token while it lasts and
    comes back later when it does not. Where nothing is stored yet nothing is renewed.
    """

    def __init__(self, connection: Connection, wire: Wire) -> None:
        self.connection = connection
        self.wire = wire
        self.secret = stripped(connection.secret)
        self.signs = "client_id" not in self.secret
        fields = SIGNING if self.signs else BEARING
        self.complete = all(self.secret.get(field) for field in fields)

    @property
    def keys(self) -> dict[str, str | None]:
        """The four OAuth 1 fields, as tweepy wants them."""
        return {field: self.secret.get(field) for field in SIGNING if self.signs}

    @property
    def bearer(self) -> str | None:
        """The OAuth 2 access token; None with OAuth 1."""
        return None if self.signs else self.secret.get("access_token")

    @property
    def user_id(self) -> str:
        """X's OAuth 1 tokens begin with the number of the account they are for."""
        first, hyphen, _ = self.secret.get("access_token", "").partition("-")
        known = self.signs and hyphen and first.isascii() and first.isdigit()
        return first if known else ""

    @property
    def ends_at(self) -> datetime | None:
        """None where the credential does not end, or does not say when."""
        try:
            return _moment(self.secret.get("expires_at", ""))
        except (ValueError, OverflowError, OSError):
            return None

    @property
    def renews_itself(self) -> bool:
        return self.signs or bool(self.secret.get("refresh_token"))

    def ready(self) -> None:
        """Renew a token near its end; NotRenewedError where it has ended and cannot be."""
        if not self._ends_within(SOON) or not self._may_renew():
            return
        try:
            self._renew()
        except NotRenewedError:
            if self._ends_within(timedelta(0)):
                raise

    def after_refusal(self) -> None:
        """Renew a token that X refused, and say so with RenewedError.

        One that was renewed just now is not: it is not its age that X refuses.
        """
        if self._may_renew() and self._ends_within(LIFETIME - SOON, unknown=True):
            self._renew()
            raise RenewedError(RENEWED)

    def _ends_within(self, time: timedelta, *, unknown: bool = False) -> bool:
        ends_at = self.ends_at
        return unknown if ends_at is None else ends_at <= timezone.now() + time

    def _may_renew(self) -> bool:
        stored = self.connection.renewable is not None
        return stored and not self.signs and self.renews_itself

    def _renew(self) -> None:
        stored = self._stored()
        if stored.get("access_token") != self.secret.get("access_token"):
            # Somebody was faster, and what they were given is as new.
            self.secret = stored
            return
        new = {**stored, **_asked(self.wire, stored)}
        self.connection.keep(new)
        self.secret = new

    def _stored(self) -> dict[str, str]:
        renewable: Callable[[], Secret | None] = self.connection.renewable or dict
        stored = renewable()
        if stored is None:
            raise NotRenewedError(ELSEWHERE)
        return stripped(stored)


def stripped(secret: Mapping[str, str]) -> dict[str, str]:
    return {field: value.strip() for field, value in secret.items()}


def _asked(wire: Wire, secret: Mapping[str, str]) -> dict[str, str]:
    """A new pair of tokens (RFC 6749, section 6; an app without a secret names itself)."""
    form = {
        "grant_type": "refresh_token",
        "refresh_token": secret.get("refresh_token", ""),
        "client_id": secret["client_id"],
    }
    app = (secret["client_id"], secret.get("client_secret", ""))
    try:
        answer = wire.post(
            f"{wire.api}/2/oauth2/token", data=form, auth=app if app[1] else None
        ).json()
        lifetime = int(answer.get("expires_in", LIFETIME.total_seconds()))
        ends_at = timezone.now() + timedelta(seconds=lifetime)
        return {
            "access_token": _text(answer["access_token"]),
            "refresh_token": _text(answer.get("refresh_token", form["refresh_token"])),
            "expires_at": ends_at.isoformat(timespec="seconds"),
        }
    except RefusedError as refusal:
        refused = refusal.status in {400, 401, 403}
        answer = WITHDRAWN if refused else NO_RENEWAL
        raise NotRenewedError(answer, refused=refused) from None
    except (requests.RequestException, *UNREADABLE):
        raise NotRenewedError(NO_RENEWAL) from None


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("no token")
    return value


def _moment(said: str) -> datetime:
    """ISO 8601 or UNIX seconds."""
    if said.isdigit():
        return datetime.fromtimestamp(int(said), tz=timezone.get_current_timezone())
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else timezone.make_aware(moment)
