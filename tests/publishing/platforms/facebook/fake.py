"""A small Facebook on 127.0.0.1: one page, its feed, photos, films and comments.

It refuses the same words twice in a row, as Facebook does.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.publishing.platforms.meta.fake_graph import (
    APP_ID,
    TOKEN,
    FakeGraph,
    Request,
    Said,
    error,
    not_there,
    paged,
    recent,
    written,
)


PAGE_ID = "104000000000001"
VISITOR = "990000000000009"
CHUNK = 1_000_000


@dataclass
class Photo:
    number: str
    content: bytes
    alt: str
    published: bool


@dataclass
class Film:
    number: str
    size: int
    content: bytes = b""
    words: str = ""
    published: bool = False
    created_at: datetime = field(default_factory=timezone.now)


@dataclass
class Post:
    """A post or, with a parent, a comment; `film` is the number of its film."""

    number: str
    words: str
    created_at: datetime
    photos: list[str] = field(default_factory=list)
    film: str = ""
    parent: str = ""
    author: str = PAGE_ID


class FakeFacebook(FakeGraph):
    """`secret` is what connects the page; its user name is `exampledept`."""

    def __init__(self) -> None:
        super().__init__()
        self.secret = {"page_id": PAGE_ID, "access_token": TOKEN}
        self.username: str | None = "exampledept"
        self.posts: list[Post] = []
        self.photos: dict[str, Photo] = {}
        self.films: dict[str, Film] = {}
        self.sessions: dict[str, str] = {}
        self.token_facts: dict[str, Any] = {
            "app_id": APP_ID,
            "type": "PAGE",
            "is_valid": True,
            "expires_at": 0,
            "data_access_expires_at": 0,
            "scopes": ["pages_manage_posts", "pages_read_engagement"],
        }

    def live(self) -> list[str]:
        return [post.words for post in self.posts if post.author == PAGE_ID]

    def duplicate_answer(self) -> tuple[int, Any, dict[str, str]]:
        return (*error(506, message="Duplicate status message"), {})

    def has_post(
        self,
        words: str,
        *,
        ago: timedelta = timedelta(0),
        author: str = PAGE_ID,
        photos: int = 0,
    ) -> Post:
        """Keep a post that nobody asked for through this API."""
        made = [self.number() for _ in range(photos)]
        post = Post(
            f"{PAGE_ID}_{self.number()}",
            words,
            timezone.now() - ago,
            made,
            "",
            "",
            author,
        )
        self.posts.append(post)
        return post

    def answer(self, request: Request) -> Said:
        edges: Mapping[tuple[str, str], Callable[[Request], Said]] = {
            ("GET", "me"): self._me,
            ("POST", "debug_token"): self._debug,
            ("GET", "feed"): self._feed,
            ("POST", "feed"): self._publish,
            ("POST", "photos"): self._photo,
            ("POST", "videos"): self._film,
            ("GET", "comments"): self._comments,
            ("POST", "comments"): self._comment,
        }
        found = edges.get((request.method, request.last))
        return found(request) if found else self._object(request)

    def _me(self, request: Request) -> Said:
        me = {"id": PAGE_ID, "name": "Example Department"}
        return 200, me | ({"username": self.username} if self.username else {})

    def _debug(self, request: Request) -> Said:
        if request.fields.get("method") != "get" or "input_token" not in request.fields:
            return error(100, message="(#100) You must provide an input token")
        return 200, {"data": self.token_facts}

    def _publish(self, request: Request) -> Said:
        words = request.fields.get("message", "")
        attached = json.loads(request.fields.get("attached_media", "[]"))
        photos = [each["media_fbid"] for each in attached]
        if not set(photos) <= set(self.photos):
            return error(100, message="Invalid parameter")
        if self.posts and words and self.posts[-1].words == words and not photos:
            return error(506, message="Duplicate status message")
        return 200, {"id": self._add(words.strip(), photos=photos).number}

    def _add(self, words: str, **more: Any) -> Post:  # noqa: ANN401
        post = Post(f"{PAGE_ID}_{self.number()}", words, timezone.now(), **more)
        self.posts.append(post)
        return post

    def _photo(self, request: Request) -> Said:
        number = self.number()
        self.photos[number] = Photo(
            number,
            request.files["source"],
            request.fields.get("alt_text_custom", ""),
            request.fields.get("published") != "false",
        )
        return 200, {"id": number}

    def _film(self, request: Request) -> Said:
        phases = {"start": self._start, "transfer": self._piece, "finish": self._finish}
        return phases[request.fields["upload_phase"]](request)

    def _start(self, request: Request) -> Said:
        film = Film(self.number(), int(request.fields["file_size"]))
        session = self.number()
        self.films[film.number], self.sessions[session] = film, film.number
        return 200, {
            "upload_session_id": session,
            "video_id": film.number,
            **self._wants(film),
        }

    def _wants(self, film: Film) -> dict[str, str]:
        first = len(film.content)
        return {
            "start_offset": str(first),
            "end_offset": str(min(first + CHUNK, film.size)),
        }

    def _piece(self, request: Request) -> Said:
        film = self.films[self.sessions[request.fields["upload_session_id"]]]
        if int(request.fields["start_offset"]) != len(film.content):
            return error(6001, subcode=1363037, message="Wrong start offset")
        film.content += request.files["video_file_chunk"]
        return 200, self._wants(film)

    def _finish(self, request: Request) -> Said:
        film = self.films[self.sessions[request.fields["upload_session_id"]]]
        film.words, film.published = request.fields["description"], True
        self._add(film.words, film=film.number)
        return 200, {"success": True}

    def _comment(self, request: Request) -> Said:
        parent = request.path.split("/")[-2]
        if not self._find(parent):
            return not_there(parent)
        number = f"{parent.rpartition('_')[2]}_{self.number()}"
        attached = request.fields.get("attachment_id")
        photos = [attached] if attached else []
        words = request.fields["message"]
        self.posts.append(Post(number, words, timezone.now(), photos, parent=parent))
        return 200, {"id": number}

    def _feed(self, request: Request) -> Said:
        posts = [post for post in self.posts if not post.parent]
        rows = [self._as_json(post) for post in recent(posts, request.fields)]
        return paged(rows, request.fields, self.page_size)

    def _comments(self, request: Request) -> Said:
        parent = request.path.split("/")[-2]
        if not self._find(parent):
            return not_there(parent)
        under = [post for post in self.posts if post.parent == parent]
        rows = [self._as_json(post) for post in reversed(under)]
        return paged(rows, request.fields, self.page_size)

    def _find(self, number: str) -> Post | None:
        return next((post for post in self.posts if post.number == number), None)

    def _object(self, request: Request) -> Said:
        """Read, change or delete one post, comment or film."""
        film = self.films.get(request.last)
        post = self._find(request.last) or next(
            (each for each in self.posts if film and each.film == film.number), None
        )
        if post is None:
            return (200, film_as_json(film)) if film else not_there(request.last)
        if request.method == "GET":
            return self._shown(request, post, film)
        if request.method == "DELETE":
            self.posts.remove(post)
            self.films.pop(request.last, None)
        else:
            post.words = request.fields["description" if film else "message"]
        return 200, {"success": True}

    def _shown(self, request: Request, post: Post, film: Film | None) -> Said:
        if film and "message" in request.fields["fields"]:
            return error(100, message="Tried accessing nonexisting field (message)")
        return 200, film_as_json(film, post) if film else self._as_json(post)

    def _as_json(self, post: Post) -> dict[str, Any]:
        body: dict[str, Any] = {
            "id": post.number,
            "message": post.words,
            "created_time": written(post.created_at),
            "permalink_url": f"https://www.facebook.com/{post.number}",
            "from": {"id": post.author},
        }
        if post.parent:
            return body | self._of_a_comment(post)
        body["is_published"] = True
        attached = attachments(post)
        return body | ({"attachments": {"data": attached}} if attached else {})

    def _of_a_comment(self, post: Post) -> dict[str, Any]:
        return {"attachment": {"type": "photo"}} if post.photos else {}


def attachments(post: Post) -> list[dict[str, Any]]:
    if post.film:
        return [
            {"type": "video_inline", "media_type": "video", "target": {"id": post.film}}
        ]
    photos = [{"media_type": "photo", "target": {"id": each}} for each in post.photos]
    if len(photos) > 1:
        return [{"media_type": "album", "subattachments": {"data": photos}}]
    if not photos and "https://" in post.words:
        elsewhere = "youtube.example" in post.words
        kind = ("video_share", "video") if elsewhere else ("share", "link")
        return [{"type": kind[0], "media_type": kind[1]}]
    return photos


def film_as_json(film: Film, post: Post | None = None) -> dict[str, Any]:
    return {
        "id": film.number,
        "description": post.words if post else film.words,
        "created_time": written(film.created_at),
        "permalink_url": f"/exampledept/videos/{film.number}/",
        "published": film.published,
    }
