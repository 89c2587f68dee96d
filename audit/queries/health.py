"""The log's health: what is sealed, what waits, and for how long.

No alarm is raised here: whoever watches decides what is too late.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from audit.queries.tree import last_checkpoint


# The promise that a monitor holds us to.
LATE_AFTER_SECONDS = 60

# Only entries of transactions after the last checkpoint's horizon can be waiting.
WAITING = """
SELECT count(*), min(entry.at) FROM audit_entry entry
WHERE entry.transaction >= %s
    AND NOT EXISTS (SELECT FROM audit_leaf leaf WHERE leaf.entry_id = entry.id)
"""
NEXT_TRANSACTION = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"


@dataclass(frozen=True, slots=True)
class LogHealth:
    """The log at one moment; ages are in seconds, None when there is nothing."""

    entries_sealed: int
    entries_waiting: int
    last_signed_at: datetime | None
    checkpoint_age: float | None
    oldest_waiting_age: float | None

    @property
    def late(self) -> bool:
        """Whether an entry has waited longer than is promised."""
        oldest = self.oldest_waiting_age
        return oldest is not None and oldest > LATE_AFTER_SECONDS


def health() -> LogHealth:
    """How the log stands now."""
    last = last_checkpoint()
    signed_at = last.signed_at if last else None
    waiting, oldest = _waiting(last.horizon if last else 0)
    return LogHealth(
        entries_sealed=last.size if last else 0,
        entries_waiting=waiting,
        last_signed_at=signed_at,
        checkpoint_age=_age(signed_at),
        oldest_waiting_age=_age(oldest),
    )


def _waiting(horizon: int) -> tuple[int, datetime | None]:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_TRANSACTION)
        (upcoming,) = cursor.fetchone()
        # A restored database counts transactions afresh: its horizons say nothing.
        cursor.execute(WAITING, [horizon if horizon <= upcoming else 0])
        count, oldest = cursor.fetchone()
    return count, oldest


def _age(moment: datetime | None) -> float | None:
    return (timezone.now() - moment).total_seconds() if moment else None
