"""Reads of registers: what counts at a moment, what once did.

Nothing here changes a register.
"""

from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from guidance.models import (
    RegisterEntry,
    SensitivePeriod,
    SittingDays,
    StatisticsRelease,
)
from guidance.queries.dated import in_force
from guidance.registers import Register


RowModel = (
    type[RegisterEntry]
    | type[StatisticsRelease]
    | type[SensitivePeriod]
    | type[SittingDays]
)
Rows = QuerySet[Any]
CALENDAR_MODELS: dict[Register, RowModel] = {
    Register.RELEASE: StatisticsRelease,
    Register.PERIOD: SensitivePeriod,
    Register.SITTING: SittingDays,
}
ORDER = {
    Register.RELEASE: ("releases_at", "pk"),
    Register.PERIOD: ("starts_at", "pk"),
    Register.SITTING: ("first_day", "pk"),
}
BY_VALUE = ("value", "pk")


def model_of(register: Register) -> RowModel:
    return CALENDAR_MODELS.get(register, RegisterEntry)


def rows_of(register: Register) -> Rows:
    """Every row that the register ever had, in the order in which people look."""
    rows: Rows = model_of(register).objects.all()
    if register not in CALENDAR_MODELS:
        rows = rows.filter(register=register)
    return rows.order_by(*ORDER.get(register, BY_VALUE))


def listed(register: Register, *, at: datetime | None = None) -> Rows:
    """What the register says at a moment (now by default)."""
    return in_force(rows_of(register), at=at or timezone.now())


def ended(register: Register) -> Rows:
    """What the register once said, what ended last first."""
    return rows_of(register).filter(valid_to__isnull=False).order_by("-valid_to", "-pk")


def counts() -> dict[str, int]:
    """How much each register holds now, by its value; what holds nothing is absent."""
    now = timezone.now()
    rows = in_force(RegisterEntry.objects.all(), at=now)
    found = dict(rows.order_by().values_list("register").annotate(Count("pk")))
    for register in CALENDAR_MODELS:
        found[register.value] = listed(register, at=now).count()
    return found
