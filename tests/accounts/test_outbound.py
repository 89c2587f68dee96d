"""Which addresses may be called: nothing inside, and only the address that was checked.

The name service is a function here; no test asks a real one.
"""

import socket
import threading
from http.client import HTTPException

import pytest
from pytest_django import Settings

from accounts.outbound import (
    CheckedAddress,
    OutboundError,
    Resolve,
    checked_address,
    post,
)
from tests.accounts.receivers import endpoint


PUBLIC = "93.184.215.14"


def resolves_to(*addresses: str) -> Resolve:
    return lambda host, port: list(addresses)


def test_public_address_is_pinned_to_what_its_name_means_now() -> None:
    found = checked_address(
        "https://Hooks.Example.org:8443/a?b=c", resolve=resolves_to(PUBLIC)
    )
    assert found == CheckedAddress(
        scheme="https",
        host="hooks.example.org",
        port=8443,
        ip=PUBLIC,
        target="/a?b=c",
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",  # noqa: S104 - an address that is refused
        "10.0.0.8",
        "172.16.3.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1%eth0",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "2001:db8::1",
    ],
)
def test_address_inside_is_refused(address: str) -> None:
    with pytest.raises(OutboundError, match="private network"):
        checked_address("https://hooks.example.org/", resolve=resolves_to(address))


def test_one_address_inside_among_several_is_enough() -> None:
    with pytest.raises(OutboundError, match="private network"):
        checked_address(
            "https://hooks.example.org/", resolve=resolves_to(PUBLIC, "10.0.0.1")
        )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example.org",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://user:password@hooks.example.org/",
        "https://hooks.example.org@127.0.0.1/",
        "https://hooks.example.org\\@127.0.0.1/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nHost: other",
        "https://hooks.example.org/\x00",
        "https://hooks.example.org:0x50/",
        "https://hooks.example.org:99999/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org/é",
        "https://[::1/",
        "https://" + "a" * 70 + ".example/",
        "https://hooks.example.org/" + "a" * 600,
    ],
)
def test_what_is_no_whole_plain_address_is_refused(url: str) -> None:
    with pytest.raises(OutboundError, match="Write a whole address"):
        checked_address(url, resolve=resolves_to(PUBLIC))


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]"])
def test_a_number_for_a_name_means_what_the_system_makes_of_it(host: str) -> None:
    with pytest.raises(OutboundError, match=r"private network|Nobody knows"):
        checked_address(f"https://{host}/")


def test_a_name_that_nobody_knows_is_said_so() -> None:
    with pytest.raises(OutboundError, match=r"Nobody knows where gone.example is\."):
        checked_address("https://gone.example/", resolve=resolves_to())


def test_plain_http_is_for_those_who_allowed_it(settings: Settings) -> None:
    with pytest.raises(OutboundError, match="https://"):
        checked_address("http://hooks.example.org/", resolve=resolves_to(PUBLIC))
    settings.COUNTERSIGN_OUTBOUND_HTTP = True
    found = checked_address("http://hooks.example.org/", resolve=resolves_to(PUBLIC))
    assert (found.scheme, found.port) == ("http", 80)


def test_only_the_network_that_was_allowed_opens(settings: Settings) -> None:
    settings.COUNTERSIGN_OUTBOUND_NETWORKS = ["10.2.0.0/16"]
    found = checked_address("https://inside.example/", resolve=resolves_to("10.2.3.4"))
    assert found.ip == "10.2.3.4"
    with pytest.raises(OutboundError, match="private network"):
        checked_address("https://inside.example/", resolve=resolves_to("10.3.0.1"))


def test_the_call_goes_to_the_checked_address_whatever_the_name_means() -> None:
    with endpoint() as there:
        address = CheckedAddress(
            "http", "rebound.invalid", there.port, "127.0.0.1", "/hook?x=1"
        )
        answer = post(address, b"{}", {"X-Test": "1"})
    assert answer.code == 200
    (received,) = there.received
    assert received.path == "/hook?x=1"
    assert received.headers["host"] == f"rebound.invalid:{there.port}"


def test_no_redirect_is_followed() -> None:
    with endpoint() as there:
        there.answers = [302]
        address = CheckedAddress("http", "a.example", there.port, "127.0.0.1", "/")
        answer = post(address, b"{}", {})
    assert answer.code == 302
    assert [each.path for each in there.received] == ["/"]


def test_an_answer_that_drips_is_cut_off() -> None:
    """The other side says something every moment and never ends its answer."""
    stop = threading.Event()

    def drip(listener: socket.socket) -> None:
        caller, _ = listener.accept()
        with caller:
            while not stop.wait(0.05):
                try:
                    caller.send(b"H")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=(listener,), daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        address = CheckedAddress("http", "a.example", port, "127.0.0.1", "/")
        with pytest.raises((OSError, HTTPException)):
            post(address, b"{}", {}, seconds=0.4)
        stop.set()
        thread.join()
