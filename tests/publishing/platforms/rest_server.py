"""The frame of a small platform on 127.0.0.1: requests in, answers or ordered faults out.

No platform's behaviour is known here.
"""

import json
import socket
import struct
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.publishing.platforms.local_server import Answer, LocalServer, Reset, Silence


Fault = Answer | Reset | Silence


@dataclass(frozen=True)
class Request:
    """One request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        parsed = parse_qs(urlsplit(self.target).query, keep_blank_values=True)
        return {name: values[-1] for name, values in parsed.items()}

    @property
    def json(self) -> Any:  # noqa: ANN401  (a body is whatever it is)
        return json.loads(self.body or b"{}")


@dataclass(frozen=True)
class Reply:
    """bytes are an HTML page, anything else is JSON."""

    status: int
    body: object
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return (
            self.body
            if isinstance(self.body, bytes)
            else json.dumps(self.body).encode()
        )

    @property
    def content_type(self) -> str:
        kind = "text/html" if isinstance(self.body, bytes) else "application/json"
        return f"{kind}; charset=utf-8"


class RestServer(LocalServer):
    """Use as a context manager; `url` is where it listens."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.requests: list[Request] = []
        self.replies: list[Reply] = []
        self.faults: deque[Fault] = deque()
        self.lock = threading.Lock()

    def next(self, *faults: Fault) -> None:
        """Order what happens to the next requests that change anything."""
        self.faults.extend(faults)

    def calls(self) -> list[tuple[str, str]]:
        return [(each.method, each.path) for each in self.requests]

    def reply(self, request: Request) -> Reply:
        """The answer to a request that nothing goes wrong with."""
        raise NotImplementedError


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

    def take(self) -> None:
        rest: RestServer = self.server.fake  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        request = Request(self.command, self.path, dict(self.headers), body)
        with rest.lock:
            changes = self.command != "GET"
            fault = rest.faults.popleft() if changes and rest.faults else None
            reply = Reply(200, {})
            if fault is None or fault.keeps:
                reply = rest.reply(request)
            if isinstance(fault, Answer):
                reply = Reply(fault.status, fault.body, fault.headers)
            rest.requests.append(request)
            rest.replies.append(reply)
        self.give(rest, fault, reply)

    def give(self, rest: RestServer, fault: Fault | None, reply: Reply) -> None:
        if isinstance(fault, Silence):
            rest.closing.wait()
            self.close_connection = True
        elif isinstance(fault, Reset):
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            # The reader holds the socket open until it is closed as well.
            self.rfile.close()
            self.connection.close()
            self.close_connection = True
        else:
            self.write(reply)

    def write(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.content)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.content)
