"""A small server of Mastodon's API on 127.0.0.1, with the face of one of three kinds.

It knows nothing of our adapter; `mastodon_shapes` has how each kind writes things.
"""

import json
import re
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.utils import timezone

from tests.publishing.platforms.local_server import Answer, LocalServer
from tests.publishing.platforms.mastodon import shapes


TOKEN = "access-token-of-the-account"
CLIENT = {"client_id": "id-of-the-app", "client_secret": "secret-of-the-app"}
CODE = "code-of-the-sign-in"
# Where no token is asked for.
OPEN = {
    "/api/v2/instance",
    "/api/v1/instance",
    "/api/v1/apps",
    "/oauth/token",
    "/oauth/revoke",
}


@dataclass(frozen=True)
class Cut:
    """Do as asked, but close the connection before (`at` 0) or within the answer."""

    at: int = 0
    keeps: bool = True


@dataclass(frozen=True)
class Silence:
    """Answer nothing for as long as the server runs."""

    keeps: bool = True


Fault = Answer | Cut | Silence
Reply = tuple[int, object, dict[str, str]]


@dataclass(frozen=True)
class Exchange:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    @property
    def said(self) -> dict[str, Any]:
        """The body as JSON, or as a form."""
        if self.headers.get("Content-Type", "").startswith("application/json"):
            found: dict[str, Any] = json.loads(self.body)
            return found
        return dict(parse_qsl(self.body.decode()))


@dataclass
class Upload:
    id: str
    type: str
    name: str
    content: bytes
    alt: str | None
    polls: int
    status: str | None = None


