"""What a failed connection proves: only a connection never made proves that nothing was sent.

The failures are built as requests and urllib3 build them; nothing is connected.
"""

import socket

import pytest
import requests
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

from publishing.platforms.x_wire import nothing_was_sent


POOL = HTTPConnectionPool("api.x.example")
CONNECTION = HTTPConnection("api.x.example")
REFUSED = NewConnectionError(CONNECTION, "Connection refused")


def gave_up(reason: HTTPError) -> MaxRetryError:
    return MaxRetryError(POOL, "/2/tweets", reason)


@pytest.mark.parametrize(
    "error",
    [
        requests.ConnectionError(gave_up(REFUSED)),
        requests.ConnectionError(
            gave_up(NameResolutionError("api.x.example", CONNECTION, socket.gaierror()))
        ),
        requests.ConnectTimeout(gave_up(ConnectTimeoutError(CONNECTION, "timed out"))),
        requests.exceptions.ProxyError(gave_up(ProxyError("no proxy", REFUSED))),
    ],
    ids=["refused", "no such name", "connect timeout", "proxy refused"],
)
def test_nothing_was_sent_where_no_connection_was_made(error):
    assert nothing_was_sent(error) is True


@pytest.mark.parametrize(
    "error",
    [
        requests.ConnectionError(),
        requests.ConnectionError(
            ProtocolError("Connection aborted.", ConnectionResetError())
        ),
        requests.ConnectionError(ReadTimeoutError(POOL, "/2/tweets", "timed out")),
        requests.ReadTimeout(ReadTimeoutError(POOL, "/2/tweets", "timed out")),
        requests.exceptions.ChunkedEncodingError(ProtocolError("IncompleteRead")),
        requests.exceptions.SSLError(gave_up(SSLError("bad record"))),
        requests.exceptions.ProxyError(
            gave_up(ProxyError("cut", ConnectionResetError()))
        ),
    ],
    ids=["no cause", "reset", "lost", "timeout", "truncated", "tls", "proxy reset"],
)
def test_nothing_was_sent_is_not_claimed_of_any_other_failure(error):
    assert nothing_was_sent(error) is False
