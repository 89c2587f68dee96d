"""An action with its log entry against the same action with a plain insert.

Budget: at least 0.8 at eight connections.
"""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from django.db import connection, transaction

from audit.events import Event
from audit.log import Actor, Subject, record
from audit.tree.canonical import Json


ALICE = Actor(id=str(uuid4()), post="Press officer", role="author")
DETAILS: dict[str, Json] = {
    "number": 1,
    "account": "@department",
    "words": "Flood warning",
}
BODY = b"x" * 450
TURNS = 300


def with_plain_insert(row: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE bench_action SET turns = turns + 1 WHERE id = %s", [row])
        cursor.execute(
            "INSERT INTO bench_plain VALUES (%s, statement_timestamp(), %s)",
            [uuid4(), BODY],
        )


def with_entry(row: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE bench_action SET turns = turns + 1 WHERE id = %s", [row])
        record(
            Event.REVISION_SAVED,
            actor=ALICE,
            subject=Subject("draft", str(row)),
            details=DETAILS,
        )


def rate(action: Callable[[int], None], connections: int) -> float:
    """Actions a second over all connections, each with a row of its own."""

    def work(row: int) -> None:
        for _ in range(TURNS):
            action(row)
        connection.close()

    threads = [
        threading.Thread(target=work, args=(row,)) for row in range(1, connections + 1)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return connections * TURNS / (time.perf_counter() - started)


def measure(_folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    for connections in (1, 8):
        # Both in turn, twice, so that neither has the warmer database.
        plain, entry = 0.0, 0.0
        for _ in range(2):
            plain = max(plain, rate(with_plain_insert, connections))
            entry = max(entry, rate(with_entry, connections))
        found[f"plain_per_second_{connections}"] = round(plain)
        found[f"entry_per_second_{connections}"] = round(entry)
        found[f"ratio_{connections}"] = round(entry / plain, 2)
    return found
