"""A whole Countersign of a test's own: every process of `make run`, ready to be killed.

No test lives here.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import redis
from django.conf import settings


TESTS_OWN = ("COUNTERSIGN_", "DATABASE_URL", "REDIS_URL", "DJANGO", "PYTEST_")
# What tells a process from the others in its command line.
MARKS = {
    "web": "gunicorn",
    "publisher": "runpublisher",
    "clock": "runclock",
    "sequencer": "runsequencer",
    "postgres": "/bin/postgres",
    "valkey": "valkey",
}


@dataclass
class House:
    """The running processes, through the supervisor that started them.

    `said` is what the start said to whoever started it.
    """

    supervisor: subprocess.Popen[str]
    port: int
    said: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def everything(self) -> list[psutil.Process]:
        return psutil.Process(self.supervisor.pid).children(recursive=True)

    def stop(self) -> str:
        """Stop as Ctrl-C does; what it says to that."""
        self.supervisor.send_signal(signal.SIGTERM)
        words, _ = self.supervisor.communicate(timeout=60)
        return words

    def find(self, name: str) -> psutil.Process | None:
        """The process of that name which the supervisor itself started."""
        children = psutil.Process(self.supervisor.pid).children()
        for child in children:
            try:
                line = " ".join(child.cmdline())
            except psutil.NoSuchProcess:
                continue
            if MARKS[name] in line:
                return child
        return None

    def kill(self, name: str) -> None:
        """Kill -9 whatever runs under that name now; it may be between two lives."""
        process = self.find(name)
        if process is not None:
            process.send_signal(signal.SIGKILL)

    def environment_of(self, name: str) -> dict[str, str]:
        process = self.find(name)
        assert process is not None
        return process.environ()

    def flush_queue(self) -> None:
        # The pages are never killed; whatever else was may be between two lives.
        client = redis.Redis.from_url(self.environment_of("web")["REDIS_URL"])
        client.flushall()
        client.close()


def until(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Come back as soon as the condition holds; fail when it has not in time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"{what} did not happen in {seconds} s"
        pause.wait(0.05)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL may enter when the tests run as root, removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="countersign-house-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_house(folder: Path, **environment: str) -> Iterator[House]:
    """Start everything with what is in the folder, and stop it again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(TESTS_OWN)
    }
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "config.run"],
        cwd=settings.BASE_DIR,
        env=clean
        | {"COUNTERSIGN_VAR": str(folder), "COUNTERSIGN_PORT": str(port)}
        | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    house = House(supervisor, port, said="")
    try:
        house.said = said_by(supervisor)
        yield house
    finally:
        if supervisor.returncode is None:
            house.stop()


def said_by(supervisor: subprocess.Popen[str]) -> str:
    """Wait until everything runs; what was said until then."""
    assert supervisor.stdout is not None
    said = ""
    for line in supervisor.stdout:
        said += line
        if "press Ctrl-C" in line:
            return said
    raise AssertionError("Countersign did not start: " + said)
