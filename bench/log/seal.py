"""From the moment an entry is written until a reader sees a checkpoint that covers it.

Budget: p99 at most 300 ms at 200 entries a second, 500 ms with eight writers flat out.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import cast

from django.conf import settings
from django.db import connection

from audit.queries import health
from audit.sequencer import make_signing_key
from bench.clients import Action, clients
from bench.log.append import with_entry
from bench.table import Row


SECONDS = 10.0
A_SECOND = 200
STEADY_CLIENTS = 4

SEEN = """
INSERT INTO bench_seen SELECT max(size), clock_timestamp() FROM audit_checkpoint
HAVING max(size) IS NOT NULL
ON CONFLICT DO NOTHING
"""
# An entry's time is that of its INSERT, so its own commit counts against us.
LATENCIES = """
SELECT count(*), percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY
    extract(epoch FROM seen.at - entry.at) * 1000)
FROM audit_entry entry
JOIN audit_leaf leaf ON leaf.entry_id = entry.id
CROSS JOIN LATERAL (
    SELECT at FROM bench_seen WHERE size > leaf.index ORDER BY size LIMIT 1) AS seen
WHERE entry.at >= %s
"""


def measure(folder: Path) -> list[Row]:
    with sequencer(folder):
        return [
            sealed_within(300, f"at {A_SECOND} a second", STEADY_CLIENTS, steadily),
            sealed_within(500, "flat out", 8, with_entry),
        ]


def sealed_within(budget: int, how: str, number: int, action: Action) -> Row:
    wait_for_seal()
    started = now()
    with watched(), clients(number) as pool:
        written = pool.rate(action, SECONDS)
        wait_for_seal()
    with connection.cursor() as cursor:
        cursor.execute(LATENCIES, [started])
        count, (median, late) = cursor.fetchone()
    what = f"commit to signed checkpoint {how} ({written:,.0f}/s): p50 {median:.0f} ms,"
    what += f" p99 of {count:,}"
    return Row.at_most(what, late, budget, " ms")


def steadily(row: int) -> None:
    """One entry at each tick of this client's clock, which all clients share out."""
    step = STEADY_CLIENTS / A_SECOND
    time.sleep(step - (time.monotonic() + row / A_SECOND) % step)
    with_entry(row)


@contextmanager
def sequencer(folder: Path) -> Iterator[None]:
    make_signing_key(folder / "key", settings.COUNTERSIGN_LOG_ORIGIN)
    url = os.environ["COUNTERSIGN_BENCH_SEQUENCER_URL"]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "runsequencer"],
        env={**os.environ, "DATABASE_URL": url},
    )
    try:
        with_entry(1)
        yield
    finally:
        process.terminate()
        process.wait()


@contextmanager
def watched() -> Iterator[None]:
    """Note when each checkpoint can first be read by somebody else."""
    stop = Event()
    watcher = Thread(target=watch, args=(stop,))
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def watch(stop: Event) -> None:
    with connection.cursor() as cursor:
        while not stop.wait(0.005):
            cursor.execute(SEEN)
    connection.close()


def wait_for_seal() -> None:
    while health().entries_waiting:
        time.sleep(0.05)
    time.sleep(0.05)  # the watcher's turn


def now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    return cast("datetime", moment)
