"""Sending words back with reasons pinned to them, and declining them for good.

Each locks, asks the policy, changes and logs in one transaction; nothing is sent here.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction

from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import acting_as
from accounts.reasons import refuse_for
from accounts.roles import DECIDING_ROLES
from approvals import policy
from approvals.actions.verdicts import decide, same_words, tell_author
from approvals.lifecycle import Verdict
from approvals.models import Decision, Pin
from approvals.policy.pins import Pinned
from audit.events import Event
from audit.log import record
from audit.tree.canonical import Json
from drafts.actions import advance, locked, mark_returned, subject_of
from drafts.models import Revision


SEE_THE_WORDS = "See what is said about the words that are marked."


def send_back(
    revision: Revision,
    *,
    by: Person,
    digest: bytes,
    reason: str,
    pins: Sequence[Pinned] = (),
) -> Decision:
    """Return the draft to its author with a reason, with reasons pinned to words, or both.

    Raises `RefusedError`.
    """
    with transaction.atomic():
        revision = _locked(revision, digest)
        refuse_for(
            policy.reasons_against_return(revision, by=by, reason=reason, pins=pins)
        )
        said: dict[str, Json] = {"reason": reason.strip() or SEE_THE_WORDS}
        if pins:
            said["pins"] = [_in_log(pin) for pin in pins]
        decision = _refuse(revision, Verdict.RETURNED, by=by, said=said)
        Pin.objects.bulk_create(
            Pin(
                decision=decision,
                field=pin.place.field,
                start=pin.place.start,
                end=pin.place.end,
                reason=pin.reason,
            )
            for pin in pins
        )
        mark_returned(revision.draft)
        tell_author(revision.draft, NoticeKind.RETURNED)
    return decision


def decline(revision: Revision, *, by: Person, digest: bytes, reason: str) -> Decision:
    """Close the draft for good, with a reason; its author is told. Raises `RefusedError`."""
    with transaction.atomic():
        revision = _locked(revision, digest)
        refuse_for(policy.reasons_against_decline(revision, by=by, reason=reason))
        decision = _refuse(
            revision, Verdict.DECLINED, by=by, said={"reason": reason.strip()}
        )
        advance(revision.draft, verb="decline")
        tell_author(revision.draft, NoticeKind.DECLINED)
    return decision


EVENTS = {
    Verdict.RETURNED: Event.DECISION_RETURNED,
    Verdict.DECLINED: Event.DECISION_DECLINED,
}


def _locked(revision: Revision, digest: bytes) -> Revision:
    """The words that were shown, with their draft locked."""
    draft = locked(revision.draft)
    revision = same_words(revision, digest)
    revision.draft = draft
    return revision


def _refuse(
    revision: Revision, verdict: Verdict, *, by: Person, said: Mapping[str, Json]
) -> Decision:
    capacity = acting_as(by, DECIDING_ROLES)
    entry = record(
        EVENTS[verdict],
        actor=capacity.actor,
        subject=subject_of(revision.draft),
        digest=bytes(revision.digest),
        details={"revision": revision.number},
        personal=said,
    )
    return decide(
        revision, verdict, capacity=capacity, entry=entry, reason=str(said["reason"])
    )


def _in_log(pin: Pinned) -> list[Json]:
    return [pin.place.field, pin.place.start, pin.place.end, pin.reason]
