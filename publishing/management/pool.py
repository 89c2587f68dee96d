"""Several workers of one host: starts them, restarts what dies, stops them together.

Nothing is sent here, and no job is known. Workers of other hosts need no agreement:
PostgreSQL gives each post to one of them.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings


COMMAND = (sys.executable, "manage.py", "runpublisher", "--workers", "1")
LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1
LOOK = 0.2  # seconds between two looks at the workers
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds until one that died is started again
SETTLED = 60.0  # seconds of running after which earlier deaths are forgotten


class Pool:
    """A number of places, each with a worker or waiting for its next one."""

    def __init__(self, number: int) -> None:
        self.places = [Place() for _ in range(number)]
        self.stopping = False

    def run(self) -> None:
        """Keep every place filled until SIGTERM or SIGINT, then wait for the workers."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self.stopping:
            for place in self.places:
                place.look_after(time.monotonic())
            time.sleep(LOOK)
        self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> None:
        """Each ends what it is sending; its calls have limits, so this ends too."""
        running = [place.child for place in self.places if place.child]
        for child in running:
            child.terminate()
        for child in running:
            child.wait()


class Place:
    """One worker after another. A worker that keeps dying is started less often."""

    def __init__(self) -> None:
        self.child: subprocess.Popen[bytes] | None = None
        self.started = self.due = 0.0
        self.wait = FIRST_WAIT

    def look_after(self, now: float) -> None:
        if self.child is None:
            if now >= self.due:
                self.child, self.started = start(), now
        elif self.child.poll() is not None:
            if now - self.started > SETTLED:
                self.wait = FIRST_WAIT
            self.child, self.due = None, now + self.wait
            self.wait = min(self.wait * 2, LONGEST_WAIT)


def start() -> subprocess.Popen[bytes]:
    """One worker, which is asked to stop when this process ends, however it ends."""
    parent = os.getpid()
    return subprocess.Popen(  # noqa: S603 - our own command
        COMMAND,
        cwd=settings.BASE_DIR,
        preexec_fn=lambda: _stop_with(parent),  # noqa: PLW1509 - no thread runs here
    )


def _stop_with(parent: int) -> None:
    """Ask the kernel (prctl(2), PR_SET_PDEATHSIG) to stop us when the pool ends."""
    LIBC.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    if os.getppid() != parent:  # it ended before we could ask
        os._exit(1)
