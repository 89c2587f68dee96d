"""What Meta's servers have in common: tokens, proofs, the error envelope, pages of lists.

It knows nothing of our adapters; each platform's own fake brings its calls.
"""

import hashlib
import hmac
import json
import socket
import struct
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.utils import timezone

from tests.publishing.platforms.local_server import Answer, LocalServer, Reset, Silence


TOKEN = "EAAG-a-long-lived-token-of-the-account"
APP_ID = "1000000001"
APP_SECRET = "the-secret-of-the-app"
Said = tuple[int, Any]


# What no reader may fall over, whatever the platform sends.
ODD_POSTS: Sequence[Any] = (
    [],
    "words",
    None,
    {"id": 5},
    {"id": "1_2"},
    {"id": "1_2", "created_time": "2026", "timestamp": "today"},
    {"id": "1_2", "message": 5, "text": 5, "caption": 5},
    {"id": "1_2", "attachments": [], "from": "me", "children": "two"},
    {"id": "1_2", "attachments": {"data": 5}, "children": {"data": 5}},
    {"id": "1_2", "attachments": {"data": [5]}, "replied_to": "1"},
)


Fault = Answer | Reset | Silence


@dataclass(frozen=True)
class Request:
    """One call as it came: `fields` from the address or the body, files apart."""

    method: str
    path: str
    fields: dict[str, str]
    files: dict[str, bytes]
    headers: dict[str, str]
    target: str

    @property
    def call(self) -> tuple[str, str]:
        return self.method, self.path

    @property
    def last(self) -> str:
        return self.path.rpartition("/")[2]


def error(
    code: int,
    status: int = 400,
    *,
    subcode: int = 0,
    message: str = "An error has occurred",
    transient: bool = False,
) -> Said:
    """The envelope in which Graph refuses."""
    said = {
        "message": f"(#{code}) {message}",
        "type": "OAuthException",
        "code": code,
        "is_transient": transient,
        "fbtrace_id": "AbCdEfGhIjKlMnOpQrStUvW",
    }
    return status, {"error": said | ({"error_subcode": subcode} if subcode else {})}


def not_there(number: str) -> Said:
    message = (
        f"Unsupported request. Object with ID '{number}' does not exist, cannot be "
        "loaded due to missing permissions, or does not support this operation."
    )
    return error(100, subcode=33, message=message)


def refused(answer: Said, headers: dict[str, str] | None = None) -> Answer:
    """A fault that answers with an error envelope."""
    return Answer(*answer, headers or {})


