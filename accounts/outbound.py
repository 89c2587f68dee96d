"""Which addresses of other systems may be called, and calls pinned to the one checked.

No platform and no webhook is known here. Nothing follows a redirect.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from django.conf import settings


IP: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
# What no honest address holds: control characters, spaces, back slashes, a fragment.
URL = re.compile(r"https?://[^\s\\#\x00-\x20\x7f]{1,480}\Z")
DEFAULT_PORTS = {"https": 443, "http": 80}
# Addresses that count as public but answer for the machine that asks, and ranges whose
# addresses hide an IPv4 address.
SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "2001::/23",
        "2002::/16",
    )
)


class OutboundError(Exception):
    """An address that may not be called; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class CheckedAddress:
    """An address that may be called, and the one IP address to call it at.

    Connect to `ip` and to nothing that the name means later; `host` goes into the
    Host header and is what the certificate must name.
    """

    scheme: str
    host: str
    port: int
    ip: str
    target: str


def lookup(host: str, port: int) -> Sequence[str]:
    """Every IP address of a name, as the system resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[4][0]) for address in found]


def checked_address(url: str, *, resolve: Resolve = lookup) -> CheckedAddress:
    """Resolve an address and say where to call it; `OutboundError` where one may not.

    https only, and no IP address that is private, loopback, link-local, shared,
    multicast, reserved or a cloud's metadata service, unless
    `COUNTERSIGN_OUTBOUND_HTTP` and `COUNTERSIGN_OUTBOUND_NETWORKS` allow it. One bad
    address among several of a name is enough to refuse.
    """
    scheme, host, port, target = _parts(url)
    if scheme != "https" and not settings.COUNTERSIGN_OUTBOUND_HTTP:
        raise OutboundError("Use an address that begins with https://.")
    addresses = [_ip(each) for each in _resolved(host, port, resolve)]
    if not all(_allowed(each) for each in addresses):
        raise OutboundError(
            "This address is inside a private network or the service's own machine, "
            "where it may not call."
        )
    return CheckedAddress(scheme, host, port, str(addresses[0]), target)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status code alone. Nothing else of it is read."""

    code: int


def post(
    address: CheckedAddress,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = 10,
) -> Answer:
    """Send a POST to a checked address and read the status code.

    Everything together lasts no longer than `seconds`, however slowly the other side
    drips. Raises OSError or http.client.HTTPException when no answer came.
    """
    connection = _Pinned(address, timeout=seconds)
    watch = threading.Timer(seconds, _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        connection.request("POST", address.target, body, dict(headers))
        return Answer(connection.getresponse().status)
    finally:
        watch.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """Connects to the checked IP address, whatever its host's name means now."""

    def __init__(self, address: CheckedAddress, *, timeout: float) -> None:
        super().__init__(address.host, address.port, timeout=timeout)
        self._address = address

    def connect(self) -> None:
        where = (self._address.ip, self._address.port)
        self.sock = socket.create_connection(where, self.timeout)
        if self._address.scheme == "https":
            context = ssl.create_default_context()
            # The handshake comes second, so that `_cut` can end it too.
            self.sock = secure = context.wrap_socket(
                self.sock,
                server_hostname=self._address.host,
                do_handshake_on_connect=False,
            )
            secure.do_handshake()


def _cut(connection: http.client.HTTPConnection) -> None:
    try:
        connection.sock.shutdown(socket.SHUT_RDWR)
    except (OSError, AttributeError):
        return


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host name in ASCII, port, and path with query."""
    wrong = OutboundError("Write a whole address, such as https://example.org/hook.")
    if not URL.match(url):
        raise wrong
    try:
        parts = urlsplit(url)
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        host = (parts.hostname or "").encode("idna").decode()
        target = (parts.path or "/").encode("ascii").decode()
        query = parts.query.encode("ascii").decode()
    except (ValueError, KeyError):
        raise wrong from None
    if not host or "@" in parts.netloc:
        raise wrong
    return parts.scheme, host, port, f"{target}?{query}" if query else target


def _resolved(host: str, port: int, resolve: Resolve) -> Sequence[str]:
    try:
        found = resolve(host, port)
    except (OSError, ValueError):
        found = ()
    if not found:
        raise OutboundError(f"Nobody knows where {host} is.")
    return found


def _ip(address: str) -> IP:
    """The address itself, or the IPv4 address that is mapped into it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return mapped or ip


def _allowed(ip: IP) -> bool:
    if any(ip in network for network in _own_networks()):
        return True
    special = any(ip in network for network in SPECIAL)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not special


def _own_networks() -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [
        ipaddress.ip_network(network)
        for network in settings.COUNTERSIGN_OUTBOUND_NETWORKS
    ]
