"""Making a move of the lifecycle on a locked publication, with its log entry.

No verb of its own: every action of this app moves publications through here.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db.models.functions import Now

from accounts.reasons import Reason, RefusedError
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts.actions import advance
from drafts.lifecycle import Status
from drafts.models import Draft
from publishing.actions.telling import tell_concerned
from publishing.lifecycle import MOVES, SETTLED, PublicationStatus
from publishing.models import Publication


SERVICE = Actor(id="service:publisher", post="publisher", role="service")
Values = Mapping[str, str | int | datetime | None]


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
    Publication.objects.filter(pk=publication.pk).update(
        status=publication.status, changed_at=Now(), **(values or {})
    )


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
    siblings = list(Publication.objects.filter(revision=publication.revision_id))
    if any(PublicationStatus(each.status) not in SETTLED for each in siblings):
        return
    if draft.status == Status.APPROVED:
        advance(draft, verb=_verb_for(siblings))


# A post that was live and was deleted there has been published all the same.
WAS_LIVE = (PublicationStatus.PUBLISHED, PublicationStatus.TAKEN_DOWN)


def _verb_for(siblings: list[Publication]) -> str:
    if all(each.status in WAS_LIVE for each in siblings):
        return "publish"
    if any(each.status in WAS_LIVE or each.receipts.exists() for each in siblings):
        return "publish in part"
    if all(each.status == PublicationStatus.CANCELLED for each in siblings):
        return "expire"
    return "fail"
