"""Searching the log: newest first, a page at a time, by what the columns can find.

Nothing here writes; whoever shows a page records `log.read` itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from audit.models import Entry, Opening
from audit.queries.entries import EntryView, entry_views
from audit.tree.canonical import Json
from audit.tree.commitments import opens
from audit.tree.sealing import unseal_opening


PAGE = 50


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; an empty field asks for nothing. `until` is not included."""

    event: str = ""
    actor: str = ""
    subject_type: str = ""
    subject_id: str = ""
    job_post: str = ""
    account: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of entries, and the key that the next page starts after ("" at the end)."""

    entries: Sequence[EntryView]
    after: str


def search(wanted: Search, *, after: str = "") -> Found:
    """The entries after a key, the newest first; a broken key starts from the newest."""
    rows = _after(_matching(wanted), after).order_by("-at", "-id")
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    last = found[PAGE - 1] if more else None
    return Found(
        entry_views(found[:PAGE]), f"{last.at.isoformat()}_{last.pk}" if last else ""
    )


def anything_about(wanted: Search) -> bool:
    return _matching(wanted).exists()


def entry_with_id(entry_id: UUID) -> EntryView | None:
    return _only(Entry.objects.filter(pk=entry_id))


def entry_at(index: int) -> EntryView | None:
    """The entry at a place in the tree; None when the tree is not that large."""
    return _only(Entry.objects.filter(leaf__index=index))


def opened_values(entry: EntryView) -> dict[str, Json]:
    """The personal values that may still be read, each checked against its commitment.

    A field of the entry that is missing here has been erased.
    """
    committed = entry.body.get("personal")
    if not isinstance(committed, dict) or not committed:
        return {}
    values: dict[str, Json] = {}
    for row in Opening.objects.filter(entry=entry.id):
        opening = unseal_opening(bytes(row.sealed), settings.COUNTERSIGN_OPENING_KEYS)
        commitment = bytes.fromhex(str(committed.get(row.field, "")))
        if opens(opening, commitment, entry_id=str(entry.id), field=row.field):
            values[row.field] = opening.value
    return values


def _only(rows: QuerySet[Entry]) -> EntryView | None:
    return next(iter(entry_views(rows[:1])), None)


def _matching(wanted: Search) -> QuerySet[Entry]:
    exact = {
        "event": wanted.event,
        "actor": wanted.actor,
        "subject_type": wanted.subject_type,
        "subject_id": wanted.subject_id,
        "actor_post": wanted.job_post,
        "account": wanted.account,
    }
    rows = Entry.objects.filter(**{name: text for name, text in exact.items() if text})
    if wanted.since is not None:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(at__lt=wanted.until)
    return rows


def _after(rows: QuerySet[Entry], key: str) -> QuerySet[Entry]:
    """A bound on the time alone, which an index can begin at, less the same moment."""
    moment, _, entry_id = key.partition("_")
    try:
        at, last = datetime.fromisoformat(moment), UUID(entry_id)
        # Also refuses the ends of the calendar, which lie outside it in another zone.
        in_utc = at.astimezone(UTC)
    except (ValueError, OverflowError):
        return rows
    if at.tzinfo is None:
        return rows
    return rows.filter(at__lte=in_utc).exclude(at=in_utc, id__gte=last)
