"""A proxy on 127.0.0.1 that breaks one call in the way that it is told to.

No platform is known here.
"""

import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class Fault(StrEnum):
    """What goes wrong with the call that publishes."""

    NONE = "nothing"
    REFUSED = "connection refused"
    RESET_BEFORE = "reset before it arrived"
    LOST = "answer lost"
    HANG = "no answer"
    GATEWAY_TIMEOUT = "504"
    UNAVAILABLE = "503"
    RATE_LIMIT_DATED = "429 with a date"
    RATE_LIMIT = "429 without a date"
    UNAUTHORISED = "401"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable 2xx"
    DRIP = "slow drip"


# The platform hears the request, and does what it was asked.
ARRIVES = {Fault.LOST, Fault.HANG, Fault.GATEWAY_TIMEOUT, Fault.UNREADABLE, Fault.DRIP}
REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden"}


@dataclass(frozen=True)
class Canned:
    """An answer of the platform's own: status, headers and body."""

    status: int
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)

    def on_the_wire(self) -> bytes:
        head = {
            "Content-Type": "application/json",
            **self.headers,
            "Content-Length": str(len(self.body)),
            "Connection": "close",
        }
        lines = [f"HTTP/1.1 {self.status} {REASONS.get(self.status, 'Other')}"]
        lines += [f"{name}: {value}" for name, value in head.items()]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


class FaultProxy:
    """Use as a context manager; `url` is where it listens, for as long as it runs."""

    def __init__(self, target: str) -> None:
        self.target = (urlsplit(target).hostname or "", urlsplit(target).port or 80)
        self.answers: dict[Fault, Canned] = {}
        self.armed: Fault | None = None
        self.closing = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listener = self._listen(0)
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closing.set()
        self.hang_up()
        for thread in self._threads:
            thread.join()

    def hang_up(self) -> None:
        """Refuse connections until `_start`."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def arm(self, fault: Fault) -> None:
        """Break the next call that changes anything."""
        if fault is Fault.REFUSED:
            self.hang_up()
        elif fault is not Fault.NONE:
            self.armed = fault

    def disarm(self, fault: Fault) -> None:
        self.armed = None
        if fault is Fault.REFUSED:
            self._listener = self._listen(self.port)
            self._start()

    def _listen(self, port: int) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(32)
        return listener

    def _start(self) -> None:
        self._spawn(self._accept, self._listener)

    def _spawn(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self._spawn(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            request = read_message(connection)
            if not request:
                return
            fault, changes = None, not request.startswith((b"GET ", b"HEAD "))
            if changes:
                fault, self.armed = self.armed, None
            try:
                self._answer(connection, request, fault)
            except OSError:
                return

    def _answer(
        self, connection: socket.socket, request: bytes, fault: Fault | None
    ) -> None:
        arrives = fault is None or fault in ARRIVES
        answer = self._forward(request) if arrives else b""
        match fault:
            case None:
                connection.sendall(answer)
            case Fault.RESET_BEFORE | Fault.LOST:
                linger = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            case Fault.HANG:
                wait_for_the_end(connection)
            case Fault.DRIP:
                self._drip(connection, answer)
            case Fault.UNREADABLE:
                connection.sendall(Canned(200, b"<html>Welcome").on_the_wire())
            case _:
                connection.sendall(self.answers[fault].on_the_wire())

    def _drip(self, connection: socket.socket, answer: bytes) -> None:
        for place in range(len(answer) - 1):
            if self.closing.wait(0.02):
                return
            connection.sendall(answer[place : place + 1])

    def _forward(self, request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [
            line
            for line in head.split(b"\r\n")
            if not line.lower().startswith(b"connection:")
        ]
        with socket.create_connection(self.target, timeout=20) as upstream:
            upstream.sendall(b"\r\n".join([*lines, b"Connection: close", b"", body]))
            return read_all(upstream)


def read_message(connection: socket.socket) -> bytes:
    """One request, head and body; empty where the other side went away."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            return b""
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    chunked = b"transfer-encoding: chunked" in head.lower()
    length = content_length(head)
    while not body.endswith(b"0\r\n\r\n") if chunked else len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            return b""
        body += piece
    return head + b"\r\n\r\n" + body


def content_length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length":
            return int(value)
    return 0


def read_all(connection: socket.socket) -> bytes:
    received = b""
    while piece := connection.recv(65536):
        received += piece
    return received


def wait_for_the_end(connection: socket.socket) -> None:
    """Until the other side gives up, or 20 seconds at most."""
    connection.settimeout(20)
    started = time.monotonic()
    while time.monotonic() - started < 20 and connection.recv(4096):
        pass
