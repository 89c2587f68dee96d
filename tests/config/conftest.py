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
from config.embedded.servers import Server, wait_until_ready


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


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that PostgreSQL's unprivileged user can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="countersign-place-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)