def written(moment: datetime) -> str:
    """A time as Graph writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def paged(rows: Sequence[Any], fields: Mapping[str, str], size: int) -> Said:
    """One page of a list, newest first, with cursors; `next` only where there is more."""
    first = int(fields.get("after", "0"))
    shown = rows[first : first + size]
    body: dict[str, Any] = {"data": shown}
    if shown:
        after = str(first + len(shown))
        body["paging"] = {"cursors": {"before": str(first), "after": after}}
    if len(rows) > first + size:
        body["paging"]["next"] = "https://graph.example.com/next"
    return 200, body


def recent(rows: Sequence[Any], fields: Mapping[str, str]) -> list[Any]:
    """What is not older than `since`, newest first, by `created_at`."""
    since = datetime.fromtimestamp(int(fields.get("since", "0")), tz=UTC)
    return [row for row in reversed(rows) if row.created_at >= since]


class FakeGraph(LocalServer):
    """Use as a context manager; `url` is where it listens.

    A subclass answers `answer(request)`; `secret`, `handle`, `live()` and the three
    answers serve the tests that run every platform.
    """

    handle = "@exampledept"

    def __init__(self) -> None:
        super().__init__(Handler)
        self.token = TOKEN
        self.page_size = 100
        self.requests: list[Request] = []
        self.faults: deque[Fault | None] = deque()
        self.headers: dict[str, str] = {}
        self.lock = threading.RLock()
        self._number = 17_900_000_000_000_000

    @property
    def calls(self) -> list[tuple[str, str]]:
        return [request.call for request in self.requests]

    def next(self, *faults: Fault | None) -> None:
        """Order what happens to the next requests, one each; None lets one through."""
        self.faults.extend(faults)

    def answer(self, request: Request) -> Said:
        raise NotImplementedError

    def auth_answer(self) -> tuple[int, Any, dict[str, str]]:
        message = "Error validating access token: the session has been invalidated."
        return (*error(190, 401, subcode=460, message=message), {})

    def rate_answer(self, until: datetime | None) -> tuple[int, Any, dict[str, str]]:
        answer = error(4, 403, message="Application request limit reached")
        return (*answer, usage_header(until) if until else {})

    def duplicate_answer(self) -> tuple[int, Any, dict[str, str]] | None:
        return None

    def number(self) -> str:
        self._number += 1
        return str(self._number)

    def take(self, request: Request) -> Said:
        """Check who asks, then answer."""
        with self.lock:
            self.requests.append(request)
            against = self.against(request)
            return against or self.answer(request)

    def against(self, request: Request) -> Said | None:
        given = request.headers.get("Authorization", "")
        if given not in {f"Bearer {self.token}", f"Bearer {APP_ID}|{APP_SECRET}"}:
            return error(190, 401, message="Invalid OAuth access token.")
        token = given.removeprefix("Bearer ")
        right = hmac.digest(APP_SECRET.encode(), token.encode(), hashlib.sha256).hex()
        if request.fields.get("appsecret_proof", right) != right:
            return error(100, message="Invalid appsecret_proof provided")
        return None


def usage_header(until: datetime) -> dict[str, str]:
    minutes = max(1, round((until - timezone.now()) / timedelta(minutes=1)))
    used = {"type": "pages", "call_count": 100, "total_cputime": 20, "total_time": 20}
    used["estimated_time_to_regain_access"] = minutes
    return {"x-business-use-case-usage": json.dumps({"2000000002": [used]})}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.take()

    def do_POST(self) -> None:
        self.take()

    def do_DELETE(self) -> None:
        self.take()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    @property
    def graph(self) -> FakeGraph:
        found: FakeGraph = self.server.fake  # type: ignore[attr-defined]
        return found

    def take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        fault = self.graph.faults.popleft() if self.graph.faults else None
        said: Said = (0, None)
        request = request_of(self, body)
        if fault is None or fault.keeps:
            said = self.graph.take(request)
        else:
            self.graph.requests.append(request)
        self.give(fault, said)

    def give(self, fault: Fault | None, said: Said) -> None:
        match fault:
            case Silence():
                self.graph.closing.wait()
                self.close_connection = True
            case Reset():
                linger = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.rfile.close()
                self.connection.close()
                self.close_connection = True
            case Answer():
                self.write(fault.status, fault.body, fault.headers)
            case None:
                self.write(*said, self.graph.headers)

    def write(self, status: int, body: Any, headers: dict[str, str]) -> None:  # noqa: ANN401
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=UTF-8")
        self.send_header("Content-Length", str(len(sent)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)


def request_of(handler: BaseHTTPRequestHandler, body: bytes) -> Request:
    parts = urlsplit(handler.path)
    fields = dict(parse_qsl(parts.query, keep_blank_values=True))
    files: dict[str, bytes] = {}
    kind = handler.headers.get("Content-Type", "")
    if kind.startswith("multipart/"):
        whole: Message = message_from_bytes(
            f"Content-Type: {kind}\r\n\r\n".encode() + body
        )
        for part in whole.walk():
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes):
                continue
            name = str(part.get_param("name", header="Content-Disposition"))
            if part.get_filename():
                files[name] = content
            else:
                fields[name] = content.decode()
    else:
        fields |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return Request(
        handler.command,
        parts.path,
        fields,
        files,
        dict(handler.headers),
        handler.path,
    )
