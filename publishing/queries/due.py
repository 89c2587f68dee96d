"""What is due to be claimed: asked of the database's own functions.

Nothing is decided here. The functions pin how they read, priority by priority in the
order of the index `publication_due`, whatever the planner believes of the tables.
"""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import connection

from audit.queries import claimable_size


NEXT = """/* planned once */
SELECT publishing_next_due(
    %(sealed)s::bigint, %(reserve)s, %(within)s, %(passed)s::bigint[])
"""
COUNTED = """/* planned once */
SELECT publishing_how_many_due(%(sealed)s::bigint, %(reserve)s, %(within)s, %(most)s)
"""


def next_due(passed: Collection[int] = ()) -> int | None:
    """Lock the row to claim next, and give its number; rows in other hands are skipped."""
    return _one(NEXT, within=timedelta(0), passed=list(passed))


def how_many_due(*, within: timedelta, most: int) -> int:
    """How many could be claimed within that time; counted up to twice `most`."""
    return _one(COUNTED, within=within, most=most) or 0


def _one(query: str, *, within: timedelta, **more: int | list[int]) -> int | None:
    # Where publishing waits for no witness, the last checkpoint is what counts.
    witnessed = settings.COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES
    asked = {
        "sealed": claimable_size() if witnessed else None,
        "reserve": settings.COUNTERSIGN_URGENT_RESERVE,
        "within": within.total_seconds(),
        **more,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        (found,) = cursor.fetchone()
    return None if found is None else int(found)
