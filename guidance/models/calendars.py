"""Times that the rules read: releases of statistics, sensitive periods, sitting days.

No value is judged here, and no row is removed: a wrong one ends.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from guidance.models.registers import Dated
from guidance.registers import PeriodKind


class StatisticsRelease(Dated):
    """When a series comes out, the words that name it, and from when it is guarded.

    Between `guarded_from` and `releases_at` no post gives a figure or a hint of it.
    """

    series = models.CharField(max_length=120)
    words = ArrayField(models.CharField(max_length=60))
    guarded_from = models.DateTimeField()
    releases_at = models.DateTimeField()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="release_is_guarded_before_it",
                condition=Q(guarded_from__lt=F("releases_at")),
            ),
        ]
        indexes = [models.Index(fields=["releases_at"], name="release_moment")]

    def __str__(self) -> str:
        return self.series


class SensitivePeriod(Dated):
    """A time in which less goes out, to the minute; its end is not part of it.

    `allowed` names purposes of posts that it does not touch; `places` is for people.
    """

    kind = models.CharField(max_length=20, choices=PeriodKind)
    name = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    places = ArrayField(models.CharField(max_length=60), blank=True)
    allowed = ArrayField(models.CharField(max_length=20), blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="period_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
            ),
            models.CheckConstraint(
                name="period_kind_is_known",
                condition=Q(kind__in=PeriodKind.values),
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="period_end")]

    def __str__(self) -> str:
        return self.name


class SittingDays(Dated):
    """Days from a first to a last between which Parliament sits without a recess."""

    first_day = models.DateField()
    last_day = models.DateField()
    what = models.CharField(max_length=160, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="sitting_ends_after_it_starts",
                condition=Q(last_day__gte=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return self.what or "Parliament sits"
