"""Making one post on a Discourse forum, and what its answers prove.

When it is made, and what it says, is decided elsewhere.
"""

from dataclasses import dataclass

from publishing.platforms.discourse.failures import (
    DUPLICATE,
    is_key_taken,
    publishing_failure,
)
from publishing.platforms.discourse.forum import Forum
from publishing.platforms.discourse.posts import HELD, sent
from publishing.platforms.protocol import (
    Connection,
    Outcome,
    Permanent,
    Unknown,
)
from publishing.platforms.wire import Json, RefusedError, WireError


WAS_DELETED = "422: the topic was there and was deleted, so it is not made again"
MOST_HELD = 20


@dataclass(frozen=True, slots=True)
class Post:
    """`said` is the body of the call, `key` our name for what it makes."""

    forum: Forum
    connection: Connection
    key: str

    def make(self, said: Json) -> Outcome:
        try:
            raw = self.forum.wire.read("POST", "/posts.json", json=said)
            return self._held() if _waits(raw) else sent(raw, self.forum.server)
        except RefusedError as refusal:
            taken = is_key_taken(refusal)
            return self._taken() if taken else publishing_failure(refusal)
        except WireError as error:
            return publishing_failure(error)

    def _held(self) -> Unknown:
        """What moderators turn down leaves no trace, so it is remembered here."""
        keys = [*held_in(self.connection), self.key][-MOST_HELD:]
        self.connection.keep({**self.connection.secret, "held": " ".join(keys)})
        return Unknown(HELD)

    def _taken(self) -> Outcome:
        """Discourse remembers the key of a deleted topic too, and shows it not."""
        try:
            topic = self.forum.topic_of_key(self.key)
        except WireError:
            return Unknown(DUPLICATE)
        return Unknown(DUPLICATE) if topic else Permanent(WAS_DELETED)


def held_in(connection: Connection) -> list[str]:
    """The keys of posts that the forum's moderators held back."""
    return connection.secret.get("held", "").split()


def _waits(raw: Json) -> bool:
    return isinstance(raw, dict) and raw.get("action") == "enqueued"
