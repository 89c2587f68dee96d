"""The claim's query beside 1,000,000 publications: what is out, and what waits for later.

COUNTERSIGN_BENCH_PUBLICATIONS asks for another number.
"""

import os
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from bench.delivery.posts import Board, lay
from bench.table import Row
from publishing.actions.claim import claim_next
from publishing.actions.waking import how_much_to_send
from publishing.models import Publication
from publishing.queries.due import next_due


PUBLICATIONS = int(os.environ.get("COUNTERSIGN_BENCH_PUBLICATIONS", "1000000"))
TIMES = 200
BUDGET = 2  # milliseconds
# A tenth is out, as much waits for another day, and the posts that are due among them.
FILL = """
INSERT INTO publishing_publication (authorisation_id, revision_id, digest, account_id,
    client_key, wire, wire_digest, priority, status, why, due_at, try_at, reviewed_at,
    fence, look_ups, absences, last_sighting, created_at, changed_at)
SELECT model.authorisation_id, model.revision_id, model.digest, account.id,
    'fill-' || account.id, model.wire, model.wire_digest, 1,
    CASE WHEN account.id %% 2 = 0 THEN 'published' ELSE 'waiting' END, '',
    now() + interval '1 day', now() + interval '1 day', now(), 0, 0, 0, '', now(), now()
FROM publishing_publication model, accounts_socialaccount account
WHERE model.id = %s AND account.name = 'Filler'
"""
ACCOUNTS = """
INSERT INTO accounts_socialaccount
SELECT (filled).* FROM (
    SELECT jsonb_populate_record(model, jsonb_build_object(
        'id', model.id + number, 'handle', '@F' || number, 'name', 'Filler')) AS filled
    FROM accounts_socialaccount model, generate_series(1, %s) number
    WHERE model.id = (SELECT max(id) FROM accounts_socialaccount)
) every
"""


def measure(board: Board) -> list[Row]:
    """Fill the table, then look for what is due: where something is, and where not."""
    fill(board)
    nothing_due = _took(next_due_alone)
    sweep, _ = _took(how_much_to_send)
    lay(board, [timezone.now() - timedelta(seconds=9)] * len(board.accounts))
    some_due = _took(next_due_alone)
    whole = _whole_claims(len(board.accounts))
    rows = f"among {Publication.objects.count():,} publications"
    return [
        _row(f"claim's query {rows}", some_due),
        _row(f"the same with nothing due {rows}", nothing_due),
        Row(f"what a sweep counts {rows}, p50", f"{sweep:.2f} ms"),
        Row(f"a whole claim {rows}, with every check again, p50", f"{whole:.1f} ms"),
    ]


def next_due_alone() -> None:
    """What a worker asks for, given back at once."""
    with transaction.atomic():
        next_due()
        transaction.set_rollback(True)


def fill(board: Board) -> None:
    """Rows by SQL, on accounts of their own, with the outbox's triggers off."""
    (model,) = lay(board, [timezone.now() + timedelta(days=1)])
    tables = ("accounts_socialaccount", "publishing_publication")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(ACCOUNTS, [PUBLICATIONS])
        cursor.execute(FILL, [model.pk])
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")


def _row(what: str, took: tuple[float, float]) -> Row:
    middle, late = took
    return Row.at_most(f"{what}: p95 {late:.2f} ms, p50", middle, BUDGET, " ms")


def _took(ask: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds over the wire, p50 and p95; the first asks are not counted."""
    took = []
    for _ in range(TIMES + 10):
        began = time.perf_counter()
        ask()
        took.append((time.perf_counter() - began) * 1000)
    counted = sorted(took[10:])
    return counted[TIMES // 2], counted[int(TIMES * 0.95)]


def _whole_claims(number: int) -> float:
    took = []
    for _ in range(number):
        began = time.perf_counter()
        claim_next()
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)[len(took) // 2]
