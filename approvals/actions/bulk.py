"""Approving several routine drafts with one press: each its own decision and log entry.

One that is refused stops no other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import Person
from accounts.reasons import Reason, RefusedError, refuse_for
from approvals.actions.deciding import approve
from approvals.models import Decision
from approvals.policy.bulk import reasons_against_bulk
from approvals.queries.seats import needs
from drafts.actions import current_revision
from drafts.models import Draft, Revision
from drafts.queries import last_check


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft of a bulk approval: a decision, or reasons against it."""

    draft: Draft
    decision: Decision | None
    reasons: Sequence[Reason] = ()


def approve_together(drafts: Mapping[Draft, bytes], *, by: Person) -> Sequence[Outcome]:
    """Approve each of these drafts if it is routine; its digest is the one shown."""
    return [_one(draft, digest, by=by) for draft, digest in drafts.items()]


def _one(draft: Draft, digest: bytes, *, by: Person) -> Outcome:
    revision = current_revision(draft)
    revision.draft = draft
    try:
        refuse_for(_against(revision))
        return Outcome(draft, approve(revision, by=by, digest=digest))
    except RefusedError as refused:
        return Outcome(draft, None, list(dict.fromkeys(refused.reasons)))


def _against(revision: Revision) -> list[Reason]:
    """Of words that never change: whoever edits them meanwhile makes other words."""
    check = last_check(revision)
    return reasons_against_bulk(
        [need.seat.name for need in needs(revision)],
        severities=[each.severity for each in check.findings.all()] if check else [],
        content=revision.content,
    )
