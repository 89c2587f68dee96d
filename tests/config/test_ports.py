"""Ports that are taken, reserved or misspelt are told in one sentence.

No server of ours is started here.
"""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.ports import free_port, is_free, recorded_port, web_port
from config.refusal import StartError


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", free_port())) as listener:
        yield listener.getsockname()[1]


def test_taken_web_port_is_told_with_a_way_out(taken_port: int) -> None:
    with pytest.raises(StartError) as refused:
        web_port(str(taken_port))
    assert str(refused.value) == (
        f"Port {taken_port} is in use by another program: stop that program, or choose"
        f" another port with COUNTERSIGN_PORT={taken_port + 1} make run."
    )


@pytest.mark.parametrize("wanted", ["", "http", "0", "65536", "-1"])
def test_misspelt_web_port_is_told(wanted: str) -> None:
    with pytest.raises(StartError) as refused:
        web_port(wanted)
    assert str(refused.value) == (
        f"COUNTERSIGN_PORT is “{wanted}”: set it to a number from 1 to 65535."
    )


def test_port_listened_to_on_every_address_is_taken() -> None:
    with socket.create_server(("0.0.0.0", free_port())) as listener:  # noqa: S104
        assert not is_free(listener.getsockname()[1])


def test_recorded_port_is_used_again(tmp_path: Path) -> None:
    record = tmp_path / "postgres.port"
    assert recorded_port(record) == recorded_port(record)


def test_recorded_port_that_was_taken_since_is_replaced(
    tmp_path: Path, taken_port: int
) -> None:
    record = tmp_path / "postgres.port"
    record.write_text(f"{taken_port}\n")
    chosen = recorded_port(record)
    assert chosen != taken_port
    assert record.read_text() == f"{chosen}\n"


def test_unreadable_record_is_replaced(tmp_path: Path) -> None:
    record = tmp_path / "postgres.port"
    record.write_text("half a numb")
    assert is_free(recorded_port(record))
