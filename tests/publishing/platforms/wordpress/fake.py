"""A small WordPress on 127.0.0.1: one site, its users, posts, files and trash.

It behaves as wp-includes/rest-api does in WordPress 5.6 and later; nothing is known
here of our adapter.
"""

import base64
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone

from tests.publishing.platforms.rest_server import Reply, Request, RestServer


USERNAME = "riverpress"
PASSWORD = "abcd EFGH 1234 ijkl MNOP 5678"
HOME = b"<!doctype html><title>Rivers</title><p>Welcome to our blog."
AUTHOR = 7
WRITER = {"edit_posts": True, "publish_posts": True, "upload_files": True}
# What convert_smilies and wptexturize do, for the signs that tests use.
SMILEYS = {
    ":)": "\U0001f642",
    ":D": "\U0001f600",
    ";)": "\U0001f609",
    "8)": "\U0001f60e",
}


@dataclass
class StoredPost:
    id: int
    slug: str
    status: str
    title: str = ""
    content: str = ""
    author: int = AUTHOR
    date: datetime = field(default_factory=timezone.now)
    modified: datetime = field(default_factory=timezone.now)
    wished: str = ""


@dataclass
class StoredFile:
    id: int
    slug: str
    type: str
    content: bytes
    name: str
    title: str
    # As cameras and agencies write it into the picture.
    caption: str = "A caption from inside the picture"
    alt: str = ""


