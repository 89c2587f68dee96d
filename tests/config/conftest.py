"""Programs to start and embedded servers to break, in folders of their own.

No test lives here.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from config.children import Program, end, start
from config.embedded.postgres import Postgres
from config.embedded.servers import Server, throw_away_postgres, wait_until_ready
from tests.servers import PREFIX


ProgramOf = Callable[..., Program]


@pytest.fixture
def program_of(tmp_path: Path) -> ProgramOf:
    """A program that runs the given Python, its words in `<name>.log`."""

    def build(code: str, name: str = "script") -> Program:
        return Program(
            name=name,
            command=(sys.executable, "-c", code),
            environment={"PYTHONPATH": str(Path.cwd()), "PATH": os.defpath},
            log=tmp_path / f"{name}.log",
            folder=tmp_path,
        )

    return build


@contextmanager
def running(server: Server) -> Iterator[subprocess.Popen[bytes]]:
    """The embedded server, started and answering, and stopped at the end."""
    child = start(server.program())
    try:
        wait_until_ready(server, child, time.sleep, seconds=30)
        yield child
    finally:
        end(child, signal.SIGQUIT, seconds=5)


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's unprivileged user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        # A server that is still stopping takes files of its own away meanwhile.
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def open_place() -> Iterator[Path]:
    with reachable_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def blank_cluster() -> Iterator[Path]:
    """A fresh cluster to copy, which is quicker than making one for every test."""
    with reachable_folder() as folder:
        made = throw_away_postgres(folder, "river", time.sleep)
        yield made.data
        os.close(made.lock)


def copied_cluster(blank: Path, place: Path) -> Postgres:
    """A cluster of one's own, not started; its password is `river`."""
    (place / "postgres").mkdir(mode=0o711)
    subprocess.run(["cp", "-a", blank, place / "postgres"], check=True)
    return throw_away_postgres(place, "river", time.sleep)


@pytest.fixture
def cluster(blank_cluster: Path, open_place: Path) -> Iterator[Postgres]:
    made = copied_cluster(blank_cluster, open_place)
    yield made
    os.close(made.lock)


@pytest.fixture(scope="module")
def shared_server(blank_cluster: Path) -> Iterator[Postgres]:
    """A running server for the tests of one file, each in a database of its own."""
    with reachable_folder() as folder:
        made = copied_cluster(blank_cluster, folder)
        with running(made):
            yield made
        os.close(made.lock)
