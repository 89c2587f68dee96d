"""The verb of somebody who must not decide: say so, and let the others know.

Nothing is decided here.
"""

from django.db import transaction

from accounts.actions.notices import tell, tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import acting_as
from accounts.reasons import refuse_for
from accounts.roles import DECIDING_ROLES
from approvals import policy
from approvals.models import Conflict
from audit.events import Event
from audit.log import record
from drafts.actions import current_revision, locked, subject_of
from drafts.models import Draft
from drafts.queries import database_time


NOBODY_LEFT = "Nobody else holds the authority today. Ask for it to be given."


def declare_conflict(draft: Draft, *, by: Person, reason: str) -> Conflict:
    """Stand aside from a draft for good; whoever else could decide is told.

    Where nobody is left, its author is told so. Raises `RefusedError`.
    """
    with transaction.atomic():
        draft = locked(draft)
        revision = current_revision(draft)
        revision.draft = draft
        refuse_for(policy.reasons_against_conflict(revision, by=by, reason=reason))
        capacity = acting_as(by, DECIDING_ROLES)
        entry = record(
            Event.CONFLICT_DECLARED,
            actor=capacity.actor,
            subject=subject_of(draft),
            digest=bytes(revision.digest),
            details={"revision": revision.number},
            personal={"reason": reason.strip()},
        )
        conflict = Conflict.objects.create(
            draft=draft, person=by, reason=reason.strip(), entry=entry
        )
        others = policy.people_who_could(revision, at=database_time())
        tell_everyone(
            others,
            kind=NoticeKind.CONFLICT,
            subject=subject_of(draft),
            path=f"/approvals/{draft.pk}/",
            why="You could decide instead.",
        )
        if not others:
            tell(
                draft.author,
                kind=NoticeKind.CONFLICT,
                subject=subject_of(draft),
                path=f"/drafts/{draft.pk}/",
                why=NOBODY_LEFT,
            )
    return conflict
