"""A small LinkedIn on 127.0.0.1: one organisation page, its posts and its uploads.

It knows nothing of our adapter; its text is LinkedIn's own "little text".
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote

from django.utils import timezone

from tests.publishing.platforms.rest_server import Reply, Request, RestServer


PAGE_NUMBER = "2414183"
AUTHOR = f"urn:li:organization:{PAGE_NUMBER}"
TOKEN = "linkedin-access-token-of-the-member"
REFUSED = {"message": "The token used in the request has been revoked", "status": 401}
SHOWN_TAG = re.compile(r"\{hashtag\|\\#\|((?:\\.|[^}\\])+)\}")
SIGN = re.compile(r"[|{}@\[\]()<>#*_~]")


@dataclass
class Kept:
    urn: str
    raw: dict[str, Any]
    published_at: datetime
    deleted: bool = False


@dataclass
class Film:
    parts: int
    uploaded: dict[str, bytes] = field(default_factory=dict)
    polls: int = 0
    finalized: bool = False


class FakeLinkedIn(RestServer):
    """Cuts the commentary at the first reserved sign that is not escaped, as LinkedIn does."""

    handle = "@rivers-department"

    def __init__(self) -> None:
        super().__init__()
        self.posts: list[Kept] = []
        self.pictures: dict[str, bytes] = {}
        self.films: dict[str, Film] = {}
        self.vanity = "rivers-department"
        self.secret = {"organization": PAGE_NUMBER, "access_token": TOKEN}

    def live(self) -> list[str]:
        return [
            shown(post.raw["commentary"]) for post in self.posts if not post.deleted
        ]

    def duplicate_answer(self) -> tuple[int, object, dict[str, str]]:
        said = "Content is a duplicate of urn:li:share:7100000000000000000"
        return 422, {"message": said, "code": "DUPLICATE_POST", "status": 422}, {}

    def auth_answer(self) -> tuple[int, object, dict[str, str]]:
        return 401, REFUSED, {}

    def rate_answer(self, until: datetime | None) -> tuple[int, object, dict[str, str]]:
        headers = (
            {"Retry-After": format_datetime(until.astimezone(UTC), usegmt=True)}
            if until
            else {}
        )
        return 429, {"message": "Resource level throttle limit reached"}, headers

    def has_post(
        self, commentary: str, *, ago: timedelta = timedelta(0), **more: object
    ) -> Kept:
        urn = f"urn:li:share:{7100000000000000001 + len(self.posts)}"
        at = timezone.now() - ago
        raw = {
            "id": urn,
            "author": AUTHOR,
            "commentary": commentary,
            "lifecycleState": "PUBLISHED",
            "createdAt": int(at.timestamp() * 1000),
            "publishedAt": int(at.timestamp() * 1000),
            **more,
        }
        self.posts.append(Kept(urn, raw, at))
        return self.posts[-1]

    def reply(self, request: Request) -> Reply:
        if request.method == "PUT":
            return self._take_bytes(request)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return Reply(401, REFUSED)
        if not re.fullmatch(r"20\d{4}", request.headers.get("LinkedIn-Version", "")):
            return Reply(426, {"message": "A version is needed"})
        return self._routed(request)

    def _routed(self, request: Request) -> Reply:
        path = unquote(request.path)
        if path in {"/rest/images", "/rest/videos"}:
            return self._upload(path, request)
        if path == "/rest/posts":
            return self._create(request) if request.body else self._list(request)
        return self._thing(path, request)

    def _thing(self, path: str, request: Request) -> Reply:
        if path == f"/rest/organizations/{PAGE_NUMBER}":
            return Reply(200, {"id": int(PAGE_NUMBER), "vanityName": self.vanity})
        if path.startswith("/rest/videos/"):
            return self._film_state(path.removeprefix("/rest/videos/"))
        return self._one(path.removeprefix("/rest/posts/"), request)

    def _create(self, request: Request) -> Reply:
        wanted = request.json
        if wanted["author"] != AUTHOR:
            return Reply(403, {"message": "Not enough permissions", "status": 403})
        content = {"content": wanted["content"]} if "content" in wanted else {}
        kept = self.has_post(until_reserved(wanted["commentary"]), **content)
        return Reply(201, {}, {"x-restli-id": kept.urn})

    def _list(self, request: Request) -> Reply:
        start, count = int(request.query["start"]), int(request.query["count"])
        newest = [post.raw for post in reversed(self.posts) if not post.deleted]
        return Reply(200, {"elements": newest[start : start + count]})

    def _one(self, urn: str, request: Request) -> Reply:
        kept = next((p for p in self.posts if p.urn == urn and not p.deleted), None)
        if kept is None:
            return Reply(404, {"message": "Not found", "status": 404})
        if request.method == "DELETE":
            kept.deleted = True
            return Reply(204, {})
        if request.method == "POST":
            words = request.json["patch"]["$set"]["commentary"]
            kept.raw["commentary"] = until_reserved(words)
            kept.raw["lifecycleStateInfo"] = {"isEditedByAuthor": True}
            return Reply(204, {})
        return Reply(200, kept.raw)

    def _upload(self, path: str, request: Request) -> Reply:
        wanted = request.json
        if request.query["action"] == "finalizeUpload":
            film = self.films[wanted["finalizeUploadRequest"]["video"]]
            film.finalized = wanted["finalizeUploadRequest"]["uploadedPartIds"] == list(
                film.uploaded
            )
            return Reply(200 if film.finalized else 400, {})
        if path == "/rest/images":
            urn = f"urn:li:image:C4E{len(self.pictures)}"
            self.pictures[urn] = b""
            where = {"uploadUrl": f"{self.url}/upload/{urn}", "image": urn}
            return Reply(200, {"value": where})
        size = wanted["initializeUploadRequest"]["fileSizeBytes"]
        urn = f"urn:li:video:C4E{len(self.films)}"
        parts = -(-size // (4 * 1024 * 1024))
        self.films[urn] = Film(parts)
        told = [{"uploadUrl": f"{self.url}/film/{urn}/{n}"} for n in range(parts)]
        value = {"video": urn, "uploadInstructions": told, "uploadToken": ""}
        return Reply(200, {"value": value})

    def _take_bytes(self, request: Request) -> Reply:
        kind, urn, *number = unquote(request.path).strip("/").split("/")
        if kind == "upload":
            self.pictures[urn] = request.body
            return Reply(201, {})
        self.films[urn].uploaded[f"etag-{number[0]}"] = request.body
        return Reply(200, {}, {"ETag": f'"etag-{number[0]}"'})

    def _film_state(self, urn: str) -> Reply:
        film = self.films[urn]
        film.polls += 1
        ready = film.finalized and film.polls > 1
        return Reply(200, {"id": urn, "status": "AVAILABLE" if ready else "PROCESSING"})


def until_reserved(commentary: str) -> str:
    """What LinkedIn keeps: all, or what stands before a sign that is not escaped."""
    hidden = SHOWN_TAG.sub(lambda tag: "\0" * len(tag[0]), commentary)
    hidden = re.sub(r"\\.", "\0\0", hidden, flags=re.DOTALL)
    cut = SIGN.search(hidden)
    return commentary[: cut.start()] if cut else commentary


def shown(commentary: str) -> str:
    """As people read it."""
    return re.sub(r"\\(.)", r"\1", SHOWN_TAG.sub(r"#\1", commentary), flags=re.DOTALL)
