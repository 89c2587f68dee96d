"""Approving exactly these words, and closing what nobody approved in time.

Each locks, asks the policy, changes and logs in one transaction; nothing is sent here.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity, capacity_in
from accounts.reasons import refuse_for
from approvals import policy
from approvals.actions.statements import register_statements
from approvals.actions.verdicts import decide, same_words, tell_author
from approvals.lifecycle import Verdict
from approvals.models import Authorisation, Decision, Reliance
from audit.events import Event
from audit.log import Actor, AuthorityRef, record
from drafts.actions import (
    advance,
    current_revision,
    locked,
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
        revision = same_words(revision, digest)
        revision.draft = draft
        now = database_time()
        filled = policy.seats_open_to(by, revision=revision, at=now)
        refuse_for(
            policy.reasons_against_approve(
                revision,
                by=by,
                result=check_content(revision.content),
                now=now,
                filled=filled,
            )
        )
        capacity = capacity_in(by, filled[0].delegation.job_post, at=now)
        decision = decide(
            revision,
            Verdict.APPROVED,
            capacity=capacity,
            entry=record_approval(revision, capacity, filled),
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
            authorise(draft, revision, capacity=capacity, now=now)
    return decision


CLOCK = Actor(id="service:clock", post="clock", role="service")


def expire_late() -> int:
    """Close submitted drafts whose slot has passed; returns how many."""
    late = Draft.objects.filter(
        status=Status.SUBMITTED, slot_ends_at__lte=database_time()
    )
    return sum(_expire(draft.pk) for draft in late[:1000])


def record_approval(
    revision: Revision, capacity: Capacity, filled: Sequence[policy.Filled]
) -> UUID:
    """Write the entry of a decision, which names what it rests on, seat by seat."""
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


def authorise(
    draft: Draft, revision: Revision, *, capacity: Capacity, now: datetime
) -> None:
    """Follow the last decision needed: authorisation, registers, outbox, the author."""
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
    authorisation = Authorisation.objects.create(
        id=identifier,
        revision=revision,
        digest=revision.digest,
        expires_at=_expiry(moment(content.not_after), now=now),
        entry=entry,
    )
    register_statements(authorisation)
    advance(draft, verb="authorise")
    due_at = max(now, moment(content.not_before) or now)
    outbox().enqueue(revision, authorisation=identifier, due_at=due_at)
    tell_author(draft, NoticeKind.APPROVED)


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
        tell_author(draft, NoticeKind.EXPIRED)
    return 1
