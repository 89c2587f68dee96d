"""What rested on an authority that is over goes back to its author at once.

Nothing is sent here. An authority is over when it was revoked or has ended, and when
whoever relied on it has left the post; it may run twice at once and any number of times.
"""

from collections.abc import Sequence

from django.db import transaction

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from approvals.actions import CLOCK
from approvals.models import Reliance
from approvals.queries.relied import LIVE, fallen
from audit.events import Event
from audit.log import record
from drafts.actions import advance, locked, subject_of
from drafts.models import Draft, Revision
from drafts.queries import database_time
from publishing.actions.outbox import PublicationOutbox


WHY = "authority lapsed"
BATCH = 200


def lapse_some(after: int = 0, size: int = BATCH) -> int | None:
    """Look at one batch of drafts in order of number, each in a transaction of its own.

    Returns the last number, from which to go on, or None when there were no more. What
    is on its way to a platform stays as it is, so a batch never waits for the one before.
    """
    drafts = (
        fallen(database_time())
        .filter(decision__revision__draft__gt=after)
        .order_by("decision__revision__draft")
        .values_list("decision__revision__draft", flat=True)
        .distinct()
    )
    numbers = list(drafts[:size])
    for number in numbers:
        _look_at(number)
    return numbers[-1] if len(numbers) == size else None


def _look_at(number: int) -> None:
    with transaction.atomic():
        draft = locked(Draft(pk=number))
        revision = draft.current
        if draft.status not in LIVE or revision is None:
            return
        over = list(
            fallen(database_time())
            .filter(decision__revision=revision)
            .select_related("delegation", "decision")
            .order_by("pk")
        )
        if over and not PublicationOutbox().reasons_against_recall(draft):
            _lapse(draft, revision, over)


def _lapse(draft: Draft, revision: Revision, over: Sequence[Reliance]) -> None:
    names = sorted({each.delegation.reference for each in over})
    PublicationOutbox().recall_as(CLOCK, draft, why=WHY)
    advance(draft, verb="lapse")
    record(
        Event.DECISION_VOIDED,
        actor=CLOCK,
        subject=subject_of(draft),
        digest=bytes(revision.digest),
        details={"why": WHY, "revision": revision.number, "delegations": names},
    )
    tell_everyone(
        _concerned(draft, revision),
        kind=NoticeKind.LAPSED,
        subject=subject_of(draft),
        path=f"/drafts/{draft.pk}/",
        why=(
            f"It rested on {', '.join(names)}, which is not in force any more or whose "
            "holder has changed. Submit it again."
        ),
    )


def _concerned(draft: Draft, revision: Revision) -> list[Person]:
    """Its author first, then everybody who approved it."""
    approvers = Person.objects.filter(decisions__revision=revision).order_by("name")
    return [draft.author, *approvers]
