"""Reads of notices: somebody's own, how many are unread, how they want to hear.

Nothing here changes a row, and nobody reads the notices of somebody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from accounts.models import Notice, NoticeChoice, Person
from accounts.notice_kinds import NoticeKind, Way, default_way


PAGE = 25
# Counting stops here: "99+" is all that a menu needs to say.
MOST_COUNTED = 100
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Some notices, the youngest first, and the key of the next page or 0."""

    rows: Sequence[Notice]
    after: int


def notices_page(
    person: Person, *, unread: bool = False, after: int = 0, size: int = PAGE
) -> NoticePage:
    """The person's notices older than the key `after`; 0 begins with the youngest."""
    rows = Notice.objects.filter(person=person)
    if unread:
        rows = rows.filter(read_at__isnull=True)
    if 0 < after <= LARGEST_KEY:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: size + 1])
    return NoticePage(found[:size], found[size - 1].pk if len(found) > size else 0)


def unread_count(person: Person) -> int:
    """How many notices the person has not read, counted up to a hundred."""
    unread = Notice.objects.filter(person=person, read_at__isnull=True)
    return unread[:MOST_COUNTED].count()


def unread_in_words(person: Person) -> str:
    count = unread_count(person)
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)


def ways_of(person: Person) -> dict[NoticeKind, Way]:
    """How the person hears of each kind: as they chose, or the default."""
    ways = {kind: default_way(kind) for kind in NoticeKind}
    for choice in NoticeChoice.objects.filter(person=person):
        ways[NoticeKind(choice.kind)] = Way(choice.way)
    return ways


def absolute(path: str) -> str:
    """The whole address of a page of ours, for e-mails and webhooks."""
    return f"{settings.COUNTERSIGN_BASE_URL}{path}"
