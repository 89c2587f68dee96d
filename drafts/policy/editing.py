"""Why a draft may not be created, changed, submitted or withdrawn: reasons only.

Nothing here changes a row; pages and actions read the same lists.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Person
from accounts.queries import Capacity, accounts_open_to, capacities
from accounts.reasons import Reason
from accounts.roles import Role
from drafts.content import Content, moment
from drafts.lifecycle import MOVES, Status
from drafts.models import Draft
from drafts.outbox import outbox
from guidance.content import Severity
from guidance.engine import CheckResult


EDITING_ROLES = (Role.AUTHOR, Role.LINE_MANAGER)
HORIZON = timedelta(days=366)

NOT_ON_TEAM = Reason(
    "not-on-team",
    "Only authors and line managers of the team that owns this draft may change it. "
    "Ask one of them, or send your wording as advice.",
)


UNCHANGED = Reason(
    "unchanged",
    "These words were sent back. Change them as the approver asked, then submit.",
)


def editing_capacity(person: Person, *, team_id: int) -> Capacity | None:
    """In which post and role somebody may write for a team, if they may."""
    for capacity in capacities(person):
        if capacity.team_id == team_id and capacity.role in EDITING_ROLES:
            return capacity
    return None


def reasons_against_move(draft: Draft, verb: str) -> list[Reason]:
    """One reason when the lifecycle has no such move from the draft's status."""
    status = Status(draft.status)
    if verb in MOVES[status]:
        return []
    return [
        Reason(
            "wrong-state",
            f"This draft is “{status.label.lower()}” now, so it is too late for that. "
            "Open it again to see what happened.",
        )
    ]


def reasons_against_edit(draft: Draft, *, by: Person) -> list[Reason]:
    reasons = reasons_against_move(draft, "edit")
    if editing_capacity(by, team_id=draft.team_id) is None:
        reasons.append(NOT_ON_TEAM)
    reasons += outbox().reasons_against_recall(draft)
    return reasons


def reasons_against_content(
    content: Content, *, by: Person, now: datetime | None = None
) -> list[Reason]:
    """Why these words cannot be saved for these accounts and this time."""
    return _account_reasons(content, by=by) + _time_reasons(
        content, now=now or timezone.now()
    )


def _account_reasons(content: Content, *, by: Person) -> list[Reason]:
    wanted = [target.account for target in content.targets]
    if not wanted:
        return [Reason("no-account", "Choose at least one account.")]
    if len(set(wanted)) != len(wanted):
        return [Reason("account-twice", "Each account can be chosen once.")]
    opened = accounts_open_to(by).filter(pk__in=wanted).count()
    if opened != len(wanted):
        return [
            Reason(
                "account-closed",
                "One of the accounts is not open to you. Choose from the list.",
            )
        ]
    return []


def _time_reasons(content: Content, *, now: datetime) -> list[Reason]:
    not_before = moment(content.not_before)
    if not_before is None:
        return []
    if not_before <= now:
        return [
            Reason("time-passed", "That time has passed. Choose a time still to come.")
        ]
    if not_before > now + HORIZON:
        return [Reason("time-too-far", "Choose a time within the next year.")]
    return []


def blocks(result: CheckResult) -> list[Reason]:
    return [
        Reason(f"blocked:{finding.rule}", finding.message)
        for finding in result.findings
        if finding.severity == Severity.BLOCK
    ]


def needs_explanation(result: CheckResult) -> bool:
    return any(finding.severity == Severity.WARN for finding in result.findings)


def reasons_against_submit(
    draft: Draft, *, by: Person, result: CheckResult, explanation: str
) -> list[Reason]:
    if draft.status == Status.RETURNED or _was_sent_back(draft):
        return [UNCHANGED]
    reasons = reasons_against_move(draft, "submit")
    if editing_capacity(by, team_id=draft.team_id) is None:
        reasons.append(NOT_ON_TEAM)
    reasons += blocks(result)
    if needs_explanation(result) and not explanation.strip():
        reasons.append(
            Reason(
                "needs-explanation",
                "Fix what the check warns about, or say why it should stay.",
            )
        )
    return reasons


def _was_sent_back(draft: Draft) -> bool:
    """Whether these are the words that were sent back, edited away and back again."""
    current = draft.current
    if current is None or draft.returned_digest is None:
        return False
    return bytes(current.digest) == bytes(draft.returned_digest)


def reasons_against_withdraw(draft: Draft, *, by: Person) -> list[Reason]:
    reasons = reasons_against_move(draft, "withdraw")
    if editing_capacity(by, team_id=draft.team_id) is None:
        reasons.append(NOT_ON_TEAM)
    return reasons + list(outbox().reasons_against_recall(draft))


def classes_needed(result: CheckResult) -> Sequence[str]:
    """The authority classes that the findings call for, sorted, each once."""
    found: Collection[str] = {
        finding.authority.value
        for finding in result.findings
        if finding.severity == Severity.AUTH and finding.authority is not None
    }
    return sorted(found)