class FakeMastodon(LocalServer):
    """Use as a context manager; `url` is where it listens.

    `face` is "mastodon", "gotosocial" (ignores Idempotency-Key, ULIDs, Markdown unless
    told otherwise) or "hollo" (always Markdown, UUIDs, a broken link to the next page).
    """

    handle = "@exampledept"

    def __init__(self, face: str = "mastodon") -> None:
        super().__init__(Handler)
        self.face = face
        self.shape = shapes.SHAPES[face]
        self.secret = {"access_token": TOKEN}
        self.username = "exampledept"
        self.domain = "social.example.gov.uk"
        self.account_id = self.shape.new_id(0)
        self.statuses: list[shapes.Stored] = []
        self.media: dict[str, Upload] = {}
        self.keys: dict[str, str] = {}
        self.instance: dict[str, object] | None = self.shape.instance(self.domain)
        self.former_instance: dict[str, object] = {"uri": self.domain}
        self.challenge = ""
        # How often one asks for an upload until it is ready.
        self.polls = 0
        self.page_size = 40
        self.exchanges: list[Exchange] = []
        self.faults: deque[Fault] = deque()
        self._made = 0
        self._lock = threading.Lock()

    # For tests

    def next(self, *faults: Fault) -> None:
        """Order what happens to the next requests, one fault each."""
        self.faults.extend(faults)

    def live(self) -> list[str]:
        """The words of each live post of the account, oldest first."""
        return [status.text for status in self.statuses]

    def has_post(
        self,
        text: str,
        *,
        ago: timedelta = timedelta(0),
        **more: Any,  # noqa: ANN401  (as Stored takes it)
    ) -> shapes.Stored:
        """Keep a post as the server keeps it."""
        status = shapes.Stored(self._new_id(), text, timezone.now() - ago, **more)
        self.statuses.append(status)
        return status

    def requests(self) -> list[tuple[str, str]]:
        return [(each.method, each.path) for each in self.exchanges]

    def duplicate_answer(self) -> tuple[int, object, dict[str, str]] | None:
        """What is said of pictures that a post carries already.

        Hollo only says that it knows no such pictures, to a post that has some.
        """
        if self.face == "hollo":
            return None
        status, sentence = self.shape.attached
        return status, {"error": sentence.format("01JDUPLICATE")}, {}

    def auth_answer(self) -> tuple[int, object, dict[str, str]]:
        return 401, {"error": "The access token was revoked"}, {}

    def rate_answer(self, until: datetime | None) -> tuple[int, object, dict[str, str]]:
        headers = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0"}
        if until is not None:
            headers["X-RateLimit-Reset"] = until.astimezone(UTC).isoformat()
        return 429, {"error": "Too many requests"}, headers

    # What it answers

    def reply(self, asked: Exchange) -> Reply:
        """Status, body and headers of a request that nothing goes wrong with."""
        signed_in = asked.headers.get("Authorization") == f"Bearer {TOKEN}"
        with self._lock:
            for method, path, answer in self._routes():
                found = re.fullmatch(path, asked.path)
                if found and method == asked.method:
                    if path in OPEN or signed_in:
                        return answer(asked, *found.groups())
                    return 401, {"error": "The access token is invalid"}, {}
        return self._missing()

    def _routes(self) -> list[tuple[str, str, Callable[..., Reply]]]:
        return [
            ("GET", "/api/v2/instance", self._instance),
            ("GET", "/api/v1/instance", self._former_instance),
            ("POST", "/api/v1/apps", self._app),
            ("POST", "/oauth/token", self._token),
            ("POST", "/oauth/revoke", self._revoke),
            ("GET", "/api/v1/accounts/verify_credentials", self._who),
            ("GET", r"/api/v1/accounts/([\w-]+)/statuses", self._timeline),
            ("POST", "/api/v1/statuses", self._post),
            ("POST", "/api/v2/media", self._upload),
            ("GET", r"/api/v1/media/([\w-]+)", self._look_at),
            ("GET", r"/api/v1/statuses/([\w-]+)", self._one),
            ("PUT", r"/api/v1/statuses/([\w-]+)", self._one),
            ("DELETE", r"/api/v1/statuses/([\w-]+)", self._one),
        ]

    def _instance(self, asked: Exchange) -> Reply:
        return self._missing() if self.instance is None else (200, self.instance, {})

    def _former_instance(self, asked: Exchange) -> Reply:
        return 200, self.former_instance, {}

    def _who(self, asked: Exchange) -> Reply:
        return 200, self._account(), {}

    def _one(self, asked: Exchange, name: str) -> Reply:
        status = next((each for each in self.statuses if each.id == name), None)
        if status is None:
            return self._missing()
        if asked.method == "PUT":
            return self._edit(status, asked.said)
        if asked.method == "DELETE":
            self.statuses.remove(status)
        return 200, self._shown(status), {}

    def _post(self, asked: Exchange) -> Reply:
        key = asked.headers.get("Idempotency-Key", "")
        before = self.keys.get(key) if self.shape.keeps_keys else None
        if key and before is not None:
            return 200, self._shown(self._status(before)), {}
        said = asked.said
        parent = said.get("in_reply_to_id")
        if parent is not None and not any(each.id == parent for each in self.statuses):
            return self._missing()
        status = shapes.Stored(
            self._new_id(),
            said["status"],
            timezone.now(),
            parent=parent,
            language=said.get("language", ""),
            markdown=self.shape.is_markdown(said.get("content_type")),
        )
        refusal = self._attach(status, said.get("media_ids", []))
        if refusal is not None:
            return refusal
        self.statuses.append(status)
        self.keys[key] = status.id
        return 200, self._shown(status), {}

    def _edit(self, status: shapes.Stored, said: dict[str, Any]) -> Reply:
        refusal = self._attach(status, said.get("media_ids", status.media))
        if refusal is not None:
            return refusal
        status.text = said["status"]
        status.language = said.get("language", "")
        status.markdown = self.shape.is_markdown(said.get("content_type"))
        status.edited_at = timezone.now()
        return 200, self._shown(status), {}

    def _attach(self, status: shapes.Stored, media: list[str]) -> Reply | None:
        for name in media:
            upload = self.media.get(name)
            if upload is None or upload.status not in {None, status.id}:
                refused, sentence = self.shape.attached
                return refused, {"error": sentence.format(name)}, {}
            if upload.polls > 0:
                unready = "Cannot attach files that have not finished processing."
                return 422, {"error": unready}, {}
        for name in media:
            self.media[name].status = status.id
        status.media = list(media)
        return None

    def _upload(self, asked: Exchange) -> Reply:
        kind = asked.headers["Content-Type"].encode()
        form = message_from_bytes(b"Content-Type: " + kind + b"\r\n\r\n" + asked.body)
        parts = {
            part.get_param("name", header="content-disposition"): part
            for part in form.get_payload()
            if not isinstance(part, str)
        }
        file, alt = parts["file"], parts.get("description")
        upload = Upload(
            id=self._new_id(),
            type=file.get_content_type(),
            name=file.get_filename() or "",
            content=file.get_payload(decode=True),  # type: ignore[arg-type]
            alt=None if alt is None else alt.get_payload(decode=True).decode(),  # type: ignore[union-attr]
            polls=self.polls,
        )
        self.media[upload.id] = upload
        return (202 if upload.polls else 200), self._attachment(upload), {}

    def _look_at(self, asked: Exchange, name: str) -> Reply:
        upload = self.media.get(name)
        if upload is None:
            return self._missing()
        upload.polls = max(0, upload.polls - 1)
        return (206 if upload.polls else 200), self._attachment(upload), {}

    def _timeline(self, asked: Exchange, owner: str) -> Reply:
        if owner != self.account_id:
            return self._missing()
        query = asked.query
        newest = sorted(self.statuses, key=lambda each: each.id, reverse=True)
        behind = [s for s in newest if "max_id" not in query or s.id < query["max_id"]]
        size = min(self.page_size, int(query.get("limit", "20")))
        shown, rest = behind[:size], behind[size:]
        base = f"{self.url}/api/v1/accounts/{self.account_id}/statuses"
        link = self.shape.link(base, [s.id for s in shown], [s.id for s in rest])
        headers = {"Link": link} if link else {}
        return 200, [self._shown(status) for status in shown], headers

    def _app(self, asked: Exchange) -> Reply:
        said = asked.said
        unknown = set(said["scopes"].split()) - self.shape.scopes
        if unknown or not isinstance(said["redirect_uris"], str):
            return 422, {"error": "Validation failed: Scopes are invalid"}, {}
        return 200, {"id": "1", "name": said["client_name"], **CLIENT}, {}

    def _token(self, asked: Exchange) -> Reply:
        said = asked.said
        right = (
            said["code"] == CODE
            and shapes.challenge(said["code_verifier"]) == self.challenge
            and said["client_secret"] == CLIENT["client_secret"]
        )
        if not right:
            return 400, {"error": "invalid_grant"}, {}
        return 200, {"access_token": TOKEN, "token_type": "Bearer"}, {}

    def _revoke(self, asked: Exchange) -> Reply:
        right = asked.said["client_secret"] == CLIENT["client_secret"]
        return (200, {}, {}) if right else (403, {"error": "unauthorized_client"}, {})

    def _missing(self) -> Reply:
        return 404, {"error": "Record not found"}, {}

    def _account(self) -> dict[str, object]:
        return {
            "id": self.account_id,
            "username": self.username,
            "acct": self.username,
            "url": f"https://{self.domain}/@{self.username}",
        }

    def _attachment(self, upload: Upload) -> dict[str, object]:
        ready = None if upload.polls else f"{self.url}/media/{upload.id}"
        return {"id": upload.id, "type": "image", "url": ready, "preview_url": ready}

    def _shown(self, status: shapes.Stored) -> dict[str, object]:
        media = [self._attachment(self.media[name]) for name in status.media]
        content = self.shape.html(status.text, markdown=status.markdown)
        return shapes.as_json(status, content, media, self._account())

    def _status(self, name: str) -> shapes.Stored:
        return next(each for each in self.statuses if each.id == name)

    def _new_id(self) -> str:
        self._made += 1
        return self.shape.new_id(self._made)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.take()

    def do_POST(self) -> None:
        self.take()

    def do_PUT(self) -> None:
        self.take()

    def do_DELETE(self) -> None:
        self.take()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    @property
    def fake(self) -> FakeMastodon:
        found: FakeMastodon = self.server.fake  # type: ignore[attr-defined]
        return found

    def take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        asked = Exchange(self.command, self.path, dict(self.headers), body)
        self.fake.exchanges.append(asked)
        fault = self.fake.faults.popleft() if self.fake.faults else None
        reply: Reply = (500, None, {})
        if fault is None or fault.keeps:
            reply = self.fake.reply(asked)
        self.close_connection = True
        if isinstance(fault, Silence):
            self.fake.closing.wait()
        elif isinstance(fault, Answer):
            self.give(fault.status, fault.body, dict(fault.headers))
        else:
            self.give(*reply, cut=fault.at if isinstance(fault, Cut) else None)

    def give(
        self,
        status: int,
        body: object,
        headers: dict[str, str],
        *,
        cut: int | None = None,
    ) -> None:
        if cut == 0:
            return
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(sent)))
        for name, value in (self.fake.shape.limits() | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent[:cut])
