"""A small X on 127.0.0.1: one account, its posts, and the faults that a test orders.

It knows nothing of our adapter, and checks each signature and token as X does.
"""

import html
import json
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.utils import timezone

from tests.publishing.platforms.local_server import LocalServer
from tests.publishing.platforms.x.fake_auth import (
    CLIENT_ID,
    NUMBERED_TOKEN,
    SECRET,
    USER_ID,
    TokenBook,
    signature_is_right,
)
from tests.publishing.platforms.x.fake_http import Exchange, Fault, Handler
from tests.publishing.platforms.x.fake_media import MediaStore


ME = {"id": USER_ID, "name": "Example Department", "username": "exampledept"}
LINK = re.compile(r"https?://\S+|\b(?:[\w-]+\.)+(?:uk|com|example)(?:/\S*)?")


@dataclass
class StoredPost:
    id: str
    text: str
    created_at: datetime
    parent: str | None = None
    links: dict[str, str] = field(default_factory=dict)
    media: list[str] = field(default_factory=list)
    history: list[str] = field(default_factory=list)
    passes_on: str | None = None


class FakeX(LocalServer):
    """Use as a context manager; `url` is where it listens.

    `speaks` is the prefix of its field names: `post`, or `tweet` as in earlier years.
    `strict` refuses the other prefix, as X does; otherwise it is ignored. `limits` are
    the headers of rate limits that it sends with every answer.
    """

    def __init__(self, *, speaks: str = "post", strict: bool = True) -> None:
        super().__init__(Handler)
        self.speaks = speaks
        self.strict = strict
        self.page_size = 100
        self.posts: list[StoredPost] = []
        self.media = MediaStore()
        self.tokens = TokenBook()
        self.limits: dict[str, str] = {}
        self.exchanges: list[Exchange] = []
        self.faults: deque[Fault] = deque()
        self._next_id = 1_900_000_000_000_000_000

    @property
    def secret(self) -> dict[str, str]:
        return SECRET | {"access_token": NUMBERED_TOKEN}

    handle = "@exampledept"

    def live(self) -> list[str]:
        """The words of each live post, oldest first, with links as they were typed."""
        shown = (
            reduce(shown_whole, post.links.items(), post.text) for post in self.posts
        )
        return [html.unescape(each).strip() for each in shown]

    def duplicate_answer(self) -> tuple[int, object, dict[str, str]]:
        detail = "You are not allowed to create a Post with duplicate content."
        return 403, problem("forbidden") | {"detail": detail}, {}

    def auth_answer(self) -> tuple[int, object, dict[str, str]]:
        return 401, {"title": "Unauthorized", "type": "about:blank"}, {}

    def rate_answer(self, until: datetime | None) -> tuple[int, object, dict[str, str]]:
        headers = {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "0"}
        if until is not None:
            headers["x-rate-limit-reset"] = str(int(until.timestamp()))
        return 429, {"title": "Too Many Requests"}, headers

    def next(self, *faults: Fault) -> None:
        """Order what happens to the next requests, one fault each."""
        self.faults.extend(faults)

    def has_post(
        self,
        text: str,
        *,
        ago: timedelta = timedelta(0),
        parent: str | None = None,
        media: Sequence[str] = (),
    ) -> StoredPost:
        """Keep a post as X keeps it: links shortened, HTML escaped, joiners dropped.

        Behind the words X writes an address of the post's own pictures.
        """
        self._next_id += 1
        links: dict[str, str] = {}

        def shorten(found: re.Match[str]) -> str:
            link, tail = re.fullmatch(r"(.*?)([.,)!?]*)", found[0]).groups()  # type: ignore[union-attr]
            short = f"https://t.co/{self._next_id:x}{len(links)}"
            links[short] = link if link.startswith("http") else f"http://{link}"
            return f"{short}{tail}"

        stored = html.escape(LINK.sub(shorten, text), quote=False)
        if media:
            short = f"https://t.co/{self._next_id:x}m"
            page = f"https://x.com/exampledept/status/{self._next_id}/photo/1"
            links[short] = page
            stored = f"{stored} {short}"
        stored = unicodedata.normalize("NFC", stored.replace("\ufe0f", "").strip())
        post = StoredPost(
            str(self._next_id), stored, timezone.now() - ago, parent, links, list(media)
        )
        post.history = [post.id]
        self.posts.append(post)
        return post

    def edits(self, post: StoredPost, text: str) -> StoredPost:
        """Put a newer version in the place of a post, as X does: under a new number."""
        newer = self.has_post(text, parent=post.parent, media=post.media)
        self.posts.remove(post)
        newer.history = [*post.history, newer.id]
        return newer

    def passes_on(self, text: str) -> StoredPost:
        """Keep a repost of somebody else's words."""
        post = self.has_post(f"RT @another: {text}")
        post.passes_on = "17"
        return post

    def bearing(self, **more: str) -> dict[str, str]:
        """The OAuth 2 credential that holds now."""
        return {
            "client_id": CLIENT_ID,
            "access_token": self.tokens.access_token,
            "refresh_token": self.tokens.refresh_token,
            **more,
        }

    def knows(self, method: str, target: str, authorization: str) -> bool:
        """Whether the one who asks is the account."""
        if authorization.startswith("Bearer "):
            return self.tokens.is_right(authorization)
        return signature_is_right(method, self.url + target, authorization)

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, object]:
        """The status and body of a request that nothing goes wrong with."""
        path = urlsplit(target).path
        query = dict(parse_qsl(urlsplit(target).query))
        if path.startswith("/2/media/"):
            return self.media.answer(method, target, body)
        if path.startswith("/2/tweets/"):
            return self._one(method, path.rpartition("/")[2], query)
        answers: dict[tuple[str, str], Callable[[], tuple[int, object]]] = {
            ("POST", "/2/tweets"): lambda: self._create(json.loads(body)),
            ("GET", "/2/users/me"): lambda: (200, {"data": ME}),
            ("GET", f"/2/users/{USER_ID}/tweets"): lambda: self._timeline(query),
        }
        lacking = problem("resource-not-found", resource_type="user")
        return answers.get((method, path), lambda: (404, lacking))()

    def _create(self, wanted: dict[str, Any]) -> tuple[int, object]:
        parent = wanted.get("reply", {}).get("in_reply_to_tweet_id")
        media = wanted.get("media", {}).get("media_ids", [])
        kept = [self.media.kept.get(each) for each in media]
        if not all(each and each.whole for each in kept):
            return 400, problem("invalid-request")
        post = self.has_post(wanted["text"], parent=parent, media=media)
        return 201, {"data": {"id": post.id, "text": post.text}}

    def _one(
        self, method: str, number: str, query: dict[str, str]
    ) -> tuple[int, object]:
        post = next((each for each in self.posts if number in each.history), None)
        if method == "DELETE":
            self.posts = [each for each in self.posts if each is not post]
            return 200, {"data": {"deleted": True}}
        if self._refuses(query, set()):
            return 400, problem("invalid-request")
        if post is None:
            lacking = problem("resource-not-found", resource_type="tweet")
            return 200, {"errors": [lacking]}
        fields = query.get(f"{self.speaks}.fields", "").split(",")
        return 200, {"data": {**self._as_json(post, fields), "id": number}}

    def _refuses(self, query: dict[str, str], known: set[str]) -> bool:
        known = known | {f"{self.speaks}.fields"}
        known |= {"expansions"} if self.speaks == "post" else set()
        return self.strict and bool(set(query) - known)

    def _timeline(self, query: dict[str, str]) -> tuple[int, object]:
        if self._refuses(query, {"start_time", "max_results", "pagination_token"}):
            return 400, problem("invalid-request")
        start = datetime.fromisoformat(query["start_time"])
        newest_first = [post for post in self.posts[::-1] if post.created_at >= start]
        first = int(query.get("pagination_token", "0"))
        shown = newest_first[first : first + self.page_size]
        fields = query.get(f"{self.speaks}.fields", "").split(",")
        meta: dict[str, object] = {"result_count": len(shown)}
        if len(newest_first) > first + self.page_size:
            meta["next_token"] = str(first + self.page_size)
        body: dict[str, object] = {"meta": meta}
        if shown:
            body["data"] = [self._as_json(post, fields) for post in shown]
        return 200, body

    def _as_json(self, post: StoredPost, fields: list[str]) -> dict[str, object]:
        shown: dict[str, object] = {"id": post.id, "text": post.text}
        if "created_at" in fields:
            shown["created_at"] = post.created_at.astimezone(UTC).isoformat(
                timespec="milliseconds"
            )
        if "entities" in fields and post.links:
            shown["entities"] = {"urls": list(map(url_entity, post.links.items()))}
        if "attachments" in fields and post.media:
            keys = [f"3_{each}" for each in post.media]
            shown["attachments"] = {"media_keys": keys}
        shown[f"edit_history_{self.speaks}_ids"] = post.history
        kinds = {"replied_to": post.parent, "retweeted": post.passes_on}
        references = [
            {"type": kind, "id": each} for kind, each in kinds.items() if each
        ]
        if references:
            shown[f"referenced_{self.speaks}s"] = references
        return shown


def problem(kind: str, **more: str) -> dict[str, str]:
    return {
        "type": f"https://api.x.com/2/problems/{kind}",
        "title": kind.replace("-", " ").title(),
        "detail": "The request was refused.",
        **more,
    }


def shown_whole(text: str, link: tuple[str, str]) -> str:
    """A shortened address as a reader sees it; that of a post's own picture not at all."""
    short, target = link
    return text.replace(short, "" if "/photo/" in target else target)


def url_entity(link: tuple[str, str]) -> dict[str, object]:
    short, target = link
    return {"start": 0, "end": len(short), "url": short, "expanded_url": target}
