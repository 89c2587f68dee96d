"""Keeping why an author left what the check warned of, with an entry for each reason.

Nothing is decided here: the verb that submits has asked the policy already.
"""

from collections.abc import Mapping

from accounts.queries import Capacity
from audit.events import Event
from audit.log import Subject, record
from drafts import policy
from drafts.models import Check, Explanation
from guidance.engine import CheckResult


def reasons_given(
    result: CheckResult, *, reasons: Mapping[str, str], explanation: str
) -> dict[str, str]:
    """The author's words for each rule that warns; `explanation` stands for the rest."""
    answered = {
        name: reasons.get(name, "").strip() or explanation.strip()
        for name in policy.rules_to_explain(result)
    }
    return {name: words for name, words in answered.items() if words}


def keep_reasons(check: Check, given: Mapping[str, str], *, capacity: Capacity) -> None:
    """Store one row and one entry for each reason; the words can be erased."""
    Explanation.objects.bulk_create(
        Explanation(check_run=check, rule=name, reason=words)
        for name, words in given.items()
    )
    for name, words in given.items():
        record(
            Event.FINDING_EXPLAINED,
            actor=capacity.actor,
            subject=Subject("draft", str(check.revision.draft_id)),
            digest=bytes(check.revision.digest),
            details={"rule": name},
            personal={"reason": words},
        )
