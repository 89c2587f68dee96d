"""Reads of drafts, by subject.

Nothing here changes a row.
"""

from drafts.queries.reading import (
    Page,
    authors_of,
    database_time,
    drafts_by,
    drafts_open_to,
    keyset_page,
    last_check,
)


__all__ = [
    "Page",
    "authors_of",
    "database_time",
    "drafts_by",
    "drafts_open_to",
    "keyset_page",
    "last_check",
]
