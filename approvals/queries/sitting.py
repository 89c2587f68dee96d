"""Who may sit in an authoriser's seat: by the roles of the schedule, and by the hour.

Nothing here changes a row; ADR 12 says why a delegation alone is not always enough.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import Delegation, JobPost
from accounts.roles import Role
from approvals.models import Seat
from approvals.queries.schedule import Row, Schedule, schedule_now


SATURDAY = 5
# Such a post is there to hold any class that it is given (domain notes, section 6).
BY_ANY_CLASS = Role.AUTHORISED_OFFICER


@dataclass(frozen=True, slots=True)
class Sitting:
    """The schedule at a moment, and whether people are at work then."""

    schedule: Schedule
    at_work: bool = True

    def waits(self, authority: str) -> bool:
        """Whether nobody at all decides on this class now."""
        row = self.schedule.get(authority)
        return not self.at_work and row is not None and row.out_of_hours is None

    def allows(self, delegation: Delegation, seat: Seat) -> bool:
        """Whether the post of a delegation that fits may sit in this seat now.

        The seats besides name their roles themselves.
        """
        return seat.plus or seat.authority not in self.barred(delegation)

    def barred(self, delegation: Delegation) -> set[str]:
        """The classes of a delegation that its post may not authorise now."""
        return {
            name
            for name in delegation.classes
            if name in self.schedule and not self._may(delegation, name)
        }

    def _may(self, delegation: Delegation, name: str) -> bool:
        if self.waits(name):
            return False
        row, post = self.schedule[name], delegation.job_post
        if delegation.one_draft is not None or named(post, row):
            return True
        if not self.at_work and row.out_of_hours in post.roles:
            return True
        return not (beside_only(post, row) or self._too_late(row))

    def _too_late(self, row: Row) -> bool:
        """Out of hours the schedule's own decide; what one may release has no hours."""
        return row.second and not self.at_work


def sitting_at(moment: datetime) -> Sitting:
    return Sitting(schedule_now(), at_work=at_work(moment))


def in_working_hours() -> Sitting:
    """As it is once somebody is at work: for who is asked, and for registers."""
    return Sitting(schedule_now())


def named(post: JobPost, row: Row) -> bool:
    """Whether a post has the role that the schedule names for the authoriser's seat."""
    return not {row.authoriser, BY_ANY_CLASS}.isdisjoint(post.roles)


def beside_only(post: JobPost, row: Row) -> bool:
    """Whether a post is given a class to decide besides: it never sits in both seats."""
    besides = set(row.plus) - {Role.LINE_MANAGER}
    return not besides.isdisjoint(post.roles)


def at_work(moment: datetime) -> bool:
    """Monday to Friday, in the set hours by the clock of the zone."""
    opens, closes = settings.COUNTERSIGN_WORKING_DAY
    local = timezone.localtime(moment)
    return local.weekday() < SATURDAY and opens <= local.hour < closes


def next_work(moment: datetime) -> datetime:
    """The moment when people are next at work, for those who wait for it."""
    opens, _ = settings.COUNTERSIGN_WORKING_DAY
    day = timezone.localtime(moment)
    if day.hour >= opens:
        day += timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day.replace(hour=opens, minute=0, second=0, microsecond=0)
