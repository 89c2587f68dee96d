"""The verbs of a change that needs two people: propose, approve, refuse, withdraw.

Nothing is changed by one person here; the kind of the change makes it.
"""

import hashlib
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import rfc8785
import structlog
from django.db import OperationalError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.actions.notices import tell, tell_everyone
from accounts.models import Person
from accounts.models.proposals import Proposal, Verdict
from accounts.notice_kinds import NoticeKind
from accounts.policy.proposals import (
    NEEDS_REASON,
    reasons_against_approving,
    reasons_against_deciding,
    reasons_against_proposing,
    reasons_against_withdrawing,
)
from accounts.proposals import Payload, kind_named
from accounts.queries.people import acting_as, roles_of
from accounts.queries.proposals import people_who_could_decide, proposals_due
from accounts.queries.rights import Capacity
from accounts.reasons import Reason, refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import Actor, Subject, record


logger = structlog.get_logger(__name__)
BROKE = Reason("broke", "It could not be made. Tell whoever runs the service.")
CLOCK = Actor(id="service:clock", post="clock", role="service")
EVENTS = {
    Verdict.APPROVED: Event.PROPOSAL_APPROVED,
    Verdict.REFUSED: Event.PROPOSAL_REFUSED,
    Verdict.WITHDRAWN: Event.PROPOSAL_WITHDRAWN,
}


def propose(
    kind: str,
    payload: Payload,
    *,
    by: Person,
    takes_effect_at: datetime | None = None,
    why: str = "",
) -> Proposal:
    """Put a change before whoever may decide it, and tell them.

    `takes_effect_at` None: as soon as it is approved. Raises `RefusedError`.
    """
    brought = kind_named(kind)
    refuse_for(
        reasons_against_proposing(
            brought,
            payload,
            roles=roles_of(by),
            takes_effect_at=takes_effect_at,
            now=timezone.now(),
        )
    )
    capacity = acting_as(by, tuple(brought.proposing_roles(payload)))
    with transaction.atomic():
        proposal = Proposal(
            pk=_next_number(),
            kind=kind,
            subject=brought.subject(payload),
            payload=dict(payload),
            digest=_digest(kind, payload, takes_effect_at),
            summary=brought.summary(payload),
            why=why.strip(),
            takes_effect_at=takes_effect_at,
            proposed_by=by,
        )
        proposal.made_entry = _record_made(proposal, capacity)
        proposal.save(force_insert=True)
        proposal.refresh_from_db()
        _tell_deciders(proposal)
    return proposal


def approve_proposal(proposal: Proposal, *, by: Person) -> Proposal:
    """Approve a change; it is made now, or by the clock on its day of effect."""
    with transaction.atomic():
        proposal = _locked(proposal)
        refuse_for(reasons_against_approving(proposal, by=by, roles=roles_of(by)))
        capacity = _decider(proposal, by)
        _decide(proposal, Verdict.APPROVED, capacity=capacity)
        due = proposal.takes_effect_at
        if due is None or due <= timezone.now():
            _apply(proposal, actor=capacity.actor)
    return proposal


def refuse_proposal(proposal: Proposal, *, by: Person, reason: str) -> Proposal:
    """Refuse a change, with a reason for whoever proposed it."""
    with transaction.atomic():
        proposal = _locked(proposal)
        reasons = reasons_against_deciding(proposal, by=by, roles=roles_of(by))
        refuse_for(reasons + ([] if reason.strip() else [NEEDS_REASON]))
        capacity = _decider(proposal, by)
        _decide(proposal, Verdict.REFUSED, capacity=capacity, reason=reason.strip())
    return proposal


def withdraw_proposal(proposal: Proposal, *, by: Person) -> Proposal:
    """Take back a change of one's own that nobody has decided."""
    with transaction.atomic():
        proposal = _locked(proposal)
        refuse_for(reasons_against_withdrawing(proposal, by=by))
        wanted = kind_named(proposal.kind).proposing_roles(proposal.payload)
        _decide(proposal, Verdict.WITHDRAWN, capacity=_capacity(by, wanted))
    return proposal


def apply_due(now: datetime) -> int:
    """Make every approved change whose day has come; returns how many were made.

    One that can no longer be made keeps its trouble, and whoever decided it is told.
    """
    due = list(proposals_due(now).values_list("pk", flat=True)[:1000])
    return sum(_apply_one(number) for number in due)


def subject_of(proposal: Proposal) -> Subject:
    return Subject("proposal", str(proposal.pk))


def _apply_one(number: int) -> bool:
    """Whether this one was made; one in other hands waits for the next sweep."""
    with transaction.atomic():
        proposal = (
            proposals_due(timezone.now())
            .select_for_update(skip_locked=True, of=("self",))
            .filter(pk=number)
            .first()
        )
        if proposal is None:
            return False
        reasons = kind_named(proposal.kind).reasons_against(proposal.payload)
        reason = reasons[0] if reasons else _applied_or_why_not(proposal)
        if reason is not None:
            _give_up(proposal, reason)
    return reason is None


