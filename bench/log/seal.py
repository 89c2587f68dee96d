"""From the moment an entry is written to the checkpoint that covers it.

Budget: p99 at most 300 ms at 200 entries a second.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from audit.queries import health
from audit.sequencer import make_signing_key
from bench.log.append import with_entry


SECONDS = 10
A_SECOND = 200

LATENCIES = """
SELECT percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY late) FROM (
    SELECT extract(epoch FROM min(checkpoint.signed_at) - entry.at) * 1000 AS late
    FROM audit_entry entry
    JOIN audit_leaf leaf ON leaf.entry_id = entry.id
    JOIN audit_checkpoint checkpoint ON checkpoint.size > leaf.index
    WHERE entry.at >= %s GROUP BY entry.id
) AS each
"""


def measure(folder: Path) -> dict[str, float]:
    make_signing_key(folder / "key", settings.COUNTERSIGN_LOG_ORIGIN)
    url = os.environ["COUNTERSIGN_BENCH_SEQUENCER_URL"]
    sequencer = subprocess.Popen(
        [sys.executable, "manage.py", "runsequencer"],
        env={**os.environ, "DATABASE_URL": url},
    )
    try:
        wait_for_seal()
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            started = cursor.fetchone()
        written = write_steadily()
        wait_for_seal()
    finally:
        sequencer.terminate()
        sequencer.wait()
    with connection.cursor() as cursor:
        cursor.execute(LATENCIES, started)
        ((median, late),) = cursor.fetchone()
    return {
        "entries_per_second": round(written),
        "p50_ms": round(median),
        "p99_ms": round(late),
    }


def write_steadily() -> float:
    started = time.perf_counter()
    for number in range(SECONDS * A_SECOND):
        pause = started + number / A_SECOND - time.perf_counter()
        if pause > 0:
            time.sleep(pause)
        with_entry(1)
    return SECONDS * A_SECOND / (time.perf_counter() - started)


def wait_for_seal() -> None:
    with_entry(1)
    while health().entries_waiting:
        time.sleep(0.05)
