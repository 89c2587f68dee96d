"""Which of a register's rows count at a moment.

Nothing here changes a row.
"""

from datetime import datetime
from typing import TypeVar

from django.db.models import Q, QuerySet

from guidance.models.registers import Dated


Row = TypeVar("Row", bound=Dated)


def in_force(rows: QuerySet[Row], *, at: datetime) -> QuerySet[Row]:
    return rows.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)