def _applied_or_why_not(proposal: Proposal) -> Reason | None:
    """Make the change; one that breaks is set aside, so that it stops no other."""
    try:
        with transaction.atomic():
            _apply(proposal, actor=CLOCK)
    except OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad change must not stop the rest
        _log_broken(proposal, error)
        return BROKE
    return None


def _log_broken(proposal: Proposal, error: Exception) -> None:
    """Say which change broke: the kind of error alone, never what it says."""
    logger.error("proposal.broke", proposal=proposal.pk, error=type(error).__name__)


def _apply(proposal: Proposal, *, actor: Actor) -> None:
    kind_named(proposal.kind).apply(proposal, actor=actor)
    Proposal.objects.filter(pk=proposal.pk).update(applied_at=Now())
    proposal.refresh_from_db()
    record(
        Event.PROPOSAL_APPLIED,
        actor=actor,
        subject=subject_of(proposal),
        digest=bytes(proposal.digest),
        details=_about(proposal),
    )


def _give_up(proposal: Proposal, reason: Reason) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(trouble=reason.sentence[:400])
    record(
        Event.PROPOSAL_FAILED,
        actor=CLOCK,
        subject=subject_of(proposal),
        digest=bytes(proposal.digest),
        details={**_about(proposal), "why": reason.code},
    )
    people = [proposal.proposed_by, proposal.decided_by]
    tell_everyone(
        [person for person in people if person is not None],
        kind=NoticeKind.PROPOSAL_DECIDED,
        subject=subject_of(proposal),
        path=kind_named(proposal.kind).page(proposal),
        why="It was approved, but could not be made when its time came.",
    )


def _decide(
    proposal: Proposal, verdict: Verdict, *, capacity: Capacity, reason: str = ""
) -> None:
    entry = record(
        EVENTS[verdict],
        actor=capacity.actor,
        subject=subject_of(proposal),
        digest=bytes(proposal.digest),
        details=_about(proposal),
        personal={"reason": reason} if reason else None,
    )
    Proposal.objects.filter(pk=proposal.pk).update(
        verdict=verdict,
        decided_by=capacity.person,
        decided_at=Now(),
        decided_entry=entry,
        reason=reason,
    )
    proposal.refresh_from_db()
    if verdict != Verdict.WITHDRAWN:
        tell(
            proposal.proposed_by,
            kind=NoticeKind.PROPOSAL_DECIDED,
            subject=subject_of(proposal),
            path=kind_named(proposal.kind).page(proposal),
            why=f"{verdict.label} by {capacity.person.name}.",
        )


def _decider(proposal: Proposal, by: Person) -> Capacity:
    return _capacity(by, kind_named(proposal.kind).deciding_roles(proposal.payload))


def _capacity(by: Person, roles: Collection[Role]) -> Capacity:
    return acting_as(by, tuple(roles))


def _record_made(proposal: Proposal, capacity: Capacity) -> UUID:
    due = proposal.takes_effect_at
    personal = {"summary": proposal.summary, "why": proposal.why}
    return record(
        Event.PROPOSAL_MADE,
        actor=capacity.actor,
        subject=subject_of(proposal),
        digest=bytes(proposal.digest),
        details={
            **_about(proposal),
            "takes_effect_at": due.isoformat() if due else None,
        },
        personal={name: value for name, value in personal.items() if value},
    )


def _tell_deciders(proposal: Proposal) -> None:
    tell_everyone(
        people_who_could_decide(proposal),
        kind=NoticeKind.PROPOSAL_WAITING,
        subject=subject_of(proposal),
        path=kind_named(proposal.kind).page(proposal),
    )


def _about(proposal: Proposal) -> dict[str, str]:
    return {"kind": proposal.kind, "subject": proposal.subject}


def _locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands; other open ones of its subject wait for this one.

    So two changes that cannot both be made are not approved at the same moment.
    """
    others = Proposal.objects.filter(
        kind=proposal.kind, subject=proposal.subject, verdict=""
    )
    list(others.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("proposed_by")
        .get(pk=proposal.pk)
    )


def _digest(kind: str, payload: Payload, takes_effect_at: datetime | None) -> bytes:
    due = takes_effect_at.isoformat() if takes_effect_at else None
    body = {"kind": kind, "payload": dict(payload), "takes_effect_at": due}
    return hashlib.sha256(rfc8785.dumps(body)).digest()


def _next_number() -> int:
    """The number of the next proposal, which its log entry names before it is there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('accounts_proposal', 'id'))"
        )
        number: int = cursor.fetchone()[0]
    return number
