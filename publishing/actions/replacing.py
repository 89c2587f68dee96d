"""Making room for a correction's new posts: the old ones are taken down, and nothing else.

No platform is called here: `removing` does that, outside every transaction.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity, acting_as
from accounts.reasons import refuse_for
from audit.events import Event
from audit.log import record
from drafts.actions import current_revision, locked, subject_of
from drafts.models import Draft
from publishing.actions.moves import note
from publishing.actions.takedown_rows import ask_for, asked, details_of, tell_of
from publishing.models import Correction, Publication, Receipt, Takedown
from publishing.policy.making_room import people_who_may, reasons_against_making_room
from publishing.policy.takedowns import TAKING_DOWN_ROLES
from publishing.queries.corrections import in_the_way, what_it_corrects
from publishing.queries.takedowns import live_receipts


def make_room(draft: Draft, *, by: Person, reason: str) -> Sequence[Takedown]:
    """Take down what the approved words of a correction stand in the place of.

    One takedown for each account, and only where a new post is to follow. What waits
    follows by itself once it is gone. Raises `RefusedError`.
    """
    with transaction.atomic():
        draft = locked(draft)
        correction = what_it_corrects(draft)
        old = locked(correction.corrects) if correction else None
        revision = current_revision(draft)
        in_its_way = in_the_way(draft, revision.content)
        refuse_for(reasons_against_making_room(draft, in_its_way, by=by, reason=reason))
        assert correction is not None  # noqa: S101 - nothing is in the way of no correction
        assert old is not None  # noqa: S101 - as above
        capacity = acting_as(by, TAKING_DOWN_ROLES)
        begun = [
            _take_down(each, correction, capacity=capacity, reason=reason)
            for each in in_its_way
            if _live(each).exists()
        ]
        record(
            Event.CORRECTION_MAKES_ROOM,
            actor=capacity.actor,
            subject=subject_of(draft),
            digest=bytes(revision.digest),
            details={
                "corrects": str(old.pk),
                "takedowns": [str(each.pk) for each in begun],
            },
        )
    return begun


def tell_who_makes_room(draft: Draft) -> None:
    """Whoever may take posts down hears that approved words wait for it."""
    if not in_the_way(draft, current_revision(draft).content):
        return
    tell_everyone(
        people_who_may(),
        kind=NoticeKind.TAKEDOWN,
        subject=subject_of(draft),
        path=f"/posts/{draft.pk}/make-room/",
        why="Corrected words are approved. They wait until the old post is taken down.",
    )


def _live(publication: Publication) -> QuerySet[Receipt]:
    """The parts of it that nobody takes down yet."""
    return live_receipts(publication.revision.draft).filter(publication=publication)


def _take_down(
    publication: Publication, correction: Correction, *, capacity: Capacity, reason: str
) -> Takedown:
    takedown = asked(
        capacity, reason, account=publication.account, correction=correction
    )
    posts = ask_for(takedown, _live(publication))
    note(
        Event.TAKEDOWN_REQUESTED,
        publication,
        actor=capacity.actor,
        details={
            **details_of(takedown, str(publication.account), posts=posts),
            "correction": str(correction.draft_id),
        },
        personal={"reason": takedown.reason},
    )
    tell_of(takedown)
    return takedown
