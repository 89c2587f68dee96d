"""Reads of the log: entries with their seals, the stored tree, the log's health.

Nothing here writes; a page that reads the log records `log.read` itself.
"""

from audit.queries.alarms import Alarm, alarms
from audit.queries.entries import (
    EntryView,
    Seal,
    entries_about,
    entry_views,
    seal_of,
    sealed,
)
from audit.queries.health import LogHealth, health
from audit.queries.keys import verifier_keys
from audit.queries.search import (
    Found,
    Search,
    anything_about,
    entry_at,
    entry_with_id,
    opened_values,
    search,
)
from audit.queries.self_checks import last_self_check, self_check_under_way
from audit.queries.tree import last_checkpoint, stored_hashes
from audit.queries.witnessed import claimable_size, is_claimable


__all__ = [
    "Alarm",
    "EntryView",
    "Found",
    "LogHealth",
    "Seal",
    "Search",
    "alarms",
    "anything_about",
    "claimable_size",
    "entries_about",
    "entry_at",
    "entry_views",
    "entry_with_id",
    "health",
    "is_claimable",
    "last_checkpoint",
    "last_self_check",
    "opened_values",
    "seal_of",
    "sealed",
    "search",
    "self_check_under_way",
    "stored_hashes",
    "verifier_keys",
]
