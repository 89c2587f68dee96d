"""A small X on 127.0.0.1: one account, its posts, and the faults that a test orders.

It knows nothing of our adapter, and checks each signature as X does.
"""

import base64
import hashlib
import hmac
import html
import json
import re
import socket
import struct
import threading
import unicodedata
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.utils import timezone


SECRET = {
    "consumer_key": "consumer-key-of-the-app",
    "consumer_secret": "consumer-secret-of-the-app",
    "access_token": "access-token-of-the-account",
    "access_token_secret": "access-token-secret-of-the-account",
}
USER_ID = "2244994945"
# As X writes its tokens: with the number of their account in front.
NUMBERED_TOKEN = f"{USER_ID}-access-token-of-the-account"
LINK = re.compile(r"https?://\S+|\b(?:[\w-]+\.)+(?:uk|com|example)(?:/\S*)?")


@dataclass(frozen=True)
class Answer:
    """Answer with this instead; `keeps` says whether a post is made all the same."""

    status: int
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)
    keeps: bool = False


@dataclass(frozen=True)
class Silence:
    """Answer nothing for as long as the server runs."""

    keeps: bool = False


@dataclass(frozen=True)
class Reset:
    """Read the request, then reset the connection."""

    keeps: bool = False


@dataclass(frozen=True)
class Truncated:
    """Give the real answer, but stop half-way through its body."""

    keeps: bool = True


Fault = Answer | Silence | Reset | Truncated


