"""The whole of `make run`, started, killed, started again and stopped, for real.

The parts have tests of their own.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
import pytest

from config.health import answers
from config.ports import free_port
from config.processes import PROCESSES
from tests.config.waiting import text_of, until


ROOT = Path(__file__).resolve().parents[2]
TESTS_OWN = ("DATABASE_URL", "REDIS_URL", "COUNTERSIGN_", "PYTEST_")


@dataclass
class Start:
    """One `python -m config.run`; what it says goes to a file."""

    var: Path
    port: int
    words: Path
    process: subprocess.Popen[bytes]

    def is_up(self) -> bool:
        assert self.process.poll() is None, text_of(self.words)
        return "press Ctrl-C to stop" in text_of(self.words)

    def everything(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)


def command_of(process: psutil.Process) -> str:
    """Its arguments; nothing for one that has just ended, as PostgreSQL's workers do."""
    try:
        return " ".join(process.cmdline()[1:])
    except psutil.NoSuchProcess:
        return ""


@pytest.fixture
def starts(open_place: Path) -> Iterator[list[Start]]:
    """Every start of the test, so that none outlives it."""
    made: list[Start] = []
    yield made
    for start in made:
        start.process.kill()
        start.process.wait()


def begin(starts: list[Start], place: Path) -> Start:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(TESTS_OWN)
    }
    port = free_port()
    words = place / f"words-{len(starts)}"
    with words.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=ROOT,
            env={
                **inherited,
                "COUNTERSIGN_VAR": str(place / "var"),
                "COUNTERSIGN_PORT": str(port),
            },
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    start = Start(place / "var", port, words, process)
    starts.append(start)
    return start


def people_in(start: Start) -> int:
    """How many people the database of that start knows, asked as its superuser."""
    password = text_of(start.var / "secrets" / "postgres-password").strip()
    port = text_of(start.var / "postgres.port").strip()
    url = f"postgresql://postgres:{password}@127.0.0.1:{port}/countersign"
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM accounts_person").fetchone()
    assert row is not None
    return int(row[0])


def test_site_starts_survives_a_kill_and_stops(
    starts: list[Start], open_place: Path
) -> None:
    first = begin(starts, open_place)
    until(first.is_up, seconds=120)
    assert f"Countersign is at http://127.0.0.1:{first.port}/" in text_of(first.words)
    assert "alice" in text_of(first.words)
    assert answers(first.port, "")
    people = people_in(first)
    assert people > 0

    running = first.everything()
    commands = [command_of(process) for process in running]
    for process in PROCESSES:
        assert " ".join(process.arguments) in commands
    first.process.kill()
    _, alive = psutil.wait_procs(running, timeout=60)
    assert alive == []

    second = begin(starts, open_place)
    until(second.is_up, seconds=120)
    assert people_in(second) == people

    running = second.everything()
    second.process.send_signal(signal.SIGTERM)
    assert second.process.wait(timeout=60) == 0
    assert text_of(second.words).endswith("Countersign has stopped.\n")
    assert [process for process in running if process.is_running()] == []
