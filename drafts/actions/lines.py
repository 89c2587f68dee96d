"""The verbs of the lines library: propose, clear, refuse and withdraw.

Each locks, asks the policy, changes and logs in one transaction; nothing is published.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from accounts.models import JobPost, Person
from accounts.queries import Capacity, acting_as, capacity_in
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import DECIDING_ROLES
from audit.events import Event
from drafts.actions.from_lines import sample_checks
from drafts.actions.line_entries import record_clearance, record_line
from drafts.content import ContentError, clean_text
from drafts.models.lines import Line, LineReliance, LineVerdict, LineVersion
from drafts.policy import clearing, filling, slots
from drafts.queries import database_time


@dataclass(frozen=True, slots=True)
class Wording:
    """What somebody proposes: the words with their slots, where, and from when to when."""

    title: str
    text: str
    slots: tuple[slots.Slot, ...]
    topic: str
    language: str
    accounts: tuple[int, ...]
    valid_from: datetime
    valid_to: datetime


def propose_line(*, by: Person, owner: JobPost, wording: Wording) -> LineVersion:
    """Propose a new line, which somebody else clears."""
    with transaction.atomic():
        return _write_version(Line.objects.create(owner=owner), by, wording)


def propose_version(line: Line, *, by: Person, wording: Wording) -> LineVersion:
    """Propose other words for a line; the version in use stays until they are cleared."""
    with transaction.atomic():
        return _write_version(
            Line.objects.select_for_update().get(pk=line.pk), by, wording
        )


def _write_version(line: Line, by: Person, wording: Wording) -> LineVersion:
    text = _cleaned(wording.text)
    if line.versions.filter(verdict=LineVerdict.WAITING, withdrawn_at=None).exists():
        raise RefusedError([STILL_WAITS])
    refuse_for(
        clearing.reasons_against_proposing(
            by=by,
            accounts=wording.accounts,
            valid_from=wording.valid_from,
            valid_to=wording.valid_to,
        )
        + filling.reasons_against_text(text, wording.slots)
    )
    capacity = acting_as(by, clearing.PROPOSING_ROLES)
    version = LineVersion.objects.create(
        line=line,
        number=line.versions.count() + 1,
        title=wording.title,
        text=text,
        slots=slots.stored(wording.slots),
        topic=wording.topic,
        language=wording.language,
        accounts=sorted(set(wording.accounts)),
        valid_from=wording.valid_from,
        valid_to=wording.valid_to,
        proposed_by=by,
        proposed_as=capacity.post,
    )
    record_line(Event.LINE_PROPOSED, version, capacity=capacity)
    return version


STILL_WAITS = Reason(
    "still-waits",
    "Other words for this line wait to be cleared. Wait for that, or withdraw them.",
)


def _cleaned(text: str) -> str:
    try:
        return clean_text(text)
    except ContentError as error:
        raise RefusedError([Reason("text", str(error))]) from None


def clear_line(version: LineVersion, *, by: Person) -> None:
    """Clear exactly this wording as standing authority, on the clearer's delegations."""
    with transaction.atomic():
        version = _locked(version)
        now = database_time()
        results = sample_checks(version)
        refuse_for(
            clearing.reasons_against_clearing(version, by=by, results=results, at=now)
        )
        classes = clearing.classes_of_line(version, results)
        held = clearing.delegations_for(version, classes, by=by, at=now)
        LineReliance.objects.bulk_create(
            LineReliance(
                version=version, authority=name, delegation=held[name], relied_on_by=by
            )
            for name in classes
        )
        capacity = capacity_in(by, held[classes[0]].job_post, at=now)
        entry = record_clearance(version, capacity, held)
        version.classes = list(classes)
        _decide(version, LineVerdict.CLEARED, capacity=capacity, entry=entry)


def refuse_line(version: LineVersion, *, by: Person, reason: str) -> None:
    """Say that a proposed wording is not to be used, and why."""
    with transaction.atomic():
        version = _locked(version)
        refuse_for(clearing.reasons_against_refusing(version, by=by, reason=reason))
        capacity = acting_as(by, DECIDING_ROLES)
        version.reason = reason.strip()
        entry = record_line(
            Event.LINE_REFUSED, version, capacity=capacity, reason=version.reason
        )
        _decide(version, LineVerdict.REFUSED, capacity=capacity, entry=entry)


def withdraw_line(version: LineVersion, *, by: Person, why: str) -> None:
    """Take a wording out of use at once: nothing more goes out on its clearance."""
    with transaction.atomic():
        version = _locked(version)
        refuse_for(clearing.reasons_against_withdrawing(version, by=by, why=why))
        capacity = clearing.withdrawing_capacity(version, by=by)
        if capacity is None:
            raise RefusedError([clearing.NOT_YOURS])
        record_line(
            Event.LINE_WITHDRAWN, version, capacity=capacity, reason=why.strip()
        )
        LineVersion.objects.filter(pk=version.pk).update(
            withdrawn_at=Now(), withdrawn_by=by, withdrawn_why=why.strip()
        )


def _locked(version: LineVersion) -> LineVersion:
    return (
        LineVersion.objects.select_for_update(of=("self",))
        .select_related("line__owner", "proposed_by", "decided_by")
        .get(pk=version.pk)
    )


def _decide(
    version: LineVersion, verdict: LineVerdict, *, capacity: Capacity, entry: UUID
) -> None:
    LineVersion.objects.filter(pk=version.pk).update(
        verdict=verdict,
        classes=version.classes,
        decided_by=capacity.person,
        decided_as=capacity.post,
        decided_at=Now(),
        reason=version.reason,
        entry=entry,
    )
