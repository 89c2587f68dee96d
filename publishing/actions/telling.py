"""Who is told what became of a post: its author, and whoever approved it.

No event is recorded here; `moves.note` calls this for each that it records.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from accounts.actions.notices import tell_each, tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind, Way, default_way
from accounts.queries.standing import on_duty
from approvals.lifecycle import Verdict
from audit.events import Event
from audit.log import Subject
from drafts.queries import database_time
from publishing.models import Publication


TOLD: Mapping[Event, NoticeKind] = {
    Event.PUBLICATION_PUBLISHED: NoticeKind.PUBLISHED,
    Event.PUBLICATION_FAILED: NoticeKind.FAILED,
    Event.PUBLICATION_UNKNOWN: NoticeKind.UNKNOWN_OUTCOME,
    Event.PUBLICATION_HELD: NoticeKind.HELD,
    Event.PUBLICATION_MISSED: NoticeKind.MISSED,
    Event.PUBLICATION_OVERDUE: NoticeKind.OVERDUE,
    Event.PUBLICATION_TAKEN_DOWN: NoticeKind.TAKEDOWN,
    Event.TAKEDOWN_REQUESTED: NoticeKind.TAKEDOWN,
    Event.TAKEDOWN_FAILED: NoticeKind.TAKEDOWN,
    Event.RECONCILIATION_DIVERGED: NoticeKind.CHANGED_THERE,
}
# A cancellation is told by the obstacle that it came from; people's own are not.
CANCELLED_FOR: Mapping[str, NoticeKind] = {
    "slot-missed": NoticeKind.MISSED,
    "approval-expired": NoticeKind.LAPSED,
    "too-many-tries": NoticeKind.FAILED,
    "digest-differs": NoticeKind.FAILED,
    "account-disconnected": NoticeKind.FAILED,
}
# Every post that goes out asks it: written out, because Django would put it together
# every time.
CONCERNED = """/* planned once */
SELECT told.id, coalesce(choice.way, %(default)s)
FROM (
    SELECT %(author)s::uuid AS id
    UNION SELECT unnest(%(on_duty)s::uuid[])
    UNION SELECT decided_by_id FROM approvals_decision
    WHERE revision_id = %(revision)s AND verdict = %(approved)s) told
LEFT JOIN accounts_noticechoice choice
    ON choice.person_id = told.id AND choice.kind = %(kind)s
"""
# Whoever waits was told when the hold was placed: not again, post by post.
HELD_AND_TOLD = "on-hold"


def tell_concerned(event: Event, publication: Publication, *, why: str) -> None:
    """Tell author and approvers, inside the caller's transaction, if it concerns them."""
    kind = _kind(event, why)
    if kind is not None:
        on_duty_too = event == Event.PUBLICATION_OVERDUE
        tell_each(
            _concerned(publication, kind, also_on_duty=on_duty_too),
            kind=kind,
            subject=Subject("publication", str(publication.pk)),
            path=f"/posts/{publication.revision.draft_id}/",
        )


def tell_held(authors: QuerySet[Person], *, hold_id: int) -> None:
    """Tell everybody whose posts wait for a hold that it was placed, once each."""
    tell_everyone(
        authors,
        kind=NoticeKind.HELD,
        subject=Subject("hold", str(hold_id)),
        path="/holds/",
    )


def _kind(event: Event, why: str) -> NoticeKind | None:
    if event == Event.PUBLICATION_CANCELLED:
        return CANCELLED_FOR.get(why)
    if event == Event.PUBLICATION_HELD and why == HELD_AND_TOLD:
        return None
    return TOLD.get(event)


def _concerned(
    publication: Publication, kind: NoticeKind, *, also_on_duty: bool
) -> dict[UUID, Way]:
    """Whoever is told, and in which way, by key."""
    shifts = on_duty(database_time()) if also_on_duty else []
    asked: dict[str, Any] = {
        "author": publication.revision.draft.author_id,
        "revision": publication.revision_id,
        "approved": Verdict.APPROVED.value,
        "on_duty": [shift.person_id for shift in shifts],
        "kind": kind.value,
        "default": default_way(kind).value,
    }
    with connection.cursor() as cursor:
        cursor.execute(CONCERNED, asked)
        return {person: Way(way) for person, way in cursor.fetchall()}
