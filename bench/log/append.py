"""An action with its log entry against the same action with a plain insert.

Budget: at least 0.8 at eight connections. The plain insert is handed its bytes, so
making the entry's bytes counts against the log.
"""

from pathlib import Path
from uuid import uuid4

from django.db import connection, transaction

from audit.events import Event
from audit.log import Actor, Subject, record
from audit.tree.canonical import Json
from bench.clients import compared
from bench.table import Row


ALICE = Actor(id=str(uuid4()), post="Press officer", role="author")
DETAILS: dict[str, Json] = {"revision": 1}
DIGEST = bytes(32)
# As long as the entry is once the database has written its time.
BODY = b"x" * 364


def with_plain_insert(row: int) -> None:
    with transaction.atomic():
        change(row)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO bench_plain VALUES (%s, statement_timestamp(), %s)",
                [uuid4(), BODY],
            )


def with_entry(row: int) -> None:
    with transaction.atomic():
        change(row)
        record(
            Event.REVISION_SAVED,
            actor=ALICE,
            subject=Subject("draft", str(row)),
            digest=DIGEST,
            details=DETAILS,
        )


def change(row: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE bench_action SET turns = turns + 1 WHERE id = %s", [row])


def measure(_folder: Path) -> list[Row]:
    rows = []
    for connections, asked in ((1, None), (8, 0.8)):
        plain, entry, ratio = compared(connections, with_plain_insert, with_entry)
        what = (
            f"append, {connections} connection(s): {entry:,.0f}/s with an entry,"
            f" {plain:,.0f}/s with a plain insert"
        )
        rows.append(
            Row(what, f"{ratio:.2f}x")
            if asked is None
            else Row.at_least(what, ratio, asked)
        )
    return rows