class FakeWordPress(RestServer):
    """`pretty` says whether its permalinks are other than "plain"."""

    handle = USERNAME

    def __init__(self, *, pretty: bool = True, trash: bool = True) -> None:
        super().__init__()
        self.pretty = pretty
        self.trash = trash
        # Nothing here is a WordPress; a plugin gives every post another address.
        self.absent = self.renames = False
        # What answers at /wp-json where permalinks are plain differs by server.
        self.elsewhere = Reply(200, HOME)
        self.rights: dict[str, bool] | list[object] = dict(WRITER)
        self.posts: dict[int, StoredPost] = {}
        self.files: dict[int, StoredFile] = {}
        self._next = 100

    @property
    def secret(self) -> dict[str, str]:
        return {"username": USERNAME, "application_password": PASSWORD}

    def live(self) -> list[str]:
        return [
            " ".join(shown_words(post.content).split())
            for post in self.posts.values()
            if post.status == "publish" and post.author == AUTHOR
        ]

    def duplicate_answer(self) -> None:
        """WordPress takes the same post twice."""

    def auth_answer(self) -> tuple[int, object, dict[str, str]]:
        said = problem("incorrect_password", 401)
        return said.status, said.body, said.headers

    def rate_answer(self, until: datetime | None) -> tuple[int, object, dict[str, str]]:
        """WordPress itself has no limit; what stands before it answers so."""
        if until is None:
            return 429, b"Too Many Requests", {}
        seconds = max(1, int((until - timezone.now()).total_seconds()))
        return 429, b"Too Many Requests", {"Retry-After": str(seconds)}

    def has_post(
        self,
        slug: str,
        content: str = "",
        *,
        status: str = "publish",
        author: int = AUTHOR,
        ago: timedelta = timedelta(0),
    ) -> StoredPost:
        self._next += 1
        when = timezone.now() - ago
        post = StoredPost(self._next, slug, status, slug, content, author, when, when)
        self.posts[post.id] = post
        return post

    def trashed(self, number: int) -> None:
        """As wp_trash_post does: the address is free for another."""
        post = self.posts[number]
        post.status, post.wished = "trash", post.slug
        post.slug = f"{post.slug}__trashed"

    def reply(self, request: Request) -> Reply:
        route = self._route(request)
        if route is None or self.absent:
            return Reply(404, HOME) if self.pretty else self.elsewhere
        if not self._signed_in(request):
            return problem("incorrect_password", 401)
        return self._routed(request, route)

    def _routed(self, request: Request, route: str) -> Reply:
        kind, _, number = route.removeprefix("/wp/v2/").partition("/")
        if kind == "posts" and number:
            return self._one(request, int(number))
        if request.method == "POST" and kind == "media" and number:
            return self._describe(int(number), request.json)
        answers: dict[tuple[str, str], Callable[[], Reply]] = {
            ("GET", "/"): lambda: Reply(200, {"namespaces": ["oembed/1.0", "wp/v2"]}),
            ("GET", "/wp/v2/users/me"): lambda: Reply(200, self._me()),
            ("GET", "/wp/v2/posts"): lambda: self._list(request.query),
            ("POST", "/wp/v2/posts"): lambda: self._create(request.json),
            ("GET", "/wp/v2/media"): lambda: self._list_files(request.query),
            ("POST", "/wp/v2/media"): lambda: self._upload(request),
        }
        answer = answers.get((request.method, route))
        return answer() if answer else problem("rest_no_route", 404)

    def _route(self, request: Request) -> str | None:
        if "rest_route" in request.query:
            return request.query["rest_route"]
        if self.pretty and request.path.startswith("/wp-json"):
            return request.path.removeprefix("/wp-json")
        return None

    def _signed_in(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "").removeprefix("Basic ")
        name, _, password = base64.b64decode(given).decode().partition(":")
        # Spaces in application passwords are only for reading them out.
        return name == USERNAME and password.replace(" ", "") == PASSWORD.replace(
            " ", ""
        )

    def _me(self) -> dict[str, Any]:
        return {
            "id": AUTHOR,
            "username": USERNAME,
            "name": "River press office",
            "slug": "river-press",
            "capabilities": self.rights,
        }

    def _list(self, query: dict[str, str]) -> Reply:
        found = [post for post in self.posts.values() if wanted(post, query)]
        found.sort(key=lambda post: post.date, reverse=True)
        size, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
        pages = -(-len(found) // size)
        if page > pages and found:
            return problem("rest_post_invalid_page_number", 400)
        shown = found[(page - 1) * size : page * size]
        headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
        return Reply(200, [self._as_json(post) for post in shown], headers)

    def _create(self, said: dict[str, Any]) -> Reply:
        if isinstance(self.rights, list) or not self.rights.get("edit_posts"):
            return problem("rest_cannot_create", 403)
        if said.get("status") == "publish" and not self.rights.get("publish_posts"):
            return problem("rest_cannot_publish", 403)
        post = self.has_post(
            self._unique(said["slug"]), said["content"], status=said["status"]
        )
        post.title = said["title"]
        return Reply(201, self._as_json(post))

    def _one(self, request: Request, number: int) -> Reply:
        post = self.posts.get(number)
        if post is None:
            return problem("rest_post_invalid_id", 404)
        if request.method == "GET":
            return Reply(200, self._as_json(post))
        if request.method == "DELETE":
            return self._delete(post, force=request.query.get("force") == "true")
        return self._update(post, request.json)

    def _update(self, post: StoredPost, said: dict[str, Any]) -> Reply:
        if said.get("status") == "publish":
            if isinstance(self.rights, list) or not self.rights.get("publish_posts"):
                return problem("rest_cannot_publish", 403)
            if post.status != "publish":
                post.date = timezone.now()
        post.status = said.get("status", post.status)
        post.title = said.get("title", post.title)
        post.content = said.get("content", post.content)
        post.modified = timezone.now()
        return Reply(200, self._as_json(post))

    def _delete(self, post: StoredPost, *, force: bool) -> Reply:
        if force:
            del self.posts[post.id]
            return Reply(200, {"deleted": True, "previous": self._as_json(post)})
        if not self.trash:
            return problem("rest_trash_not_supported", 501)
        if post.status == "trash":
            return problem("rest_already_trashed", 410)
        self.trashed(post.id)
        return Reply(200, self._as_json(post))

    def _list_files(self, query: dict[str, str]) -> Reply:
        found = [each for each in self.files.values() if each.slug == query["slug"]]
        return Reply(200, [self._file_as_json(each) for each in found])

    def _upload(self, request: Request) -> Reply:
        if not re.match(r"image/|video/mp4|text/vtt", request.headers["Content-Type"]):
            return problem("rest_upload_sideload_error", 500)
        name = re.search(r'filename="([^"]+)"', request.headers["Content-Disposition"])
        assert name is not None
        self._next += 1
        stored = StoredFile(
            self._next,
            self._unique(request.query["slug"]),
            request.headers["Content-Type"],
            request.body,
            name[1],
            request.query["title"],
        )
        self.files[stored.id] = stored
        return Reply(201, self._file_as_json(stored))

    def _describe(self, number: int, said: dict[str, Any]) -> Reply:
        stored = self.files[number]
        stored.alt = said.get("alt_text", stored.alt)
        stored.caption = said.get("caption", stored.caption)
        return Reply(200, self._file_as_json(stored))

    def _unique(self, slug: str) -> str:
        """As wp_unique_post_slug: a collision is not refused."""
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug)
        taken = {post.slug for post in self.posts.values()}
        taken |= {file.slug for file in self.files.values()}
        number, free = 2, f"other-{slug}" if self.renames else slug
        while free in taken:
            free, number = f"{slug}-{number}", number + 1
        return free

    def _as_json(self, post: StoredPost) -> dict[str, Any]:
        link = f"{self.url}/{post.slug}/" if self.pretty else f"{self.url}/?p={post.id}"
        return {
            "id": post.id,
            "slug": post.slug,
            "status": post.status,
            "link": link,
            "date_gmt": stamp(post.date),
            "modified_gmt": stamp(post.modified),
            "title": {"raw": post.title, "rendered": texturized(post.title)},
            "content": {"raw": post.content, "rendered": texturized(post.content)},
            "author": post.author,
        }

    def _file_as_json(self, stored: StoredFile) -> dict[str, Any]:
        where = f"{self.url}/wp-content/uploads/{stored.name}"
        return {"id": stored.id, "slug": stored.slug, "source_url": where}


