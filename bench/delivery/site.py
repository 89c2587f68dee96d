"""The processes that deliver, on a queue of their own, each of which may be killed.

No measure is here. Everything that it starts ends with it.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import redis
from django.conf import settings

from config.children import Program, end, ended, start
from config.embedded.servers import throw_away_valkey, wait_until_ready
from config.processes import CLOCK, Process


WORKER = "publisher"


@dataclass
class Site:
    """Named processes; one that died is started again by `revive`."""

    folder: Path
    queue: str
    environment: dict[str, str]
    programs: dict[str, Program] = field(default_factory=dict)
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def add(self, name: str, arguments: tuple[str, ...]) -> None:
        self.programs[name] = Program(
            name,
            (sys.executable, *arguments),
            {**self.environment, "REDIS_URL": self.queue},
            self.folder / f"{name}.log",
            folder=settings.BASE_DIR,
        )
        self.children[name] = start(self.programs[name])

    def workers(self) -> list[str]:
        return [name for name in self.programs if name.startswith(WORKER)]

    def kill(self, name: str) -> None:
        self.children[name].send_signal(signal.SIGKILL)

    def kill_any(self, chance: random.Random) -> None:
        self.kill(chance.choice(self.workers()))

    def revive(self) -> int:
        """Start again whatever ended, and say how many that were."""
        gone = [name for name, child in self.children.items() if ended(child)]
        for name in gone:
            self.children[name] = start(self.programs[name])
        return len(gone)

    def flush(self) -> None:
        with redis.Redis.from_url(self.queue) as client:
            client.flushall()

    def stop(self) -> None:
        for child in self.children.values():
            if ended(child) is None:
                child.terminate()
        for child in self.children.values():
            end(child, signal.SIGTERM, seconds=30)


@contextmanager
def own_queue() -> Iterator[tuple[Path, str]]:
    """A Valkey of our own, and a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="countersign-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        queue = throw_away_valkey(folder, "bench", time.sleep)
        child = start(queue.program())
        try:
            wait_until_ready(queue, child, time.sleep, seconds=30)
            yield folder, queue.url
        finally:
            end(child, signal.SIGKILL, seconds=5)


@contextmanager
def delivering(
    workers: int, *, folder: Path, queue: str, clock: bool = True, **more: str
) -> Iterator[Site]:
    """That many workers and a clock, at work as soon as they have started."""
    site = Site(folder, queue, {**os.environ, **more})
    try:
        for number in range(workers):
            site.add(f"{WORKER}-{number}", ("manage.py", "runpublisher"))
        if clock:
            site.add("clock", _arguments(CLOCK))
        yield site
    finally:
        site.stop()


def _arguments(process: Process) -> tuple[str, ...]:
    return process.arguments
