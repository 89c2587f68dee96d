"""The verbs of the duty roster: put somebody on duty, hand a duty over.

No post is given here; whoever is on duty holds the duty post.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.actions.notices import tell
from accounts.models import DutyShift, JobPost, Person
from accounts.notice_kinds import NoticeKind
from accounts.policy.organisation import (
    reasons_against_handing_over,
    reasons_against_shift,
)
from accounts.queries.people import acting_as
from accounts.reasons import refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import Subject, record


def assign_duty(
    job_post: JobPost,
    *,
    by: Person,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    note: str = "",
) -> DutyShift:
    """Put somebody on duty from a moment to a moment. Raises `RefusedError`."""
    with transaction.atomic():
        # Two rosters of one duty are written one after the other.
        job_post = JobPost.objects.select_for_update().get(pk=job_post.pk)
        refuse_for(
            reasons_against_shift(
                job_post, by=by, person=person, times=(starts_at, ends_at)
            )
        )
        shift = DutyShift.objects.create(
            job_post=job_post,
            person=person,
            starts_at=starts_at,
            ends_at=ends_at,
            note=note.strip(),
            assigned_by=by,
        )
        _record(shift, by)
    return shift


def hand_over(shift: DutyShift, *, by: Person, to: Person, note: str = "") -> DutyShift:
    """Give what is left of a shift to another holder of the duty, from now on."""
    with transaction.atomic():
        JobPost.objects.select_for_update().get(pk=shift.job_post_id)
        shift = DutyShift.objects.select_related("job_post", "person").get(pk=shift.pk)
        now = timezone.now()
        refuse_for(reasons_against_handing_over(shift, by=by, to=to, now=now))
        ends_at, takes_over_at = shift.ends_at, max(now, shift.starts_at)
        shift.ends_at = takes_over_at
        shift.save(update_fields=["ends_at"])
        taken = DutyShift.objects.create(
            job_post=shift.job_post,
            person=to,
            starts_at=takes_over_at,
            ends_at=ends_at,
            note=note.strip(),
            assigned_by=by,
            taken_over_from=shift,
        )
        _record(taken, by)
    return taken


def _record(shift: DutyShift, by: Person) -> None:
    """Log who is on duty, and tell them."""
    before = shift.taken_over_from
    record(
        Event.DUTY_ASSIGNED,
        actor=acting_as(by, tuple(Role)).actor,
        subject=Subject("duty", str(shift.pk)),
        details={
            "job_post": shift.job_post.title,
            "person_id": str(shift.person_id),
            "starts_at": shift.starts_at.isoformat(),
            "ends_at": shift.ends_at.isoformat(),
            "taken_over_from": str(before.person_id) if before else None,
        },
        personal={"note": shift.note} if shift.note else None,
    )
    tell(
        shift.person,
        kind=NoticeKind.DUTY,
        subject=Subject("duty", str(shift.pk)),
        path="/registers/duty/",
        why=f"You are on duty as {shift.job_post.title}."[:300],
    )
