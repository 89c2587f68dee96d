"""Making a move of the lifecycle on a locked publication, with its log entry.

No verb of its own: every action of this app moves publications through here.
"""

from collections.abc import Mapping, Set

from django.db import connection

from accounts.reasons import Reason, RefusedError
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.actions import advance
from drafts.lifecycle import Status
from drafts.models import Draft
from publishing.actions.rows import Values, change
from publishing.actions.telling import tell_concerned
from publishing.lifecycle import MOVES, SETTLED, PublicationStatus
from publishing.models import Publication, Receipt


# Asked after every part of every post, so written out.
SIBLINGS = "/* planned once */ SELECT status FROM publishing_publication WHERE revision_id = %s"
SERVICE = Actor(id="service:publisher", post="publisher", role="service")


def subject_of(publication: Publication) -> Subject:
    return Subject("publication", str(publication.pk))


def move(publication: Publication, verb: str, values: Values | None = None) -> None:
    """Make one move of the table; `values` are columns that change with it."""
    status = PublicationStatus(publication.status)
    if verb not in MOVES[status]:
        raise RefusedError(
            [
                Reason(
                    "wrong-state",
                    f"This post is “{status.label.lower()}” now, so it is too late.",
                )
            ]
        )
    publication.status = MOVES[status][verb]
    for name, value in (values or {}).items():
        setattr(publication, name, value)
    change(publication, status=publication.status, values=values or {})


def note(
    event: Event,
    publication: Publication,
    *,
    actor: Actor = SERVICE,
    details: Mapping[str, str | int] | None = None,
    personal: Mapping[str, str] | None = None,
) -> None:
    """Write the log entry of something that happened, and tell whom it concerns."""
    record(
        event,
        actor=actor,
        subject=subject_of(publication),
        digest=bytes(publication.digest),
        details={
            "draft": str(publication.revision.draft_id),
            "account": str(publication.account),
            **(details or {}),
        },
        personal=personal,
    )
    tell_concerned(event, publication, why=str((details or {}).get("why", "")))


def roll_up(draft: Draft, publication: Publication) -> None:
    """Give the draft the status that its publications add up to, once all settled."""
    statuses = _statuses(publication)
    if statuses <= SETTLED and draft.status == Status.APPROVED:
        advance(draft, verb=_verb_for(statuses, publication))


def _statuses(publication: Publication) -> Set[PublicationStatus]:
    """Those of all publications of its revision: its own, where there is one account."""
    if len(publication.revision.content.targets) == 1:
        return {PublicationStatus(publication.status)}
    with connection.cursor() as cursor:
        cursor.execute(SIBLINGS, [publication.revision_id])
        return {PublicationStatus(status) for (status,) in cursor.fetchall()}


# A post that was live and was deleted there has been published all the same.
WAS_LIVE = frozenset({PublicationStatus.PUBLISHED, PublicationStatus.TAKEN_DOWN})


def _verb_for(statuses: Set[PublicationStatus], one: Publication) -> str:
    """What all publications of a revision add up to, given the statuses they have."""
    if statuses <= WAS_LIVE:
        return "publish"
    live = Receipt.objects.filter(publication__revision=one.revision_id)
    if statuses & WAS_LIVE or live.exists():
        return "publish in part"
    return "expire" if statuses == {PublicationStatus.CANCELLED} else "fail"
