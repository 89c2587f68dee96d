"""The verbs of standing in for the holder of a post: from when to when, and no further.

No right is stored here; what a substitute may do is worked out on the day.
"""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Greatest, Now

from accounts.actions.notices import tell
from accounts.leaving import leaving
from accounts.models import JobPost, Person, Substitution
from accounts.notice_kinds import NoticeKind
from accounts.policy.organisation import (
    reasons_against_ending_substitution,
    reasons_against_substitution,
)
from accounts.queries.people import acting_as
from accounts.reasons import refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import Subject, record


def arrange_substitution(  # noqa: PLR0913 - as many as a substitution has parts
    job_post: JobPost,
    *,
    by: Person,
    principal: Person,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    why: str,
) -> Substitution:
    """Let `person` act in a post for `principal`, who holds it. Raises `RefusedError`."""
    with transaction.atomic():
        refuse_for(
            reasons_against_substitution(
                job_post,
                by=by,
                principal=principal,
                person=person,
                times=(starts_at, ends_at),
            )
        )
        standing = Substitution.objects.create(
            job_post=job_post,
            principal=principal,
            person=person,
            starts_at=starts_at,
            ends_at=ends_at,
            why=why.strip(),
            arranged_by=by,
        )
        _record(Event.SUBSTITUTION_STARTED, standing, by)
        tell(
            person,
            kind=NoticeKind.DUTY,
            subject=subject_of(standing),
            path="/registers/duty/",
            why=f"You stand in as {job_post.title} ({standing.reference}).",
        )
    return standing


def end_substitution(standing: Substitution, *, by: Person) -> Substitution:
    """End a substitution now; one that has not begun never begins."""
    with transaction.atomic():
        standing = (
            Substitution.objects.select_for_update(of=("self",))
            .select_related("job_post__reports_to", "principal", "person")
            .get(pk=standing.pk)
        )
        refuse_for(reasons_against_ending_substitution(standing, by=by))
        Substitution.objects.filter(pk=standing.pk).update(
            ends_at=Greatest(Now(), "starts_at"), ended_by=by
        )
        standing.refresh_from_db()
        _record(Event.SUBSTITUTION_ENDED, standing, by)
        leaving().lapse()
    return standing


def subject_of(standing: Substitution) -> Subject:
    return Subject("substitution", str(standing.pk))


def _record(event: Event, standing: Substitution, by: Person) -> None:
    record(
        event,
        actor=acting_as(by, tuple(Role)).actor,
        subject=subject_of(standing),
        details={
            "reference": standing.reference,
            "job_post": standing.job_post.title,
            "person_id": str(standing.person_id),
            "principal_id": str(standing.principal_id),
            "starts_at": standing.starts_at.isoformat(),
            "ends_at": standing.ends_at.isoformat(),
        },
        personal={"why": standing.why} if standing.why else None,
    )
