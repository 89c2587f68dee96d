"""Recording that somebody read or exported the log, before it is shown to them.

No entry is read here.
"""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.reasons import Reason, RefusedError
from accounts.roles import Role
from audit.events import Event
from audit.log import Subject, record
from audit.tree.canonical import Json


def record_reading(
    subject: Subject, *, by: Person, asked: Mapping[str, Json] | None = None
) -> None:
    """One entry a page view: what was opened, or what was asked for."""
    _record(Event.LOG_READ, subject, by=by, details=asked or {})


def record_export(*, by: Person, disclosed: bool) -> None:
    _record(
        Event.LOG_EXPORTED,
        Subject("log", "export"),
        by=by,
        details={"disclosed": disclosed},
    )


def _record(
    event: Event, subject: Subject, *, by: Person, details: Mapping[str, Json]
) -> None:
    capacity = capacity_as(by, (Role.AUDITOR,))
    if capacity is None:
        raise RefusedError([Reason("not-auditor", "Only auditors read the log.")])
    with transaction.atomic():
        record(event, actor=capacity.actor, subject=subject, details=details)
