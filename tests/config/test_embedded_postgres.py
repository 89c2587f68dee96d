"""The embedded PostgreSQL keeps its data through kills, and never takes half for whole.

Roles are tested elsewhere.
"""

import os
import shutil
import time
from dataclasses import replace

import psutil
import psycopg
import pytest

from config.children import Account, end, start
from config.embedded.postgres import Postgres, prepare
from config.embedded.servers import wait_until_ready
from config.refusal import StartError
from tests.config.conftest import running
from tests.config.waiting import until


# As a site runs it, but for the wait for the disk: a kill does not lose written pages.
KEPT = {"fsync": "off"}


@pytest.fixture
def server(cluster: Postgres) -> Postgres:
    """A fresh cluster, not started."""
    return replace(cluster, extra=KEPT)


def test_data_survives_a_kill(server: Postgres) -> None:
    with running(server) as child:
        with psycopg.connect(server.url()) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        backends = psutil.Process(child.pid).children()
        child.kill()
        psutil.wait_procs(backends, timeout=10)
    prepare(server, time.sleep)
    with running(server), psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchall() == [(42,)]


def test_nobody_enters_without_the_password(server: Postgres) -> None:
    with running(server):
        wrong = replace(server, password="guess")
        with pytest.raises(StartError) as refused:
            wrong.is_ready()
    assert str(refused.value) == (
        f"The password in var/secrets is not the one that {server.folder} was made"
        " with: restore var/secrets from a backup, or remove both to start with an"
        " empty database."
    )


def test_unfinished_cluster_is_made_again(server: Postgres) -> None:
    server.data.rename(server.folder / "data.unfinished")
    (server.folder / "data.unfinished" / "PG_VERSION").unlink()
    prepare(server, time.sleep)
    assert (server.data / "PG_VERSION").read_text() == "18\n"
    assert not (server.folder / "data.unfinished").exists()


def test_finished_cluster_is_left_alone(server: Postgres) -> None:
    (server.data / "note").touch()
    prepare(server, time.sleep)
    assert (server.data / "note").exists()


def test_damaged_cluster_is_named_and_not_thrown_away(server: Postgres) -> None:
    (server.data / "global" / "pg_control").unlink()
    with pytest.raises(StartError) as refused:
        prepare(server, time.sleep)
    assert str(refused.value) == (
        f"{server.data} is damaged: restore it from a backup, or remove"
        f" {server.folder} to start with an empty database."
    )


def test_cluster_of_another_version_is_named(server: Postgres) -> None:
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(StartError) as refused:
        prepare(server, time.sleep)
    assert str(refused.value) == (
        f"{server.data} was made by PostgreSQL 17 and this is 18:"
        " export it with the old version first."
    )


def test_cluster_of_another_user_is_named(server: Postgres) -> None:
    account = Account(uid=4242, gid=4242)
    with pytest.raises(StartError) as refused:
        prepare(replace(server, account=account), time.sleep)
    assert str(refused.value) == (
        f"{server.data} belongs to another user (number"
        f" {server.data.stat().st_uid}): run make run as that user, or remove the var"
        " folder to start with an empty database."
    )


def test_stale_pid_file_with_the_number_of_a_living_process_is_cleared(
    server: Postgres,
) -> None:
    (server.data / "postmaster.pid").write_text(f"{os.getppid()}\n{server.data}\n")
    prepare(server, time.sleep)
    with running(server):
        assert server.is_ready()


def test_server_that_somebody_else_runs_on_the_data_is_named(server: Postgres) -> None:
    with running(server) as child, pytest.raises(StartError) as refused:
        prepare(server, time.sleep)
    assert str(refused.value) == (
        f"Another PostgreSQL (process {child.pid}) is using {server.data}: stop it,"
        " then run make run again."
    )


def test_full_disk_is_told_before_anything_is_made(server: Postgres) -> None:
    shutil.rmtree(server.data)
    with pytest.raises(StartError, match=f"MB left at {server.folder} and a new data"):
        prepare(server, time.sleep, space_needed=2**60)
    assert not (server.folder / "data.unfinished").exists()


def test_server_that_cannot_start_gives_its_reason(server: Postgres) -> None:
    broken = replace(server, extra={"shared_buffers": "rather many"})
    reason = r"^PostgreSQL did not start: .*shared_buffers"
    with pytest.raises(StartError, match=reason), running(broken):
        pass


def test_server_ends_when_asked_and_leaves_no_pid_file(server: Postgres) -> None:
    child = start(server.program())
    wait_until_ready(server, child, time.sleep, seconds=30)
    end(child, server.program().stop_signal, seconds=20)
    assert child.returncode == 0
    until(lambda: not (server.data / "postmaster.pid").exists())
