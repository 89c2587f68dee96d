"""Why a draft may not be created, changed, submitted or withdrawn: reasons only.

Nothing here changes a row; pages and actions read the same lists.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Person
from accounts.queries import Capacity, accounts_open_to, capacities
from accounts.reasons import Reason
from accounts.roles import Role
from drafts.approvers import approvers
from drafts.content import WELSH, Content, languages, moment
from drafts.lifecycle import MOVES, Status
from drafts.models import Draft
from drafts.outbox import outbox
from drafts.policy.lasting import reasons_against_lasting
from drafts.policy.lines import classes_on_line
from drafts.policy.media import reasons_against_media
from drafts.policy.statements import reasons_against_statements
from drafts.purposes import Purpose
from guidance.content import AuthorityClass, Severity
from guidance.engine import CheckResult, rule


EDITING_ROLES = (Role.AUTHOR, Role.LINE_MANAGER)
HORIZON = timedelta(days=366)
# What the delegation schedule asks for by the kind of post (domain notes, 4).
CLASS_OF_PURPOSE: Mapping[str, AuthorityClass] = {
    Purpose.REPLY: AuthorityClass.REPLY,
    Purpose.REBUTTAL: AuthorityClass.RUMOUR,
    Purpose.CORRECTION: AuthorityClass.CORRECTION,
}

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
    return (
        _account_reasons(content, by=by)
        + _time_reasons(content, now=now or timezone.now())
        + reasons_against_statements(content)
        + reasons_against_media(content)
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


def rules_to_explain(result: CheckResult) -> list[str]:
    """The rules that warn, in the order of their words, each once."""
    return list(
        dict.fromkeys(
            finding.rule
            for finding in result.findings
            if finding.severity == Severity.WARN
        )
    )


def reasons_against_submit(
    draft: Draft, *, by: Person, result: CheckResult, reasons_given: Mapping[str, str]
) -> list[Reason]:
    """`reasons_given` answers, rule by rule, what the check warns of."""
    if draft.status == Status.RETURNED or _was_sent_back(draft):
        return [UNCHANGED]
    reasons = reasons_against_move(draft, "submit")
    if editing_capacity(by, team_id=draft.team_id) is None:
        reasons.append(NOT_ON_TEAM)
    reasons += blocks(result)
    if draft.current is not None:
        content = draft.current.content
        reasons += reasons_against_lasting(content, at=timezone.now())
        reasons += approvers().reasons_against(classes_needed(result, content), content)
    reasons += [
        Reason(
            f"needs-explanation:{name}",
            f"{rule(name).name}: change the words, or say why they should stay.",
        )
        for name in rules_to_explain(result)
        if not reasons_given.get(name)
    ]
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


def classes_needed(result: CheckResult, content: Content) -> Sequence[str]:
    """The authority classes that the findings and the author call for, each once.

    What the author declares needs its authority whether or not a rule saw it, and so
    does what the post is for.
    """
    found = {
        finding.authority.value
        for finding in result.findings
        if finding.severity == Severity.AUTH and finding.authority is not None
    }
    found |= {statement.authority for statement in content.statements}
    if content.purpose in CLASS_OF_PURPOSE:
        found.add(CLASS_OF_PURPOSE[content.purpose].value)
    if content.paid:
        found.add(AuthorityClass.PAID.value)
    found |= set(_classes_of_languages(content, found))
    return classes_on_line(content, sorted(found))


def _classes_of_languages(content: Content, found: Collection[str]) -> Collection[str]:
    """Each language is approved by somebody who reads it: English by ordinary authority.

    Where Welsh is all that a class was found for, or a decision to go without it.
    """
    needed = (
        {*found, AuthorityClass.WELSH.value} if WELSH in languages(content) else found
    )
    alone = set(needed) == {AuthorityClass.WELSH.value}
    return {*needed, AuthorityClass.ROUTINE.value} if alone else needed