@dataclass(frozen=True)
class Exchange:
    """One request as it came over the wire, and the answer where there was one."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    status: int
    answer: bytes
    content_type: str
    faithful: bool

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))


@dataclass
class StoredPost:
    id: str
    text: str
    created_at: datetime
    parent: str | None = None
    links: dict[str, str] = field(default_factory=dict)


class FakeX:
    """Use as a context manager; `url` is where it listens.

    `speaks` is the prefix of its field names: `post`, or `tweet` as in earlier years.
    `strict` refuses the other prefix, as X does; otherwise it is ignored.
    """

    def __init__(self, *, speaks: str = "post", strict: bool = True) -> None:
        self.speaks = speaks
        self.strict = strict
        self.page_size = 100
        self.posts: list[StoredPost] = []
        self.exchanges: list[Exchange] = []
        self.faults: deque[Fault] = deque()
        self.closing = threading.Event()
        self._next_id = 1_900_000_000_000_000_000
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        # Closing then waits for the answers that are under way.
        self._server.daemon_threads = False
        self._server.x = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def next(self, *faults: Fault) -> None:
        """Order what happens to the next requests, one fault each."""
        self.faults.extend(faults)

    def has_post(
        self,
        text: str,
        *,
        ago: timedelta = timedelta(0),
        parent: str | None = None,
    ) -> StoredPost:
        """Keep a post as X keeps it: links shortened, HTML escaped, joiners dropped."""
        self._next_id += 1
        links: dict[str, str] = {}

        def shorten(found: re.Match[str]) -> str:
            link, tail = re.fullmatch(r"(.*?)([.,)!?]*)", found[0]).groups()  # type: ignore[union-attr]
            short = f"https://t.co/{self._next_id:x}{len(links)}"
            links[short] = link if link.startswith("http") else f"http://{link}"
            return f"{short}{tail}"

        stored = html.escape(LINK.sub(shorten, text), quote=False)
        stored = unicodedata.normalize("NFC", stored.replace("\ufe0f", "").strip())
        post = StoredPost(
            str(self._next_id), stored, timezone.now() - ago, parent, links
        )
        self.posts.append(post)
        return post

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, object]:
        """The status and body of a request that nothing goes wrong with."""
        path = urlsplit(target).path
        if (method, path) == ("POST", "/2/tweets"):
            return self._create(json.loads(body))
        if (method, path) == ("GET", "/2/users/me"):
            me = {
                "id": USER_ID,
                "name": "Example Department",
                "username": "exampledept",
            }
            return 200, {"data": me}
        if (method, path) == ("GET", f"/2/users/{USER_ID}/tweets"):
            return self._timeline(dict(parse_qsl(urlsplit(target).query)))
        return 404, problem("resource-not-found", resource_type="user")

    def _create(self, wanted: dict[str, Any]) -> tuple[int, object]:
        parent = wanted.get("reply", {}).get("in_reply_to_tweet_id")
        post = self.has_post(wanted["text"], parent=parent)
        return 201, {"data": {"id": post.id, "text": post.text}}

    def _timeline(self, query: dict[str, str]) -> tuple[int, object]:
        known = {
            "start_time",
            "max_results",
            "pagination_token",
            f"{self.speaks}.fields",
        }
        known |= {"expansions"} if self.speaks == "post" else set()
        if self.strict and set(query) - known:
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
        if post.parent is not None:
            references = [{"type": "replied_to", "id": post.parent}]
            shown[f"referenced_{self.speaks}s"] = references
        return shown


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.take()

    def do_POST(self) -> None:
        self.take()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    @property
    def x(self) -> FakeX:
        found: FakeX = self.server.x  # type: ignore[attr-defined]
        return found

    def take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        fault = self.x.faults.popleft() if self.x.faults else None
        status: int = 401
        answer: object = {"title": "Unauthorized", "type": "about:blank"}
        signed = signature_is_right(
            self.command, self.x.url + self.path, self.headers["Authorization"] or ""
        )
        if signed and (fault is None or fault.keeps):
            status, answer = self.x.answer(self.command, self.path, body)
        if isinstance(fault, Answer):
            status, answer = fault.status, fault.body
        sent = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.note(body, status, sent, faithful=fault is None and status != 401)
        self.give(fault, status, sent)

    def give(self, fault: Fault | None, status: int, sent: bytes) -> None:
        match fault:
            case Silence():
                self.x.closing.wait()
                self.close_connection = True
            case Reset():
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                # The reader holds the socket open until it is closed as well.
                self.rfile.close()
                self.connection.close()
                self.close_connection = True
            case Truncated():
                self.write(status, sent[: len(sent) // 2], {}, length=len(sent))
                self.close_connection = True
            case Answer():
                self.write(status, sent, fault.headers, length=len(sent))
            case None:
                self.write(status, sent, {}, length=len(sent))

    def write(
        self, status: int, sent: bytes, headers: dict[str, str], *, length: int
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type_of(status))
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def note(self, body: bytes, status: int, sent: bytes, *, faithful: bool) -> None:
        self.x.exchanges.append(
            Exchange(
                method=self.command,
                target=self.path,
                headers=dict(self.headers),
                body=body,
                status=status,
                answer=sent,
                content_type=content_type_of(status),
                faithful=faithful,
            )
        )


def content_type_of(status: int) -> str:
    return "application/json" if status < 400 else "application/problem+json"


def problem(kind: str, **more: str) -> dict[str, str]:
    return {
        "type": f"https://api.x.com/2/problems/{kind}",
        "title": kind.replace("-", " ").title(),
        "detail": "The request was refused.",
        **more,
    }


def url_entity(link: tuple[str, str]) -> dict[str, object]:
    short, target = link
    return {"start": 0, "end": len(short), "url": short, "expanded_url": target}


def signature_is_right(method: str, url: str, authorization: str) -> bool:
    """OAuth 1.0a with HMAC-SHA1 (RFC 5849, section 3.4), over the address as it came."""
    given = dict(re.findall(r'(\w+)="([^"]*)"', authorization))
    given = {name: unquote(value) for name, value in given.items()}
    signature = given.pop("oauth_signature", "")
    parts = urlsplit(url)
    pairs = [*given.items(), *parse_qsl(parts.query, keep_blank_values=True)]
    encoded = sorted((escape(name), escape(value)) for name, value in pairs)
    base = "&".join(
        map(
            escape,
            [
                method,
                f"{parts.scheme}://{parts.netloc}{parts.path}",
                "&".join(f"{name}={value}" for name, value in encoded),
            ],
        )
    )
    key = f"{SECRET['consumer_secret']}&{SECRET['access_token_secret']}"
    digest = hmac.digest(key.encode(), base.encode(), hashlib.sha1)
    right = given.get("oauth_token") in {SECRET["access_token"], NUMBERED_TOKEN}
    return right and hmac.compare_digest(base64.b64encode(digest).decode(), signature)


def escape(text: str) -> str:
    return quote(text, safe="-._~")
