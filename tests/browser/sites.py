"""A running Countersign for one test: pages on a port, publisher and sequencer on call.

No browser here, and no story: tests tell the processes when to take their turn.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from django.utils import timezone

from audit.queries import health
from audit.sequencer import make_signing_key
from config.children import Program, end, start
from publishing.actions.look_up import look_up_next
from publishing.actions.sweep import sweep
from publishing.jobs import publish_one
from tests.databases import DatabaseUrls


ROOT = Path(__file__).resolve().parents[2]
ORIGIN = "countersign.example/log"
PATIENCE = timedelta(seconds=20)


class TookTooLongError(AssertionError):
    """Something that the processes should have done did not happen in time."""


@dataclass(frozen=True)
class Site:
    """`url` has no slash at its end; `verifier_key` is the log's public key."""

    url: str
    database: DatabaseUrls
    verifier_key: str
    folder: Path

    def publish(self) -> None:
        """Sweep, send and look up until nothing is left to do now."""
        sweep()
        while publish_one() or look_up_next():
            pass

    def publish_until(self, happened: Callable[[], bool]) -> None:
        """Publish again and again: settling an unknown outcome takes seconds."""
        wait_until(happened, between=self.publish)

    def wait_until_sealed(self) -> None:
        """Return when the sequencer has sealed everything that has been committed."""
        wait_until(lambda: health().entries_waiting == 0)


def wait_until(
    happened: Callable[[], bool], *, between: Callable[[], None] = lambda: None
) -> None:
    """Look every 50 ms; TookTooLongError after 20 seconds."""
    deadline = timezone.now() + PATIENCE
    pause = threading.Event()
    between()
    while not happened():
        if timezone.now() > deadline:
            raise TookTooLongError("It did not happen within 20 seconds.")
        pause.wait(0.05)
        between()


@contextmanager
def running_site(database: DatabaseUrls, folder: Path) -> Iterator[Site]:
    """The pages in a thread of this process, the sequencer in a process of its own."""
    key = make_signing_key(folder / "signing-key", ORIGIN)
    with served_pages() as url, running_sequencer(database, folder):
        yield Site(url, database, key.text, folder)


@contextmanager
def served_pages() -> Iterator[str]:
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    try:
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()


@contextmanager
def running_sequencer(
    database: DatabaseUrls, folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """It alone is told the address of its database role and where the signing key is."""
    program = Program(
        name="sequencer",
        command=(sys.executable, "manage.py", "runsequencer"),
        environment={
            **os.environ,
            "DATABASE_URL": database.sequencer,
            "COUNTERSIGN_LOG_ORIGIN": ORIGIN,
            "COUNTERSIGN_SIGNING_KEY_FILE": str(folder / "signing-key"),
            "COUNTERSIGN_SEQUENCER_MEMORY": str(folder / "sequencer-memory"),
        },
        log=folder / "sequencer.log",
        folder=ROOT,
    )
    child = start(program)
    try:
        yield child
    finally:
        end(child, program.stop_signal, seconds=5)
