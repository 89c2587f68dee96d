"""The verbs of an approver: approve exactly these words, or send them back.

Each locks, asks the policy, changes and logs in one transaction; nothing is sent here.
"""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from accounts.actions.notices import tell
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity, acting_as, capacity_in
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import DECIDING_ROLES
from approvals import policy
from approvals.lifecycle import Verdict
from approvals.models import Authorisation, Decision, Reliance
from audit.events import Event
from audit.log import Actor, AuthorityRef, record
from drafts.actions import (
    advance,
    current_revision,
    locked,
    mark_returned,
    subject_of,
)
from drafts.checks import check_content
from drafts.content import moment
from drafts.lifecycle import Status
from drafts.models import Draft, Revision
from drafts.outbox import outbox
from drafts.queries import database_time


def approve(revision: Revision, *, by: Person, digest: bytes) -> Decision:
    """Approve the words whose digest the approver was shown.

    The last decision that the revision needs also writes its authorisation and
    the outbox, in this transaction. Raises `RefusedError`.
    """
    with transaction.atomic():
        draft = locked(revision.draft)
        revision = _same_words(revision, digest)
        revision.draft = draft
        now = database_time()
        refuse_for(
            policy.reasons_against_approve(
                revision, by=by, result=check_content(revision.content), now=now
            )
        )
        filled = policy.seats_open_to(by, revision=revision, at=now)
        capacity = capacity_in(by, filled[0].delegation.job_post, at=now)
        decision = _decide(
            revision,
            Verdict.APPROVED,
            capacity=capacity,
            entry=_record_approval(revision, capacity, filled),
        )
        Reliance.objects.bulk_create(
            Reliance(
                decision=decision,
                seat=each.seat.name,
                authority=each.seat.authority,
                delegation=each.delegation,
            )
            for each in filled
        )
        if not policy.outstanding(revision):
            _authorise(draft, revision, capacity=capacity, now=now)
    return decision


def send_back(
    revision: Revision, *, by: Person, digest: bytes, reason: str
) -> Decision:
    """Return the draft to its author with a reason."""
    with transaction.atomic():
        draft = locked(revision.draft)
        revision = _same_words(revision, digest)
        revision.draft = draft
        refuse_for(policy.reasons_against_return(revision, by=by, reason=reason))
        capacity = acting_as(by, DECIDING_ROLES)
        entry = record(
            Event.DECISION_RETURNED,
            actor=capacity.actor,
            subject=subject_of(draft),
            digest=digest,
            details={"revision": revision.number},
            personal={"reason": reason.strip()},
        )
        decision = _decide(
            revision,
            Verdict.RETURNED,
            capacity=capacity,
            entry=entry,
            reason=reason.strip(),
        )
        mark_returned(draft)
        _tell_author(draft, NoticeKind.RETURNED)
    return decision


CLOCK = Actor(id="service:clock", post="clock", role="service")


def expire_late() -> int:
    """Close submitted drafts whose slot has passed; returns how many."""
    late = Draft.objects.filter(
        status=Status.SUBMITTED, slot_ends_at__lte=database_time()
    )
    return sum(_expire(draft.pk) for draft in late[:1000])


def _same_words(revision: Revision, digest: bytes) -> Revision:
    """The revision read again, if its digest is the one that the person was shown."""
    fresh = Revision.objects.select_related("draft").get(pk=revision.pk)
    if not hmac.compare_digest(bytes(fresh.digest), digest):
        raise RefusedError(
            [
                Reason(
                    "other-words",
                    "The page you decided on showed other words. Read these first.",
                )
            ]
        )
    return fresh


def _decide(
    revision: Revision,
    verdict: Verdict,
    *,
    capacity: Capacity,
    entry: UUID,
    reason: str = "",
) -> Decision:
    return Decision.objects.create(
        revision=revision,
        digest=revision.digest,
        verdict=verdict,
        decided_by=capacity.person,
        post=capacity.post,
        role=capacity.role.value,
        reason=reason,
        entry=entry,
    )


def _record_approval(
    revision: Revision, capacity: Capacity, filled: Sequence[policy.Filled]
) -> UUID:
    first = filled[0]
    return record(
        Event.DECISION_APPROVED,
        actor=capacity.actor,
        subject=subject_of(revision.draft),
        digest=bytes(revision.digest),
        authority=AuthorityRef(
            id=str(first.delegation.pk),
            authority_class=first.seat.authority,
            reference=first.delegation.reference,
        ),
        details={
            "revision": revision.number,
            "authorities": {
                each.seat.name: {
                    "reference": each.delegation.reference,
                    "post": each.delegation.job_post.title,
                }
                for each in filled
            },
        },
    )


def _authorise(
    draft: Draft, revision: Revision, *, capacity: Capacity, now: datetime
) -> None:
    content = revision.content
    identifier = uuid4()
    entry = record(
        Event.REVISION_AUTHORISED,
        actor=capacity.actor,
        subject=subject_of(draft),
        digest=bytes(revision.digest),
        details={
            "revision": revision.number,
            "authorisation": str(identifier),
            "decisions": [str(each.entry) for each in revision.decisions.all()],
        },
    )
    Authorisation.objects.create(
        id=identifier,
        revision=revision,
        digest=revision.digest,
        expires_at=_expiry(moment(content.not_after), now=now),
        entry=entry,
    )
    advance(draft, verb="authorise")
    due_at = max(now, moment(content.not_before) or now)
    outbox().enqueue(revision, authorisation=identifier, due_at=due_at)
    _tell_author(draft, NoticeKind.APPROVED)


def _expiry(not_after: datetime | None, *, now: datetime) -> datetime:
    """An approval lasts the set hours, and for a later slot until the slot is over."""
    lasts = now + timedelta(hours=settings.COUNTERSIGN_APPROVAL_HOURS)
    return max(lasts, not_after) if not_after else lasts


def _expire(draft_id: int) -> int:
    """Close one draft, unless somebody has it in hand: the next sweep comes soon."""
    with transaction.atomic():
        draft = (
            Draft.objects.select_for_update(skip_locked=True)
            .filter(
                pk=draft_id,
                status=Status.SUBMITTED,
                slot_ends_at__lte=database_time(),
            )
            .first()
        )
        if draft is None:
            return 0
        advance(draft, verb="expire")
        record(
            Event.DRAFT_EXPIRED,
            actor=CLOCK,
            subject=subject_of(draft),
            digest=bytes(current_revision(draft).digest),
        )
        _tell_author(draft, NoticeKind.EXPIRED)
    return 1


def _tell_author(draft: Draft, kind: NoticeKind) -> None:
    tell(
        draft.author, kind=kind, subject=subject_of(draft), path=f"/drafts/{draft.pk}/"
    )
