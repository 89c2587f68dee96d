"""The wire under every adapter: pinned to the checked address, one deadline, no redirect.

No platform is known here.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import requests
from pytest_django import Settings

from publishing.platforms.bridge import Bridge
from publishing.platforms.bridge import NotSentError as BridgeNotSentError
from publishing.platforms.transport import Limits, NothingSentError, PinnedTransport
from publishing.platforms.wire import LostError, NotSentError, RefusedError, Wire


TINY = Limits(connect=0.3, read=0.2, total=0.4, answer=2000)


@contextmanager
def listening(*pieces: bytes, pause: float = 0, close: bool = True) -> Iterator[str]:
    """A server that reads once, then writes these pieces with a pause before each."""
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                for piece in pieces:
                    if done.wait(pause):
                        return
                    try:
                        connection.sendall(piece)
                    except OSError:
                        return
                if not close:
                    done.wait(5)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        done.set()
        thread.join()


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(head).encode() + body


def nobody_listens() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_an_answer_is_read() -> None:
    with listening(answer(b'{"ok": true}')) as url:
        assert Wire(url, TINY).read("GET", "/") == {"ok": True}


def test_a_refused_connection_proves_that_nothing_was_sent() -> None:
    with pytest.raises(NotSentError):
        Wire(nobody_listens(), TINY).ask("POST", "/posts", json={"text": "words"})


def test_a_private_address_is_not_called_and_that_is_a_proof_too(
    settings: Settings,
) -> None:
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = []
    with listening(answer(b"{}")) as url:
        with pytest.raises(NotSentError):
            Wire(url, TINY).ask("POST", "/posts")
        # Let the server go.
        requests.get(url, timeout=5)


def test_http_is_not_spoken_unless_a_setting_says_so(settings: Settings) -> None:
    settings.COUNTERSIGN_OUTBOUND_HTTP = False
    with pytest.raises(NotSentError):
        Wire("http://rivers.example", TINY).ask("GET", "/")


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (b"HTTP/1.1 200 OK\r\n",),
        (answer(b'{"id": "1"}')[:-4],),
        (b"not http at all\r\n\r\n",),
    ],
)
def test_a_broken_answer_proves_nothing(pieces: tuple[bytes, ...]) -> None:
    with listening(*pieces) as url, pytest.raises(LostError):
        Wire(url, TINY).ask("POST", "/posts", json={"text": "words"})


def test_silence_ends_at_the_read_limit() -> None:
    with listening(close=False) as url, pytest.raises(LostError):
        Wire(url, TINY).ask("POST", "/posts")


def test_a_slow_drip_ends_at_the_deadline_of_the_whole_call() -> None:
    """Each byte comes within the read limit; all of them would take four seconds."""
    drops = [bytes([each]) for each in answer(b"{}")]
    with listening(*drops, pause=0.1) as url, pytest.raises(LostError):
        Wire(url, TINY).ask("POST", "/posts")


def test_an_endless_answer_is_cut() -> None:
    with listening(answer(b"x" * 3000)) as url, pytest.raises(LostError):
        Wire(url, TINY).ask("GET", "/")


def test_a_redirect_is_not_followed() -> None:
    moved = answer(b"", "Location: /elsewhere", status="302 Found")
    with listening(moved) as url, pytest.raises(RefusedError) as refused:
        Wire(url, TINY).ask("POST", "/posts")
    assert refused.value.status == 302


def test_a_packed_answer_is_not_unpacked() -> None:
    packed = answer(b"\x1f\x8b\x08", "Content-Encoding: gzip")
    with listening(packed) as url:
        assert Wire(url, TINY).ask("GET", "/").content == b"\x1f\x8b\x08"


def test_the_same_proof_reaches_a_library_of_httpx() -> None:
    client = httpx.Client(transport=PinnedTransport(TINY))
    with client, pytest.raises(NothingSentError):
        client.post(nobody_listens(), json={})


def test_the_same_proof_reaches_a_library_of_requests() -> None:
    with bridged() as session, pytest.raises(BridgeNotSentError):
        session.post(nobody_listens(), json={})


def test_a_library_of_requests_reads_the_answer() -> None:
    sent = answer(b'{"ok": true}', "X-Left: 3", status="201 Created")
    with bridged() as session, listening(sent) as url:
        response = session.post(url, json={"text": "words"})
    assert (response.status_code, response.json(), response.headers["x-left"]) == (
        201,
        {"ok": True},
        "3",
    )


def test_a_library_of_requests_hears_of_a_lost_answer() -> None:
    with (
        bridged() as session,
        listening() as url,
        pytest.raises(requests.ConnectionError) as lost,
    ):
        session.post(url, json={})
    assert not isinstance(lost.value, BridgeNotSentError)


@contextmanager
def bridged() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.mount("http://", Bridge(TINY))
        yield session
