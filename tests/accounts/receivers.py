"""A mail server and a web server of this machine, which keep what they are sent.

No test lives here. Both are real servers on real sockets, one thread for each caller.
"""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast


@dataclass
class MailServer:
    """`answers` are given to RCPT TO in turn; when they run out, all is accepted."""

    port: int = 0
    answers: list[str] = field(default_factory=list)
    received: list[tuple[str, EmailMessage]] = field(default_factory=list)


class _Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a client needs to hand over one message."""

    def handle(self) -> None:
        self.mail = cast("MailServer", self.server.mail)  # type: ignore[attr-defined]
        self.to = ""
        self.say("220 mail.rivers.example")
        while line := self.rfile.readline().decode().strip():
            if not self.answer(line):
                return

    def answer(self, line: str) -> bool:
        match line[:4].upper():
            case "RCPT":
                self.to = line.partition("<")[2].rstrip(">")
                self.say(self.mail.answers.pop(0) if self.mail.answers else "250 OK")
            case "DATA":
                self.say("354 go on")
                self.take()
                self.say("250 kept")
            case "QUIT":
                self.say("221 bye")
                return False
            case _:
                self.say("250 OK")
        return True

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line[:2] == b".." else line)
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.mail.received.append((self.to, message))

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Threads(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    mail = MailServer()
    with _Threads(("127.0.0.1", 0), _Conversation) as server:
        server.mail = mail  # type: ignore[attr-defined]
        mail.port = server.server_address[1]
        with _running(server):
            yield mail


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Endpoint:
    """`answers` are status codes given in turn; when they run out, it says 200."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


class _Call(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        endpoint = cast("Endpoint", self.server.endpoint)  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        endpoint.received.append(Received(self.path, headers, body))
        code = endpoint.answers.pop(0) if endpoint.answers else 200
        self.send_response(code)
        if 300 <= code < 400:
            self.send_header("Location", f"http://127.0.0.1:{endpoint.port}/elsewhere")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    kept = Endpoint()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Call) as server:
        server.endpoint = kept  # type: ignore[attr-defined]
        kept.port = server.server_address[1]
        with _running(server):
            yield kept


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
