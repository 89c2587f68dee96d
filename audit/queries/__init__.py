"""Reads of the log: entries with their seals, the stored tree, the log's health.

Nothing here writes; a page that reads the log records `log.read` itself.
"""

from audit.queries.entries import (
    EntryView,
    Seal,
    entries_about,
    entry_views,
    seal_of,
    sealed,
)
from audit.queries.health import LogHealth, health
from audit.queries.search import (
    Found,
    Search,
    entry_at,
    entry_with_id,
    opened_values,
    search,
)
from audit.queries.tree import last_checkpoint, stored_hashes


__all__ = [
    "EntryView",
    "Found",
    "LogHealth",
    "Seal",
    "Search",
    "entries_about",
    "entry_at",
    "entry_views",
    "entry_with_id",
    "health",
    "last_checkpoint",
    "opened_values",
    "seal_of",
    "sealed",
    "search",
    "stored_hashes",
]
