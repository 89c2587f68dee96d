"""Reads of the versions of the schedule of authority.

Nothing here changes a row, and what a row means is in the policy.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from approvals.models.schedule import ScheduleVersion


def changed_rows() -> Mapping[str, Any]:
    """The row of each class that was ever changed, as its last version has it."""
    return dict(
        ScheduleVersion.objects.order_by("authority", "-number")
        .distinct("authority")
        .values_list("authority", "row")
    )


def versions() -> QuerySet[ScheduleVersion]:
    """Every version with its change and both people, the first one first."""
    return ScheduleVersion.objects.select_related(
        "proposal__proposed_by", "proposal__decided_by"
    ).order_by("number")
