"""The embedded Valkey keeps its queue through kills and half-written files.

No job is known here.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import redis

from config.children import last_words, start
from config.embedded import valkey
from config.embedded.servers import throw_away_valkey
from config.embedded.valkey import Valkey, set_damaged_queue_aside
from tests.config.conftest import running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Valkey]:
    made = throw_away_valkey(tmp_path, "river", time.sleep)
    # “always” so that what a test pushed is on disk when it kills.
    kept = replace(made, extra={**valkey.KEPT, "appendfsync": "always"})
    yield valkey.prepare(kept)
    os.close(made.lock)


@contextmanager
def client_of(server: Valkey) -> Iterator[redis.Redis]:
    client = redis.Redis.from_url(server.url)
    yield client
    client.close()


def push_and_kill(server: Valkey) -> None:
    with running(server) as child, client_of(server) as client:
        client.rpush("publish", "first", "second")
        child.kill()


def queued(server: Valkey) -> list[bytes | str]:
    with running(server), client_of(server) as client:
        return client.lrange("publish", 0, -1)


def commands_file(server: Valkey) -> Path:
    (found,) = (server.folder / "appendonlydir").glob("*.incr.aof")
    return found


def test_queue_survives_a_kill(server: Valkey) -> None:
    push_and_kill(server)
    assert queued(server) == [b"first", b"second"]


def test_queue_whose_last_command_was_cut_short_keeps_the_rest(server: Valkey) -> None:
    push_and_kill(server)
    with commands_file(server).open("ab") as file:
        file.write(b"*3\r\n$5\r\nRPUSH\r\n$7\r\npub")
    assert queued(server) == [b"first", b"second"]


def test_queue_that_cannot_be_read_is_set_aside(server: Valkey) -> None:
    push_and_kill(server)
    commands_file(server).write_bytes(b"not a command\r\n" * 20)
    child = start(server.program())
    child.wait(timeout=10)
    assert "append only file" in last_words(server.log).lower()
    aside = set_damaged_queue_aside(server.folder)
    assert aside == server.folder / "appendonlydir.damaged-1"
    assert queued(server) == []


def test_nobody_enters_without_the_password(server: Valkey) -> None:
    with running(server):
        assert not replace(server, password="guess").is_ready()


def test_configuration_is_for_its_owner_alone(server: Valkey) -> None:
    assert (server.folder / "valkey.conf").stat().st_mode & 0o777 == 0o600
