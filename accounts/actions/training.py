"""The verbs of training: record a completed course, take in a file of them.

No file is read here: `accounts.policy.training_file` says what its rows mean.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.models import Course, Person, TrainingRecord
from accounts.policy.training import (
    reasons_against_keeping_records,
    reasons_against_recording,
)
from accounts.policy.training_file import Row
from accounts.queries.people import acting_as
from accounts.reasons import RefusedError, refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import Actor, Subject, record


def record_training(
    *,
    by: Person,
    person: Person,
    course: Course,
    completed_on: date,
    expires_on: date,
) -> TrainingRecord:
    """Record one completion; said again it changes nothing, or its last day.

    Raises `RefusedError`.
    """
    refuse_for(
        reasons_against_recording(
            by=by, person=person, completed_on=completed_on, expires_on=expires_on
        )
    )
    actor = acting_as(by, (Role.TRAINING_ADMINISTRATOR,)).actor
    with transaction.atomic():
        # Two files that name the same completion are taken in one after the other.
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        return _keep(person, course, completed_on, expires_on, by=by, actor=actor)


def take_in(rows: Sequence[Row], *, by: Person) -> int:
    """Record the rows of a file; returns how many changed something.

    All or nothing: one row with a fault refuses them all. Raises `RefusedError`.
    """
    refuse_for(reasons_against_keeping_records(by))
    refuse_for([fault for row in rows for fault in row.faults])
    changed = [row for row in rows if row.changes]
    actor = acting_as(by, (Role.TRAINING_ADMINISTRATOR,)).actor
    with transaction.atomic():
        people = {row.person.pk for row in changed if row.person}
        named = Person.objects.filter(pk__in=people).order_by("pk")
        list(named.select_for_update(no_key=True).values_list("pk"))
        for row in changed:
            if row.person is None or row.course is None:
                raise RefusedError(row.faults)
            _keep(
                row.person,
                row.course,
                row.completed_on,
                row.expires_on,
                by=by,
                actor=actor,
            )
    return len(changed)


def _keep(
    person: Person,
    course: Course,
    completed_on: date,
    expires_on: date,
    *,
    by: Person,
    actor: Actor,
) -> TrainingRecord:
    found, new = TrainingRecord.objects.get_or_create(
        person=person,
        course=course,
        completed_on=completed_on,
        defaults={"expires_on": expires_on, "recorded_by": by},
    )
    if new or found.expires_on != expires_on:
        found.expires_on, found.recorded_by = expires_on, by
        found.save(update_fields=["expires_on", "recorded_by"])
        _record(found, actor)
    return found


def _record(found: TrainingRecord, actor: Actor) -> None:
    record(
        Event.TRAINING_RECORDED,
        actor=actor,
        subject=Subject("person", str(found.person_id)),
        details={
            "course": found.course.name,
            "completed_on": found.completed_on.isoformat(),
            "expires_on": found.expires_on.isoformat(),
        },
    )
