"""The wire under every adapter: the checked address alone, one deadline, no redirect.

No platform is known here, nothing is tried twice, and nothing is kept open.
"""

import ssl
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore
import httpx

from accounts.outbound import OutboundError, checked_address


@dataclass(frozen=True, slots=True)
class Limits:
    """In seconds, except `pages` and `answer` (bytes). `total` is of one call.

    All the calls of one attempt stay well below the lease; all of a look-up too.
    """

    connect: float = 5
    read: float = 20
    total: float = 30
    look_up: float = 15
    pages: int = 10
    answer: int = 8_000_000


USUAL_LIMITS = Limits()


class NothingSentError(httpx.ConnectError):
    """No connection was made, so the platform has heard nothing. A proof."""


class PinnedTransport(httpx.BaseTransport):
    """Connects to the IP address that was checked, and answers within the deadline.

    Raises NothingSentError where nothing was sent for certain, and httpx.ReadError or
    httpx.ReadTimeout for everything after the first byte.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        deadline = time.monotonic() + self.limits.total
        wire = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=_uncompressed(request.headers),
            content=request.stream,
            extensions={"timeout": _timeouts(self.limits)},
        )
        backend = PinnedBackend(str(request.url), deadline)
        with httpcore.ConnectionPool(
            ssl_context=_tls(), network_backend=backend
        ) as pool:
            return self._answered(pool, wire)

    def _answered(
        self, pool: httpcore.ConnectionPool, wire: httpcore.Request
    ) -> httpx.Response:
        try:
            answer = pool.handle_request(wire)
            stream = answer.iter_stream()
            content = b"".join(_no_more_than(self.limits.answer, stream))
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise NothingSentError(type(error).__name__) from None
        except httpcore.TimeoutException as error:
            raise httpx.ReadTimeout(type(error).__name__) from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise httpx.ReadError(type(error).__name__) from None
        # Nobody was asked to compress: such an answer is not unpacked, and not readable.
        headers = [
            each for each in answer.headers if each[0].lower() != b"content-encoding"
        ]
        return httpx.Response(answer.status, headers=headers, content=content)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to where a checked address is, whatever its name means later."""

    def __init__(self, url: str, deadline: float) -> None:
        self.url = url
        self.deadline = deadline
        self.system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            ip = checked_address(self.url.partition("?")[0]).ip
        except OutboundError as refused:
            raise httpcore.ConnectError(str(refused)) from None
        stream = self.system.connect_tcp(ip, port, timeout=timeout)
        return DeadlineStream(stream, self.deadline)


class DeadlineStream(httpcore.NetworkStream):
    """A connection on which every wait ends at the deadline, however slow the drip."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        stream = self.stream.start_tls(ssl_context, server_hostname, left)
        return DeadlineStream(stream, self.deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  (as httpcore declares it)
        return self.stream.get_extra_info(info)

    def _left(self, timeout: float | None, late: type[Exception]) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise late("the time for this call is over")
        return left if timeout is None else min(left, timeout)


@cache
def _tls() -> ssl.SSLContext:
    """Reading the system's certificates takes longer than most calls."""
    return ssl.create_default_context()


def _no_more_than(most: int, stream: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in stream:
        size += len(piece)
        if size > most:
            raise httpcore.ReadError("the answer is too long")
        yield piece


def _uncompressed(headers: httpx.Headers) -> list[tuple[bytes, bytes]]:
    """A few bytes that unpack to gigabytes would stop every worker."""
    asked = headers.copy()
    asked["Accept-Encoding"] = "identity"
    return asked.raw


def _timeouts(limits: Limits) -> dict[str, float]:
    return {
        "connect": limits.connect,
        "read": limits.read,
        "write": limits.read,
        "pool": limits.connect,
    }
