"""Reminding those who could decide, and taking a late decision to others.

Nothing is decided here; each step is planned when words are submitted, and taken once.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actions.notices import tell_everyone
from accounts.notice_kinds import NoticeKind
from approvals.actions.deciding import CLOCK
from approvals.models.timing import Chase, Step
from approvals.policy.chasing import Working, moments
from approvals.queries.chasing import people_for
from audit.events import Event
from audit.log import record
from drafts.actions import subject_of
from drafts.content import moment
from drafts.lifecycle import Status
from drafts.models import Revision
from drafts.queries import database_time


MOST_TAKEN = 200


def plan_chasing(revision: Revision, *, at: datetime) -> None:
    """Write down when each step is taken, unless these words have been decided by then."""
    content = revision.content
    opens, closes = settings.COUNTERSIGN_WORKING_DAY
    working = Working(opens, closes, timezone.get_default_timezone())
    times = moments(
        at,
        last=moment(content.not_before) or moment(content.not_after),
        percents=settings.COUNTERSIGN_CHASE_PERCENTS,
        hours=settings.COUNTERSIGN_CHASE_HOURS,
        working=working,
    )
    Chase.objects.bulk_create(
        [
            Chase(revision=revision, step=step, due_at=due_at)
            for step, due_at in zip(Step, times, strict=True)
        ],
        ignore_conflicts=True,
    )


def chase_late() -> int:
    """Take every step that is due; returns how many people were told."""
    due = Chase.objects.filter(done_at__isnull=True, due_at__lte=database_time())
    numbers = list(
        due.order_by("due_at", "pk").values_list("pk", flat=True)[:MOST_TAKEN]
    )
    return sum(_take(number) for number in numbers)


def _take(number: int) -> int:
    """Take one step, unless another clock has it in hand or the words wait no more."""
    with transaction.atomic():
        chase = (
            Chase.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("revision__draft")
            .filter(pk=number, done_at__isnull=True)
            .first()
        )
        if chase is None:
            return 0
        told = _tell(chase) if _waits(chase.revision) else 0
        Chase.objects.filter(pk=number).update(done_at=Now(), told=told)
    return told


def _waits(revision: Revision) -> bool:
    draft = revision.draft
    return draft.status == Status.SUBMITTED and draft.current_id == revision.pk


def _tell(chase: Chase) -> int:
    revision = chase.revision
    people = people_for(Step(chase.step), revision, at=database_time())
    reminder = chase.step == Step.REMINDER
    record(
        Event.DECISION_CHASED,
        actor=CLOCK,
        subject=subject_of(revision.draft),
        digest=bytes(revision.digest),
        details={
            "step": chase.step,
            "revision": revision.number,
            "told": len(people),
        },
    )
    tell_everyone(
        people,
        kind=NoticeKind.REMINDER if reminder else NoticeKind.ESCALATION,
        subject=subject_of(revision.draft),
        path=f"/approvals/{revision.draft_id}/",
        why=_why(revision),
    )
    return len(people)


def _why(revision: Revision) -> str:
    content = revision.content
    last = moment(content.not_before) or moment(content.not_after)
    if last is None:
        return "Nobody has decided yet, and it waits to go out."
    local = timezone.localtime(last)
    return f"Nobody has decided yet. Its time is {local.day} {local:%B, %H:%M %Z}."
