"""Why a post may not be given, ended or changed, and who confirms it: reasons only.

Nothing here changes a row.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Holding, JobPost, Person
from accounts.queries.organisation import (
    GUARDED_ROLES,
    administrators,
    manager_of,
    manages,
)
from accounts.queries.people import capacity_as
from accounts.reasons import Reason
from accounts.roles import Role


# No record of a post reaches further back or ahead than this.
HORIZON = timedelta(days=366 * 60)


def is_guarded(job_post: JobPost) -> bool:
    """Whether two people give this post: it decides, guards the rules, or runs this."""
    return bool(set(job_post.roles).intersection(GUARDED_ROLES))


def gives_guarded_role(job_post: JobPost, roles: Iterable[str]) -> bool:
    """Whether a guarded role would come to somebody who holds the post or will."""
    more = set(roles).difference(job_post.roles)
    return bool(more.intersection(GUARDED_ROLES)) and _still_held(job_post).exists()


def reasons_against_changing(job_post: JobPost, *, by: Person) -> list[Reason]:
    """Why this person may not say which roles a post has."""
    reasons = reasons_against_administering(by)
    if _still_held(job_post).filter(person=by).exists():
        reasons.append(
            Reason(
                "own-post",
                "You hold this post. Another administrator changes its roles.",
            )
        )
    return reasons


def _still_held(job_post: JobPost) -> QuerySet[Holding]:
    today = timezone.localdate()
    ends = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return Holding.objects.filter(ends, job_post=job_post)


def reasons_against_administering(by: Person) -> list[Reason]:
    if by.is_superuser or capacity_as(by, (Role.ADMINISTRATOR,)):
        return []
    return [Reason("not-administrator", "Only an administrator changes who is who.")]


def reasons_against_holding(
    *, person: Person, job_post: JobPost, starts_on: date, ends_on: date | None
) -> list[Reason]:
    """Why this person cannot hold this post in this time, whoever gives it."""
    reasons = _date_reasons(starts_on, ends_on)
    if not person.is_active:
        reasons.append(
            Reason("closed-person", f"{person.name} may not sign in. Open them first.")
        )
    overlapping = Holding.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on),
        person=person,
        job_post=job_post,
        starts_on__lte=ends_on or date.max,
    )
    if not reasons and overlapping.exists():
        reasons.append(
            Reason(
                "already-held", f"{person.name} holds {job_post.title} in that time."
            )
        )
    return reasons


def reasons_against_giving(*, by: Person, person: Person) -> list[Reason]:
    reasons = reasons_against_administering(by)
    if person == by:
        reasons.append(
            Reason(
                "own-post",
                "Nobody gives a post to themselves. Ask another administrator.",
            )
        )
    return reasons


def reasons_against_ending(
    holding: Holding, *, by: Person, ends_on: date
) -> list[Reason]:
    reasons = reasons_against_administering(by)
    if ends_on < holding.starts_on:
        reasons.append(
            Reason("ends-before-start", "The last day is before the first day.")
        )
    if holding.ends_on is not None and ends_on > holding.ends_on:
        reasons.append(
            Reason(
                "ends-later",
                "A post that ends is made longer by giving it again, so that a second "
                "person can confirm it where one must.",
            )
        )
    return reasons


def reasons_against_moving(holding: Holding, *, by: Person, on: date) -> list[Reason]:
    """Why this holding cannot end the day before somebody starts elsewhere."""
    if on <= holding.starts_on:
        return [
            Reason("moves-at-once", "The new post starts after the first day of this.")
        ]
    return reasons_against_ending(holding, by=by, ends_on=on - timedelta(days=1))


def reasons_against_line(
    job_post: JobPost, *, reports_to: JobPost | None
) -> list[Reason]:
    """Why a post cannot report to another: line management has no circle."""
    above = reports_to
    while above is not None:
        if above.pk == job_post.pk:
            return [
                Reason(
                    "circle",
                    f"{reports_to} reports to {job_post} already, directly or not.",
                )
            ]
        above = above.reports_to
    return []


def one_administrator() -> bool:
    """Whether no second administrator is there to confirm anything."""
    return administrators(on=timezone.localdate()).count() < 2


def reasons_against_confirming(
    *, by: Person, person: Person, job_post: JobPost | None
) -> list[Reason]:
    """Why this person may not confirm what an administrator does for another.

    Another administrator confirms; where there is only one, the line manager does.
    """
    if by == person:
        return [Reason("own-post", "This is about you, so somebody else confirms it.")]
    if capacity_as(by, (Role.ADMINISTRATOR,)):
        return []
    now = timezone.now()
    manager = manager_of(job_post, at=now) if job_post else None
    above = manager == by or (job_post is None and manages(by, person, at=now))
    if above and one_administrator():
        return []
    return [
        Reason(
            "not-confirming",
            "Another administrator confirms this; where there is only one, the line "
            f"manager of {person.name} does.",
        )
    ]


def _date_reasons(starts_on: date, ends_on: date | None) -> list[Reason]:
    today = timezone.localdate()
    if abs(starts_on - today) > HORIZON or (
        ends_on is not None and abs(ends_on - today) > HORIZON
    ):
        return [Reason("far-date", "Choose days within the next or last 60 years.")]
    if ends_on is not None and ends_on < starts_on:
        return [Reason("ends-before-start", "The last day is before the first day.")]
    return []
