"""Entering a row into a register, and ending one, as an approved change says.

Who may is decided above; PostgreSQL refuses a row that no approved change names.
"""

from dataclasses import dataclass
from datetime import datetime

from audit.events import Event
from audit.log import Actor, Subject, record
from guidance.models.registers import Dated
from guidance.policy.values import Values
from guidance.queries.registers import model_of
from guidance.registers import Register


@dataclass(frozen=True, slots=True)
class Change:
    """The approved change that is being made: its number, who makes it, and when."""

    proposal: int
    actor: Actor
    at: datetime


def enter(register: Register, values: Values, *, change: Change) -> Dated:
    """Add a row that counts from this moment on."""
    row = model_of(register)(proposal=change.proposal, valid_from=change.at, **values)
    row.clean_fields(exclude=["ended_by", "valid_to"])
    row.save(force_insert=True)
    _note(register, row, change, verb="added")
    return row


def end(register: Register, number: int, *, change: Change) -> None:
    """Let a row count no more from this moment on."""
    rows = model_of(register).objects
    row: Dated = rows.select_for_update().get(pk=number)
    rows.filter(pk=number).update(valid_to=change.at, ended_by=change.proposal)
    _note(register, row, change, verb="ended")


PERIOD_EVENTS = {"added": Event.PERIOD_OPENED, "ended": Event.PERIOD_CLOSED}


def _note(register: Register, row: Dated, change: Change, *, verb: str) -> None:
    about = {"changed": [verb], "proposal": str(change.proposal)}
    if register == Register.PERIOD:
        record(
            PERIOD_EVENTS[verb],
            actor=change.actor,
            subject=Subject("period", str(row.pk)),
            details={
                **about,
                **{name: _text(row, name) for name in PERIOD_DETAILS},
            },
        )
    elif register in {Register.RELEASE, Register.SITTING}:
        record(
            Event.CALENDAR_CHANGED,
            actor=change.actor,
            subject=Subject("calendar", str(row.pk)),
            details={**about, "name": register.value},
        )
    else:
        record(
            Event.LEXICON_CHANGED,
            actor=change.actor,
            subject=Subject("register", str(row.pk)),
            details={**about, "register": register.value},
            personal={"value": str(row)},
        )


PERIOD_DETAILS = ("name", "kind", "starts_at", "ends_at")


def _text(row: Dated, name: str) -> str:
    value = getattr(row, name)
    return value.isoformat() if isinstance(value, datetime) else str(value)
