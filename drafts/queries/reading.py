"""Reads of drafts for screens: own drafts, one draft, its revisions and checks.

Nothing here changes a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from accounts.models import Person
from accounts.queries import roles_of, teams_of
from accounts.roles import TEAM_READING_ROLES, WIDE_READING_ROLES
from drafts.models import Check, Draft, Revision


def database_time() -> datetime:
    """The time by the one clock that every process shares: the database's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def drafts_open_to(person: Person) -> QuerySet[Draft]:
    """What a person may read: auditors everything, others their teams, deciders all.

    An administrator has no content power and reads nothing.
    """
    roles = roles_of(person)
    drafts = Draft.objects.select_related("author", "team", "current")
    if roles.intersection(WIDE_READING_ROLES):
        return drafts
    if roles.intersection(TEAM_READING_ROLES):
        return drafts.filter(team__in=teams_of(person))
    return drafts.none()


def drafts_by(person: Person) -> QuerySet[Draft]:
    """The person's own drafts, the one changed last first."""
    return drafts_open_to(person).filter(author=person).order_by("-changed_at", "-id")


def authors_of(revision: Revision) -> QuerySet[Person]:
    """Everybody who wrote any part: of this revision, or of one before it."""
    earlier = Revision.objects.filter(
        draft=revision.draft_id, number__lte=revision.number
    )
    return Person.objects.filter(pk__in=earlier.values("created_by"))


def last_check(revision: Revision) -> Check | None:
    return revision.checks.prefetch_related("findings").order_by("-pk").first()


Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a long list, and the key after which the next page starts."""

    rows: Sequence[Row]
    after: str


def keyset_page(rows: QuerySet[Row], *, after: str, size: int = 25) -> Page[Row]:
    """The rows after a key, the one changed last first; a broken key starts again.

    Written as a bound on `changed_at` alone, which an index can begin at, with the
    rows of the same moment taken out.
    """
    rows = rows.order_by("-changed_at", "-pk")
    key = _parsed_key(after)
    if key is not None:
        moment, number = key
        rows = rows.filter(changed_at__lte=moment).exclude(
            changed_at=moment, pk__gte=number
        )
    found = list(rows[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return Page(found[:size], _key(last) if last is not None else "")


def _key(row: Model) -> str:
    return f"{row.changed_at.isoformat()}_{row.pk}"  # type: ignore[attr-defined]


def _parsed_key(after: str) -> tuple[datetime, int] | None:
    moment, _, number = after.partition("_")
    try:
        changed_at, pk = datetime.fromisoformat(moment), int(number)
        # Also refuses the ends of the calendar, which lie outside it in another zone.
        in_utc = changed_at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    in_range = changed_at.tzinfo is not None and 0 <= pk < 2**63
    return (in_utc, pk) if in_range else None
