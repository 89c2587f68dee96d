"""What is due to be claimed: the claim's own query, in SQL that no planner can spoil.

Nothing is decided here. Priority by priority, so that the index `publication_due` gives
rows in order from the first that is due; all else is looked up by key, row by row, as a
scalar, which PostgreSQL never turns into a join of whole tables.
"""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import connection

from audit.queries import claimable_size


# Sealed, due, on an account that nobody is sending to and that may still post: the last
# few posts that a platform allows are for danger to life.
READY = """
SELECT post.id FROM publishing_publication post
WHERE post.status = 'waiting' AND post.priority = {priority}
    AND post.try_at <= statement_timestamp() + make_interval(secs => %(within)s)
    AND NOT EXISTS (
        SELECT FROM publishing_publication sent
        WHERE sent.account_id = post.account_id AND sent.status = 'claimed' OFFSET 0)
    AND NOT EXISTS (
        SELECT FROM publishing_ratelimit allowed
        WHERE allowed.account_id = post.account_id AND allowed.kind = 'posts'
            AND allowed.resets_at > statement_timestamp()
            AND allowed.remaining <= {reserve} OFFSET 0)
    AND coalesce(%(sealed)s::bigint, (SELECT max(size) FROM audit_checkpoint)) > (
        SELECT leaf.index FROM audit_leaf leaf WHERE leaf.entry_id = (
            SELECT given.entry FROM approvals_authorisation given
            WHERE given.id = post.authorisation_id))
"""
URGENT = READY.format(priority=0, reserve=0)
ORDINARY = READY.format(priority=1, reserve="%(reserve)s")
LOCKED = """
    AND post.id <> ALL(%(passed)s)
ORDER BY post.try_at, post.id LIMIT 1 FOR UPDATE OF post SKIP LOCKED
"""
NEXT = f"""/* planned once */
WITH urgent AS MATERIALIZED ({URGENT}{LOCKED}),
ordinary AS MATERIALIZED (
    SELECT id FROM ({ORDINARY} AND NOT EXISTS (SELECT FROM urgent){LOCKED}) AS next)
SELECT id FROM urgent UNION ALL SELECT id FROM ordinary
"""  # noqa: S608 - our own constants
# In the same order, so that the index is read as far as the last that is due.
SOONEST = "ORDER BY post.try_at, post.id LIMIT %(most)s"
COUNTED = f"""/* planned once */
SELECT count(*) FROM (
    ({URGENT} {SOONEST}) UNION ALL ({ORDINARY} {SOONEST})) AS ready
"""  # noqa: S608 - our own constants


def next_due(passed: Collection[int] = ()) -> int | None:
    """Lock the row to claim next, and give its number; rows in other hands are skipped."""
    return _one(NEXT, passed=passed, within=timedelta(0))


def how_many_due(*, within: timedelta, most: int) -> int:
    """How many could be claimed within that time; counted up to twice `most`."""
    return _one(COUNTED, within=within, most=most) or 0


def _one(
    query: str, *, within: timedelta, passed: Collection[int] = (), most: int = 0
) -> int | None:
    # Where publishing waits for no witness, the last checkpoint is what counts.
    witnessed = settings.COUNTERSIGN_PUBLISH_WAITS_FOR_WITNESSES
    sealed = claimable_size() if witnessed else None
    with connection.cursor() as cursor:
        cursor.execute(
            query,
            {
                "sealed": sealed,
                "reserve": settings.COUNTERSIGN_URGENT_RESERVE,
                "within": within.total_seconds(),
                "passed": list(passed),
                "most": most,
            },
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None
