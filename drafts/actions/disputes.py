"""The verbs of a dispute: raise one against a finding, and rule on it.

Each locks, asks the policy, changes and logs in one transaction.
"""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from accounts.actions.notices import tell_everyone
from accounts.models import Person
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity, acting_as
from accounts.reasons import Reason, RefusedError, refuse_for
from accounts.roles import Role
from audit.events import Event
from audit.log import record
from audit.tree.canonical import Json
from drafts.actions.checking import store_check
from drafts.actions.editing import (
    StaleRevisionError,
    current_revision,
    locked,
    subject_of,
)
from drafts.checks import check_content
from drafts.lifecycle import Ruled, Status
from drafts.models import Check, Dispute, Draft, Finding, Revision, Ruling
from drafts.models.disputes import FindingKey, Found, key_of
from drafts.policy import disputes as policy
from drafts.policy import editing_capacity
from drafts.policy.rulings import reasons_against_ruling
from drafts.queries import last_check
from drafts.queries.disputes import custodians_for, disputes
from guidance.engine import CheckResult


GONE = Reason(
    "not-found-now",
    "The check does not say this of the words as they stand. Read what it says now.",
)


def raise_dispute(
    draft: Draft, *, by: Person, based_on: int, finding: FindingKey, reason: str
) -> Dispute:
    """Ask a rule custodian to clear one finding of the current words.

    Runs and stores a check, so that the finding disputed is on record, unless the last
    one stored says the same. Raises `RefusedError`.
    """
    with transaction.atomic():
        draft = locked(draft)
        revision = current_revision(draft)
        refuse_for(policy.reasons_against_disputing(draft, by=by))
        if revision.number != based_on:
            raise StaleRevisionError(revision)
        result = check_content(revision.content, draft=draft)
        refuse_for(
            policy.reasons_against_dispute(
                draft,
                by=by,
                found=_named(result.findings, finding),
                content=revision.content,
                reason=reason,
            )
        )
        capacity = _writer(draft, by)
        check = _check_on_record(revision, result, draft=draft, capacity=capacity)
        found, words = _named(check.findings.all(), finding), reason.strip()
        dispute = Dispute.objects.create(
            finding=found,
            raised_by=by,
            reason=words,
            entry=_record(Event.FINDING_DISPUTED, found, capacity, words),
        )
        _tell_custodians(dispute, draft, by=by)
    return dispute


def rule_on(dispute: Dispute, *, by: Person, verdict: Ruled, reason: str) -> Ruling:
    """Clear the finding for exactly these words, or let it stand."""
    with transaction.atomic():
        draft = locked(dispute.finding.check_run.revision.draft)
        dispute = disputes().get(pk=dispute.pk)
        refuse_for(reasons_against_ruling(dispute, by=by, reason=reason))
        capacity = acting_as(by, (Role.RULE_CUSTODIAN,))
        finding, words = dispute.finding, reason.strip()
        ruling = Ruling.objects.create(
            dispute=dispute,
            verdict=verdict,
            ruled_by=by,
            post=capacity.post,
            reason=words,
            entry=_record(
                EVENTS[verdict], finding, capacity, words, dispute=str(dispute.entry)
            ),
        )
        if verdict == Ruled.UPHELD:
            _ask_for_less(draft, capacity=capacity)
        _tell_raiser(dispute, draft, by=by)
    return ruling


EVENTS = {Ruled.UPHELD: Event.DISPUTE_UPHELD, Ruled.REFUSED: Event.DISPUTE_REFUSED}
Some = TypeVar("Some", bound=Found)


def _named(found: Iterable[Some], finding: FindingKey) -> Some:
    """The finding with this key; the same words on two accounts have it twice."""
    for each in found:
        if key_of(each) == finding:
            return each
    raise RefusedError([GONE])


def _writer(draft: Draft, by: Person) -> Capacity:
    capacity = editing_capacity(by, team_id=draft.team_id)
    if capacity is None:
        raise RefusedError(policy.reasons_against_disputing(draft, by=by))
    return capacity


def _check_on_record(
    revision: Revision, result: CheckResult, *, draft: Draft, capacity: Capacity
) -> Check:
    """The last check if it says the same as this one, else this one stored."""
    last = last_check(revision)
    if last and (last.digest, last.ruleset) == (result.digest, result.ruleset):
        return last
    return store_check(
        revision,
        result,
        standing=policy.standing(result, draft=draft),
        capacity=capacity,
        earlier=last,
    )


def _ask_for_less(draft: Draft, *, capacity: Capacity) -> None:
    """What was cleared is asked of nobody any more, unless somebody has decided.

    Once a decision is there, what was asked at the time stands for these words: else the
    last decision needed would already lie behind, and nobody could give it.
    """
    revision = current_revision(draft)
    if draft.status != Status.SUBMITTED or revision.decisions.exists():
        return
    result = check_content(revision.content, draft=draft)
    store_check(
        revision,
        result,
        standing=policy.standing(result, draft=draft),
        capacity=capacity,
        earlier=last_check(revision),
    )


def _record(
    event: Event, finding: Finding, capacity: Capacity, reason: str, **more: Json
) -> UUID:
    revision = finding.check_run.revision
    return record(
        event,
        actor=capacity.actor,
        subject=subject_of(revision.draft),
        digest=bytes(revision.digest),
        details={
            "rule": finding.rule,
            "version": finding.version,
            "field": finding.field,
            "start": finding.start,
            "end": finding.end,
            "text_hash": finding.text_hash,
            **more,
        },
        personal={"reason": reason},
    )


def _tell_custodians(dispute: Dispute, draft: Draft, *, by: Person) -> None:
    tell_everyone(
        custodians_for(draft).exclude(pk=by.pk),
        kind=NoticeKind.DISPUTE_WAITING,
        subject=subject_of(draft),
        path=reverse("dispute", args=[dispute.pk]),
        why=f"{by.name} disputes a finding of {dispute.finding.rule}.",
    )


def _tell_raiser(dispute: Dispute, draft: Draft, *, by: Person) -> None:
    tell_everyone(
        [dispute.raised_by, draft.author],
        kind=NoticeKind.DISPUTE_DECIDED,
        subject=subject_of(draft),
        path=reverse("draft", args=[draft.pk]),
        why=f"{by.name} decided on {dispute.finding.rule}.",
    )
