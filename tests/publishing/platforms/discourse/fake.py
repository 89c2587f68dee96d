"""A small Discourse on 127.0.0.1: its topics, posts, uploads, queue and forgetfulness.

It behaves as app/controllers/posts_controller.rb and topics_controller.rb do; nothing
is known here of our adapter.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.utils import timezone

from tests.publishing.platforms.rest_server import Reply, Request, RestServer


USERNAME = "RiverPress"
API_KEY = "5f1c0dd0a1key0of0the0account0b7e9"
BAD_KEY = (
    "You are not permitted to view the requested resource. "
    "The API username or key is invalid."
)
WITHDRAWN = "(post deleted by author)"
PAGE = 50


@dataclass
class StoredPost:
    id: int
    topic: int
    number: int
    raw: str
    username: str = USERNAME
    reply_to: int | None = None
    at: datetime = field(default_factory=timezone.now)
    version: int = 1
    deleted_at: datetime | None = None
    user_deleted: bool = False


@dataclass
class StoredTopic:
    id: int
    title: str
    key: str | None
    category: int | None
    deleted: bool = False


class FakeDiscourse(RestServer):
    """`staff` accounts see deleted posts, delete at once, and wait in no queue."""

    handle = USERNAME

    def __init__(self) -> None:
        super().__init__()
        self.staff = False
        self.moderated = False
        # A forum of earlier years; one that hides long lists; a topic about to go.
        self.old = self.vanishing = False
        self.streams = True
        self.topics: dict[int, StoredTopic] = {}
        self.posts: dict[int, StoredPost] = {}
        self.queue: list[dict[str, Any]] = []
        self.uploads: dict[str, bytes] = {}
        self.answers: dict[bytes, Reply] = {}
        self._next = 500

    @property
    def secret(self) -> dict[str, str]:
        return {"api_key": API_KEY, "category": "5"}

    def live(self) -> list[str]:
        return [
            cooked_words(post.raw)
            for post in self.posts.values()
            if post.username == USERNAME and self._is_live(post)
        ]

    def duplicate_answer(self) -> tuple[int, object, dict[str, str]]:
        said = create_error("Title has already been used")
        return said.status, said.body, said.headers

    def auth_answer(self) -> tuple[int, object, dict[str, str]]:
        return 403, error("invalid_access", BAD_KEY), {}

    def rate_answer(self, until: datetime | None) -> tuple[int, object, dict[str, str]]:
        said = error("rate_limit", "You\u2019ve performed this action too many times.")
        if until is None:
            return 429, said, {}
        seconds = max(1, int((until - timezone.now()).total_seconds()))
        extras = {"wait_seconds": seconds, "time_left": "a while"}
        return 429, said | {"extras": extras}, {"Retry-After": str(seconds)}

    def has_topic(
        self,
        title: str,
        raw: str = "Hello",
        *,
        key: str | None = None,
        username: str = USERNAME,
        ago: timedelta = timedelta(0),
    ) -> StoredPost:
        self._next += 1
        topic = StoredTopic(self._next, tidied(title), key, None)
        self.topics[topic.id] = topic
        return self.has_post(topic.id, raw, username=username, ago=ago)

    def has_post(
        self,
        topic: int,
        raw: str,
        *,
        username: str = USERNAME,
        reply_to: int | None = None,
        ago: timedelta = timedelta(0),
    ) -> StoredPost:
        self._next += 1
        number = 1 + max((p.number for p in self._posts_of(topic)), default=0)
        at = timezone.now() - ago
        post = StoredPost(
            self._next, topic, number, raw.strip(), username, reply_to, at
        )
        self.posts[post.id] = post
        return post

    def let_through(self) -> None:
        """A moderator approves what waits; its key is lost on the way."""
        for waiting in self.queue:
            self._publish(waiting | {"external_id": None})
        self.queue = []

    def reply(self, request: Request) -> Reply:
        named = request.headers.get("Api-Username", "").casefold()
        if request.headers.get("Api-Key") != API_KEY or named != USERNAME.casefold():
            return Reply(403, error("invalid_access", BAD_KEY))
        for method, pattern, answer in self._routes():
            found = re.fullmatch(pattern, request.path)
            if found and method == request.method:
                return answer(request, found[1] if found.groups() else "")
        return not_found()

    def _routes(self) -> list[tuple[str, str, Callable[[Request, str], Reply]]]:
        return [
            ("POST", r"/posts\.json", self._create),
            ("GET", r"/posts\.json", self._latest),
            ("GET", r"/posts/(\d+)\.json", self._show),
            ("PUT", r"/posts/(\d+)\.json", self._update),
            ("DELETE", r"/posts/(\d+)\.json", self._delete),
            ("GET", r"/posts/(\w+)/pending\.json", self._pending),
            ("GET", r"/t/external_id/([\w-]+)\.json", self._by_key),
            ("GET", r"/t/(\d+)\.json", self._topic),
            ("DELETE", r"/t/(\d+)\.json", self._delete_topic),
            ("GET", r"/t/(\d+)/posts\.json", self._chosen),
            ("PUT", r"/t/-/(\d+)\.json", self._retitle),
            ("POST", r"/uploads\.json", self._upload),
            ("GET", r"/u/(\w+)\.json", self._user),
            ("GET", r"/site/settings\.json", self._settings),
        ]

    def _create(self, request: Request, _: str) -> Reply:
        """The same call of a key within two minutes gives the same answer."""
        if request.body not in self.answers:
            self.answers[request.body] = self._created(request.json)
        return self.answers[request.body]

    def _created(self, said: dict[str, Any]) -> Reply:
        errors = self._against(said)
        if errors:
            return create_error(*errors)
        if self.moderated and not self.staff:
            self.queue.append(said)
            waiting = {"id": 9, "raw": said["raw"], "title": said.get("title")}
            body = {"action": "enqueued", "success": True, "pending_post": waiting}
            return Reply(200, body)
        return Reply(200, self._as_json(self._publish(said)))

    def _against(self, said: dict[str, Any]) -> list[str]:
        errors = []
        if "topic_id" not in said:
            titles = {t.title.casefold() for t in self.topics.values() if not t.deleted}
            if tidied(said["title"]).casefold() in titles:
                errors.append("Title has already been used")
            # Topics that were deleted keep their key.
            if said.get("external_id") in {t.key for t in self.topics.values()}:
                errors.append("External has already been taken")
        if said["raw"].strip() in {post.raw for post in self.posts.values()}:
            errors.append("Body is too similar to what you recently posted")
        return errors

    def _publish(self, said: dict[str, Any]) -> StoredPost:
        if "topic_id" in said:
            number = said.get("reply_to_post_number")
            return self.has_post(said["topic_id"], said["raw"], reply_to=number)
        post = self.has_topic(said["title"], said["raw"], key=said.get("external_id"))
        self.topics[post.topic].category = said.get("category")
        return post

    def _latest(self, request: Request, _: str) -> Reply:
        before = int(request.query.get("before", "0")) or 10**9
        found = [p for p in self.posts.values() if p.id < before and self._is_live(p)]
        newest = sorted(found, key=lambda post: post.id, reverse=True)[:PAGE]
        shown = [
            self._as_json(p) | {"topic_title": self.topics[p.topic].title}
            for p in newest
        ]
        return Reply(200, {"latest_posts": shown})

    def _show(self, request: Request, number: str) -> Reply:
        post = self.posts.get(int(number))
        if post is None or (not self.staff and self._is_deleted(post)):
            return not_found()
        return Reply(200, self._as_json(post))

    def _update(self, request: Request, number: str) -> Reply:
        post = self.posts.get(int(number))
        if post is None or post.username != USERNAME:
            return not_found()
        post.raw, post.version = request.json["post"]["raw"], post.version + 1
        return Reply(200, {"post": self._as_json(post)})

    def _delete(self, request: Request, number: str) -> Reply:
        post = self.posts.get(int(number))
        if post is None or self._is_deleted(post):
            return not_found()
        if self.staff:
            post.deleted_at = timezone.now()
        else:
            post.raw, post.user_deleted = WITHDRAWN, True
        return Reply(200, b"")

    def _delete_topic(self, request: Request, number: str) -> Reply:
        first, *others = self._posts_of(int(number))
        if others and not self.staff:
            return Reply(
                403, error("invalid_access", "You are not permitted to do it.")
            )
        first.deleted_at = timezone.now()
        self.topics[int(number)].deleted = True
        return Reply(200, b"")

    def _pending(self, request: Request, name: str) -> Reply:
        if self.old:
            return not_found()
        waiting = [
            {"id": 9, "raw_text": each["raw"], "title": each.get("title")}
            for each in self.queue
        ]
        return Reply(200, {"pending_posts": waiting})

    def _by_key(self, request: Request, key: str) -> Reply:
        found = [t for t in self.topics.values() if t.key == key and not t.deleted]
        if not found:
            return not_found()
        where = f"{self.url}/t/a-slug/{found[0].id}.json"
        return Reply(301, b"<html>Moved", {"Location": where})

    def _topic(self, request: Request, number: str) -> Reply:
        topic = self.topics.get(int(number))
        if topic is None or topic.deleted or self.vanishing:
            return not_found()
        posts = [post for post in self._posts_of(topic.id) if not post.deleted_at]
        shown = [self._as_json(post, raw=False) for post in posts[:20]]
        stream: dict[str, Any] = {"posts": shown}
        if self.streams:
            stream["stream"] = [post.id for post in posts]
        return Reply(200, {"id": topic.id, "title": topic.title, "post_stream": stream})

    def _chosen(self, request: Request, number: str) -> Reply:
        query = parse_qs(urlsplit(request.target).query)
        raw = "include_raw" in query
        wanted = {int(each) for each in query["post_ids[]"]}
        posts = [p for p in self._posts_of(int(number)) if p.id in wanted]
        shown = [self._as_json(post, raw=raw) for post in posts if not post.deleted_at]
        return Reply(200, {"post_stream": {"posts": shown}, "id": int(number)})

    def _retitle(self, request: Request, number: str) -> Reply:
        topic = self.topics[int(number)]
        topic.title = tidied(request.json["topic"]["title"])
        return Reply(200, {"basic_topic": {"id": topic.id, "title": topic.title}})

    def _upload(self, request: Request, _: str) -> Reply:
        found = re.search(
            rb'name="file"; filename="[^"]+"\r\n(?:[^\r]+\r\n)*\r\n(.*?)\r\n--',
            request.body,
            re.DOTALL,
        )
        assert found is not None
        # A file that is there already is not kept again.
        name = hashlib.sha256(found[1]).hexdigest()[:27]
        self.uploads[name] = found[1]
        body = {
            "id": len(self.uploads),
            "short_url": f"upload://{name}.png",
            "thumbnail_width": 690,
            "thumbnail_height": 388,
        }
        return Reply(200, body)

    def _user(self, request: Request, name: str) -> Reply:
        if name.casefold() != USERNAME.casefold():
            return not_found()
        return Reply(200, {"user": {"id": 42, "username": USERNAME, "can_edit": True}})

    def _settings(self, request: Request, _: str) -> Reply:
        if self.old:
            return not_found()
        return Reply(200, {"max_post_length": 32000, "max_topic_title_length": 255})

    def _posts_of(self, topic: int) -> list[StoredPost]:
        return [post for post in self.posts.values() if post.topic == topic]

    def _is_deleted(self, post: StoredPost) -> bool:
        return bool(post.deleted_at) or self.topics[post.topic].deleted

    def _is_live(self, post: StoredPost) -> bool:
        return not self._is_deleted(post) and not post.user_deleted

    def _as_json(self, post: StoredPost, *, raw: bool = True) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": post.id,
            "username": post.username,
            "created_at": post.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "cooked": "<p>Flood warning</p>",
            "post_number": post.number,
            "reply_to_post_number": post.reply_to,
            "topic_id": post.topic,
            "topic_slug": "a-slug",
            "version": post.version,
            "deleted_at": post.deleted_at.isoformat() if post.deleted_at else None,
            "user_deleted": post.user_deleted,
        }
        return shown | {"raw": post.raw} if raw else shown


def error(kind: str, said: str) -> dict[str, Any]:
    return {"errors": [said], "error_type": kind}


def not_found() -> Reply:
    said = "The requested URL or resource could not be found."
    return Reply(404, error("not_found", said))


def create_error(*errors: str) -> Reply:
    return Reply(422, {"action": "create_post", "errors": [*errors]})


def tidied(title: str) -> str:
    """As TextCleaner does with the setting `title_prettify`."""
    title = " ".join(title.split()).rstrip(".")
    return title[:1].upper() + title[1:]


def cooked_words(raw: str) -> str:
    """The words as a browser shows them, for the Markdown that tests use."""
    raw = re.sub(r"!\[(?:\\.|[^\]\\])*\]\([^)]*\)", "", raw)
    raw = re.sub(r"<!--.*?-->", "", raw)
    raw = re.sub(r"<(https?://[^<>\s]+)>", r"\1", raw)
    raw = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", raw)
    return " ".join(raw.replace("&nbsp;", " ").split())
