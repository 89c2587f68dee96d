"""Storing what the check found in a revision, with its entry in the log.

Nothing is decided here: who asks has asked the policy already.
"""

from accounts.queries import Capacity
from audit.events import Event
from audit.log import Actor, Subject, record
from drafts import policy
from drafts.approvers import approvers
from drafts.models import Check, Explanation, Finding, Revision
from guidance.engine import CheckResult


def store_check(
    revision: Revision,
    result: CheckResult,
    *,
    standing: CheckResult,
    capacity: Capacity,
    explanation: str = "",
    earlier: Check | None = None,
) -> Check:
    """Keep every finding; the classes are those of the findings that stand.

    `standing` is `result` without what a rule custodian has cleared. `earlier` is the
    check that this one replaces: what its author explained stays with the words. Called
    inside the transaction of the verb that checks.
    """
    check = Check.objects.create(
        revision=revision,
        ruleset=result.ruleset,
        digest=result.digest,
        classes=policy.classes_needed(standing, revision.content),
        explanation=earlier.explanation if earlier else explanation,
        checked_for=earlier.checked_for if earlier else capacity.person,
    )
    _keep_findings(check, result)
    if earlier:
        _carry_reasons(check, earlier)
    return _laid_out(check, revision, result, actor=capacity.actor)


def store_again(
    revision: Revision,
    result: CheckResult,
    *,
    standing: CheckResult,
    actor: Actor,
    earlier: Check,
) -> Check:
    """Store a check of the same words that nobody asked for, after the registers changed."""
    check = Check.objects.create(
        revision=revision,
        ruleset=result.ruleset,
        digest=result.digest,
        classes=policy.classes_needed(standing, revision.content),
        explanation=earlier.explanation,
        checked_for=earlier.checked_for,
    )
    _keep_findings(check, result)
    _carry_reasons(check, earlier)
    return _laid_out(check, revision, result, actor=actor)


def _laid_out(
    check: Check, revision: Revision, result: CheckResult, *, actor: Actor
) -> Check:
    approvers().lay_out(check, revision.content)
    record(
        Event.REVISION_CHECKED,
        actor=actor,
        subject=Subject("draft", str(revision.draft_id)),
        digest=bytes(revision.digest),
        details={
            "ruleset": check.ruleset,
            "findings": check.digest,
            "rules": sorted({found.rule for found in result.findings}),
        },
    )
    return check


def _keep_findings(check: Check, result: CheckResult) -> None:
    Finding.objects.bulk_create(
        Finding(
            check_run=check,
            rule=found.rule,
            version=found.version,
            severity=found.severity.value,
            authority=found.authority.value if found.authority else "",
            field=found.field,
            start=found.start,
            end=found.end,
            text_hash=found.text_hash,
            message=found.message,
        )
        for found in result.findings
    )


def _carry_reasons(check: Check, earlier: Check) -> None:
    """The log has each reason already, from when it was given."""
    Explanation.objects.bulk_create(
        Explanation(check_run=check, rule=given.rule, reason=given.reason)
        for given in earlier.explanations.all()
    )
