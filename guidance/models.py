"""The registers that rules and the publisher read: public numbers, sensitive periods.

No rule lives here; rules are given these as values.
"""

from django.db import models
from django.db.models import F, Q


class PublicNumber(models.Model):
    """A telephone number that the department publishes, digits only."""

    number = models.CharField(max_length=20, unique=True)
    what = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.what}: {self.number}"


class SensitivePeriod(models.Model):
    """A time in which nothing goes out without being looked at again."""

    name = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="period_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
            )
        ]

    def __str__(self) -> str:
        return self.name
