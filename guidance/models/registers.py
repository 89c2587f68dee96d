"""One row an entry of a register, from when to when it counts.

An entry ends and is never removed; triggers tie each step to an approved change.
"""

from django.db import models
from django.db.models import F, Q

from guidance.registers import Register


class Dated(models.Model):
    """What every row of a register has: its time, and the changes that made and ended it.

    `proposal` and `ended_by` are numbers of changes that two people made.
    """

    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    proposal = models.BigIntegerField()
    ended_by = models.BigIntegerField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_after_it_starts",
                condition=Q(valid_to__isnull=True, ended_by__isnull=True)
                | Q(valid_to__gte=F("valid_from"), ended_by__isnull=False),
            ),
            models.UniqueConstraint(fields=["proposal"], name="%(class)s_one_a_change"),
        ]


class RegisterEntry(Dated):
    """One value of one register, such as the number of the press office.

    `value` is normalised as its register asks; `what` says what it is.
    """

    register = models.CharField(max_length=24, choices=Register)
    value = models.CharField(max_length=200)
    what = models.CharField(max_length=160, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["register", "value"],
                condition=Q(valid_to__isnull=True),
                name="registerentry_is_listed_once",
            ),
            models.CheckConstraint(
                name="registerentry_register_is_known",
                condition=Q(register__in=Register.values),
            ),
        ]
        indexes = [
            models.Index(fields=["register", "-valid_from"], name="register_history")
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.value}" if self.what else self.value
