"""Why somebody may not stand in for another, be on duty or hand a duty over: reasons.

Nothing here changes a row; triggers refuse the same.
"""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import DutyShift, JobPost, Person, Substitution
from accounts.queries.organisation import manager_of
from accounts.queries.people import capacity_as, held_on, holdings_on, roles_of
from accounts.queries.standing import shifts_between
from accounts.reasons import Reason
from accounts.roles import Role


ROSTER_ROLES = (Role.HEAD_OF_DIGITAL, Role.DIRECTOR, Role.LINE_MANAGER)
LONGEST = timedelta(days=366)
ENDS_FIRST = Reason("ends-before-start", "The end is not after the start.")
TOO_LONG = Reason(
    "too-long", "Choose a time of a year at most, which starts in a year."
)


def reasons_against_substitution(
    job_post: JobPost,
    *,
    by: Person,
    principal: Person,
    person: Person,
    times: tuple[datetime, datetime],
) -> list[Reason]:
    """Why `person` may not act in this post for `principal` at these times."""
    reasons = _time_reasons(times)
    if by not in {principal, manager_of(job_post, at=timezone.now())}:
        reasons.append(
            Reason(
                "not-yours-to-arrange",
                "Whoever holds a post arranges who stands in, or their line manager.",
            )
        )
    if person in {by, principal}:
        reasons.append(
            Reason("own-substitute", "Nobody arranges to stand in for themselves.")
        )
    if not holds_by_right(principal, job_post, at=times[0]):
        reasons.append(
            Reason(
                "no-holder",
                f"{principal.name} does not hold {job_post.title} then. Somebody who "
                "stands in has no substitute of their own.",
            )
        )
    return (
        reasons
        + _person_reasons(person)
        + _chain_reasons(job_post, principal, person, times)
    )


def reasons_against_ending_substitution(
    standing: Substitution, *, by: Person
) -> list[Reason]:
    if standing.ended_by_id is not None or standing.ends_at <= timezone.now():
        return [Reason("ended", "This substitution has ended.")]
    manager = manager_of(standing.job_post, at=timezone.now())
    if by not in {standing.principal, standing.person, manager}:
        return [
            Reason(
                "not-yours-to-end",
                "Either of the two ends a substitution, or their line manager.",
            )
        ]
    return []


def reasons_against_shift(
    job_post: JobPost,
    *,
    by: Person,
    person: Person,
    times: tuple[datetime, datetime],
) -> list[Reason]:
    """Why this person may not be put on duty in this post at these times."""
    reasons = _time_reasons(times)
    if capacity_as(by, ROSTER_ROLES) is None:
        names = ", ".join(role.label.lower() for role in ROSTER_ROLES)
        reasons.append(
            Reason("no-roster-role", f"To write the roster your post is: {names}.")
        )
    return reasons + _duty_reasons(job_post, person, times)


def reasons_against_handing_over(
    shift: DutyShift, *, by: Person, to: Person, now: datetime
) -> list[Reason]:
    """Why this shift may not go to another person from now on."""
    if shift.ends_at <= max(now, shift.starts_at):
        return [Reason("shift-over", "This shift is over.")]
    reasons = []
    if by != shift.person and capacity_as(by, ROSTER_ROLES) is None:
        reasons.append(
            Reason("not-your-duty", "Whoever is on duty hands it over, or a manager.")
        )
    if to == shift.person:
        reasons.append(Reason("same-person", f"{to.name} has this duty already."))
    if not _holds_throughout(to, shift.job_post, (shift.starts_at, shift.ends_at)):
        reasons.append(_not_a_holder(to, shift.job_post))
    return reasons


def holds_by_right(person: Person, job_post: JobPost, *, at: datetime) -> bool:
    held = holdings_on(timezone.localdate(at))
    return held.filter(person=person, job_post=job_post).exists()


def _time_reasons(times: tuple[datetime, datetime]) -> list[Reason]:
    start, end = times
    if end <= start:
        return [ENDS_FIRST]
    if end - start > LONGEST or start > timezone.now() + LONGEST:
        return [TOO_LONG]
    return []


def _person_reasons(person: Person) -> list[Reason]:
    roles = roles_of(person)
    if not person.is_active or not roles:
        return [Reason("no-post", f"{person.name} holds no post here today.")]
    if Role.ADMINISTRATOR in roles:
        return [
            Reason(
                "administrator",
                "Whoever runs the service has no power over what is published.",
            )
        ]
    return []


def _chain_reasons(
    job_post: JobPost,
    principal: Person,
    person: Person,
    times: tuple[datetime, datetime],
) -> list[Reason]:
    overlapping = Substitution.objects.filter(
        starts_at__lt=times[1], ends_at__gt=times[0]
    ).filter(starts_at__lt=F("ends_at"))
    if overlapping.filter(principal=person).exists():
        return [Reason("chain", f"Somebody stands in for {person.name} then.")]
    same = Q(principal=principal) | Q(person=principal)
    if overlapping.filter(same, job_post=job_post).exists():
        return [
            Reason("chain", f"Somebody stands in for {principal.name} then already.")
        ]
    return []


def _duty_reasons(
    job_post: JobPost, person: Person, times: tuple[datetime, datetime]
) -> list[Reason]:
    if Role.DUTY_OFFICER not in job_post.roles:
        return [Reason("no-duty-post", f"{job_post.title} is no duty officer's post.")]
    if not _holds_throughout(person, job_post, times):
        return [_not_a_holder(person, job_post)]
    taken = _taken(job_post, times).first()
    if taken is None:
        return []
    return [
        Reason(
            "duty-taken",
            f"{taken.person.name} is on duty then as {job_post.title}. Choose other "
            "times, or hand that duty over.",
        )
    ]


def _taken(job_post: JobPost, times: tuple[datetime, datetime]) -> QuerySet[DutyShift]:
    return shifts_between(*times).filter(job_post=job_post)


def _holds_throughout(
    person: Person, job_post: JobPost, times: tuple[datetime, datetime]
) -> bool:
    """Whether one holding of the post covers both ends."""
    first, last = (timezone.localdate(each) for each in times)
    covering = held_on(first).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=last))
    return covering.filter(
        person=person, job_post=job_post, person__is_active=True
    ).exists()


def _not_a_holder(person: Person, job_post: JobPost) -> Reason:
    return Reason(
        "not-a-holder",
        f"{person.name} does not hold {job_post.title} for all of that time. An "
        "administrator gives them the post first.",
    )
