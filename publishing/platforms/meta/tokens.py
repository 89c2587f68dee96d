"""Tokens of 60 days, which Threads and Instagram renew while they are still good.

Nothing else is asked of a platform here, and a failed renewal ends nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from publishing.platforms.meta.wire import Graph, readable
from publishing.platforms.protocol import Connection, Secret
from publishing.platforms.wire import Json, WireError


RENEW_BEFORE = timedelta(days=30)


@dataclass
class Renewal:
    """The token of one account; `grant` is what the platform calls renewing it."""

    connection: Connection = field(repr=False)
    graph: Graph
    grant: str

    def __post_init__(self) -> None:
        self.secret: Secret = self.connection.secret

    @property
    def ends(self) -> datetime | None:
        """When the token ends, where that is known: `expires_at` in the secret."""
        try:
            moment = datetime.fromisoformat(self.secret.get("expires_at", ""))
        except ValueError:
            return None
        return moment if moment.tzinfo else None

    def due(self) -> bool:
        """Whether it is known that the token ends within the month."""
        return self.ends is not None and self.ends < timezone.now() + RENEW_BEFORE

    def renew(self) -> None:
        """Ask for another 60 days, and keep the new token; the old one stays good.

        Nothing is asked where the secret is not stored yet, or another worker is at it.
        """
        renewable = self.connection.renewable
        stored = renewable() if renewable else None
        if stored is None:
            return
        address = f"{self.graph.root}/refresh_access_token"
        try:
            body = self.graph.get(address, grant_type=self.grant)
            with readable():
                renewed = _token_in(body, timezone.now())
        except WireError:
            return
        if renewed:
            self.secret = {**stored, **renewed}
            self.connection.keep(self.secret)


def _token_in(body: Json, now: datetime) -> Mapping[str, str]:
    """What the secret gets from an answer; empty where that cannot be read."""
    if not isinstance(body, dict):
        return {}
    token, seconds = body.get("access_token"), body.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(seconds, int):
        return {}
    ends = now + timedelta(seconds=seconds)
    return {"access_token": token, "expires_at": ends.isoformat()}