def wanted(post: StoredPost, query: dict[str, str]) -> bool:
    """The parameters of GET /posts; "any" leaves the trash out."""
    statuses = query.get("status", "publish").split(",")
    any_status = "any" in statuses and post.status != "trash"
    slugs = query.get("slug", "").split(",") if "slug" in query else [post.slug]
    after = datetime.fromisoformat(query["after"]) if "after" in query else None
    return (
        (any_status or post.status in statuses)
        and post.slug in slugs
        and query.get("author", str(post.author)) == str(post.author)
        and (after is None or post.date > after)
    )


def problem(code: str, status: int) -> Reply:
    said = "Sorry, you are not allowed to do that with Flood warning near the river."
    return Reply(status, {"code": code, "message": said, "data": {"status": status}})


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def texturized(markup: str) -> str:
    """What readers get: typographic signs, smileys, shortcodes, embeds."""
    pieces = re.split(r"(<[^>]*>)", markup)
    return "".join(each if each.startswith("<") else turned(each) for each in pieces)


def turned(text: str) -> str:
    text = text.replace("...", "\u2026").replace("(tm)", "\u2122")
    text = text.replace("---", "\u2014").replace("--", "\u2013")
    text = re.sub(r"(?<!\S)-(?!\S)", "\u2013", text)
    text = re.sub(r"(?<=\d)x(?=\d)", "\u00d7", text)
    text = text.replace("Wordpress", "WordPress").replace("'", "\u2019")
    text = re.sub(r'"', "\u201d", text)
    text = re.sub(r"\[gallery[^\]]*\]", "A GALLERY", text)
    for signs, smiley in SMILEYS.items():
        text = re.sub(rf"(?<!\S){re.escape(signs)}(?!\S)", smiley, text)
    return text


def shown_words(markup: str) -> str:
    """The words of a page as a browser shows them."""
    markup = re.sub(r"<!--.*?-->", "", texturized(markup), flags=re.DOTALL)
    markup = re.sub(r"<br\s*/?>|</p>", "\n", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def host_of(server: RestServer) -> str:
    return urlsplit(server.url).netloc
