"""How the small X speaks HTTP, and the faults that a test orders of it.

What X answers when nothing goes wrong is not known here.
"""

import json
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit

from tests.publishing.platforms.local_server import Answer, Reset, Silence
from tests.publishing.platforms.x.fake_auth import TokenBook


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


class Behind(Protocol):
    """What a handler must know of the X that it answers for."""

    tokens: TokenBook
    limits: dict[str, str]
    faults: deque[Fault]
    exchanges: list[Exchange]
    closing: threading.Event

    def knows(self, method: str, target: str, authorization: str) -> bool: ...
    def answer(self, method: str, target: str, body: bytes) -> tuple[int, object]: ...
    def auth_answer(self) -> tuple[int, object, dict[str, str]]: ...


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
    def x(self) -> Behind:
        found: Behind = self.server.fake  # type: ignore[attr-defined]
        return found

    def take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        authorization = self.headers["Authorization"] or ""
        if self.path == "/2/oauth2/token":
            status, answer = self.x.tokens.answer(body, authorization)
            self.write(status, json.dumps(answer).encode(), {})
            return
        fault = self.x.faults.popleft() if self.x.faults else None
        status, answer, _ = self.x.auth_answer()
        known = self.x.knows(self.command, self.path, authorization)
        if known and (fault is None or fault.keeps):
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
                self.write(status, sent, fault.headers)
            case None:
                self.write(status, sent, self.x.limits)

    def write(
        self,
        status: int,
        sent: bytes,
        headers: dict[str, str],
        *,
        length: int | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type_of(status))
        self.send_header("Content-Length", str(len(sent) if length is None else length))
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
