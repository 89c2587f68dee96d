"""Recording that somebody read, exported or verifies the log, before they see it.

No entry is read here.
"""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import Person
from accounts.queries import acting_as, capacity_as
from accounts.reasons import Reason, RefusedError
from accounts.roles import CONTENT_ROLES, Role
from approvals.models import Decision
from audit.events import Event
from audit.log import CannotCheckError, Subject, begin_self_check, record
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


def record_receipt(decision: Decision, *, by: Person) -> None:
    """That the one who decided, or an auditor, took the decision's receipt."""
    capacity = acting_as(by, CONTENT_ROLES)
    with transaction.atomic():
        record(
            Event.LOG_READ,
            actor=capacity.actor,
            subject=Subject("entry", str(decision.entry)),
            details={"receipt": True},
        )


def begin_verifying(*, by: Person) -> None:
    """Verify the whole log, unless that is under way; refuses while it cannot be."""
    try:
        begin_self_check(by=acting_as(by, (Role.AUDITOR,)).actor)
    except CannotCheckError as error:
        raise RefusedError([Reason("cannot-verify", str(error))]) from error


def _record(
    event: Event, subject: Subject, *, by: Person, details: Mapping[str, Json]
) -> None:
    capacity = capacity_as(by, (Role.AUDITOR,))
    if capacity is None:
        raise RefusedError([Reason("not-auditor", "Only auditors read the log.")])
    with transaction.atomic():
        record(event, actor=capacity.actor, subject=subject, details=details)
