"""Whether somebody's duty is over for now, and when it begins again.

Nothing here changes a row.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from accounts.models import DutyShift, Person
from accounts.queries.people import holdings_of, roles_of
from accounts.roles import Role


@dataclass(frozen=True, slots=True)
class OffDuty:
    """That somebody has a duty post and is not on duty; `next` is their next shift."""

    next: DutyShift | None


def off_duty(person: Person, *, at: datetime) -> OffDuty | None:
    """None for somebody who is on duty at that moment, or who has no duty."""
    duties = holdings_of(person, on=timezone.localdate(at)).filter(
        job_post__roles__contains=[Role.DUTY_OFFICER.value]
    )
    if Role.DUTY_OFFICER in roles_of(person) or not duties.exists():
        return None
    coming = DutyShift.objects.filter(person=person, starts_at__gt=at)
    # A shift that was taken off the roster before it began has no length.
    planned = coming.filter(starts_at__lt=F("ends_at")).order_by("starts_at", "pk")
    return OffDuty(planned.first())
