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
from audit.queries.tree import last_checkpoint, stored_hashes


__all__ = [
    "EntryView",
    "LogHealth",
    "Seal",
    "entries_about",
    "entry_views",
    "health",
    "last_checkpoint",
    "seal_of",
    "sealed",
    "stored_hashes",
]
