"""The frame of every fake platform: a server on 127.0.0.1, and the faults ordered of it.

No platform's behaviour and no way of answering is known here.
"""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Answer:
    """Answer with this instead; `keeps` says whether it is done all the same."""

    status: int
    body: object = None
    headers: dict[str, str] = field(default_factory=dict)
    keeps: bool = False


@dataclass(frozen=True)
class Reset:
    """Read the request, then reset the connection."""

    keeps: bool = False


@dataclass(frozen=True)
class Silence:
    """Answer nothing for as long as the server runs."""

    keeps: bool = False


class LocalServer:
    """Use as a context manager; `url` is where it listens.

    The handler finds it as `self.server.fake`.
    """

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        self.closing = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        # Closing then waits for the answers that are under way.
        self._server.daemon_threads = False
        self._server.fake = self  # type: ignore[attr-defined]
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
