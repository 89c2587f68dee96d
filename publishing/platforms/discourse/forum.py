"""The questions that are asked of a Discourse forum, in the account's name.

What the answers mean for a post of ours is not known here.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from publishing.platforms.answers import REDIRECTS
from publishing.platforms.protocol import Connection
from publishing.platforms.transport import Limits
from publishing.platforms.wire import Json, RefusedError, UnreadableError, Wire


TOPIC = re.compile(r"/t/(?:[^/]+/)?(\d+)(?:/\d+)?(?:\.json)?$")


class Forum:
    """Calls to one forum with one key. Numbers are text; all raise as Wire does."""

    def __init__(self, connection: Connection, limits: Limits) -> None:
        secret = connection.secret
        self.handle = connection.handle.removeprefix("@").strip()
        self.username = secret.get("api_username", "").strip() or self.handle
        self.category = secret.get("category", "").strip()
        key = secret.get("api_key", "").strip()
        self.complete = bool(connection.server and key and self.username)
        self.server = connection.server.rstrip("/")
        self.wire = Wire(
            connection.server,
            limits,
            headers={
                "Api-Key": key,
                "Api-Username": self.username,
                "Accept": "application/json",
            },
        )

    def topic_of_key(self, key: str) -> str | None:
        """The number of the topic that has our key; None where none is to be seen.

        Discourse answers with a redirect, which is read and not followed.
        """
        try:
            raw = self.wire.read("GET", f"/t/external_id/{key}.json")
        except RefusedError as refusal:
            if refusal.status == 404:
                return None
            if refusal.status not in REDIRECTS:
                raise
            return _number_in(refusal.headers.get("location", ""))
        return str(_whole(raw, "id"))

    def first_post_of(self, topic: str) -> Json:
        posts = self.topic(topic)["post_stream"]["posts"]
        return self.post(str(_whole(posts[0] if posts else {}, "id")))

    def topic(self, topic: str) -> Json:
        raw = self.wire.read("GET", f"/t/{topic}.json")
        if not isinstance(raw, dict) or "post_stream" not in raw:
            raise UnreadableError("the forum's topic could not be read")
        return raw

    def post(self, number: str) -> Json:
        raw = self.wire.read("GET", f"/posts/{number}.json")
        _whole(raw, "topic_id")
        _whole(raw, "post_number")
        return raw

    def posts_in(self, topic: str, numbers: Sequence[int]) -> Sequence[Json]:
        asked = {"post_ids[]": [str(each) for each in numbers], "include_raw": "true"}
        raw = self.wire.read("GET", f"/t/{topic}/posts.json", params=asked)
        return _posts(raw.get("post_stream"), "posts")

    def latest(self, before: str | None) -> Sequence[Json]:
        """Posts of everybody, newest first, with numbers below `before`."""
        asked = {"before": before} if before else {}
        return _posts(
            self.wire.read("GET", "/posts.json", params=asked), "latest_posts"
        )

    def waiting(self) -> Sequence[Json]:
        """Our posts that moderators have not let through yet."""
        try:
            raw = self.wire.read("GET", f"/posts/{self.username}/pending.json")
        except RefusedError as refusal:
            # Forums of earlier years have no such list.
            if refusal.status == 404:
                return []
            raise
        return _posts(raw, "pending_posts")

    def user(self) -> Json:
        raw = self.wire.read("GET", f"/u/{self.username}.json")
        user = raw.get("user") if isinstance(raw, dict) else None
        _whole(user, "id")
        return user

    def settings(self) -> Json:
        return self.wire.read("GET", "/site/settings.json")


def _number_in(location: str) -> str:
    found = TOPIC.search(urlsplit(location).path)
    if found is None:
        raise UnreadableError("the forum does not say which topic it is")
    return found[1]


def _whole(raw: Json, name: str) -> int:
    value = raw.get(name) if isinstance(raw, dict) else None
    if not isinstance(value, int):
        raise UnreadableError("the forum's answer could not be read")
    return value


def _posts(raw: Json, name: str) -> Sequence[Json]:
    posts = raw.get(name) if isinstance(raw, dict) else None
    if not isinstance(posts, list):
        raise UnreadableError("the forum's posts could not be read")
    return posts
