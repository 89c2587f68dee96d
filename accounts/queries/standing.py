"""Reads of who stands in for whom and who is on duty at a moment.

Nothing here changes a row.
"""

from datetime import datetime

from django.db.models import F, QuerySet

from accounts.models import DutyShift, Substitution


def substitutions_at(moment: datetime) -> QuerySet[Substitution]:
    """Every substitution in force, of people who may sign in."""
    return Substitution.objects.filter(
        starts_at__lte=moment, ends_at__gt=moment, person__is_active=True
    ).select_related("job_post__team", "principal", "person")


def shifts_at(moment: datetime) -> QuerySet[DutyShift]:
    """Every shift that runs at a moment."""
    return DutyShift.objects.filter(
        starts_at__lte=moment, ends_at__gt=moment
    ).select_related("job_post", "person")


def shifts_between(start: datetime, end: datetime) -> QuerySet[DutyShift]:
    """The roster of a time, in order; what was taken off before it began is not on it."""
    # Two conditions on one column need two filters.
    overlapping = DutyShift.objects.filter(starts_at__lt=end, ends_at__gt=start)
    return (
        overlapping.filter(starts_at__lt=F("ends_at"))
        .select_related("job_post", "person", "taken_over_from__person")
        .order_by("starts_at", "pk")
    )


def on_duty(moment: datetime) -> list[DutyShift]:
    """Who is on duty at a moment, by duty."""
    return list(shifts_at(moment).order_by("job_post__title"))


def substitutions_between(start: datetime, end: datetime) -> QuerySet[Substitution]:
    """Who stands in for whom in a time, in order; not what ended before it began."""
    overlapping = Substitution.objects.filter(starts_at__lt=end, ends_at__gt=start)
    return (
        overlapping.filter(starts_at__lt=F("ends_at"))
        .select_related("job_post", "principal", "person")
        .order_by("starts_at", "pk")
    )
