"""Who may propose, clear, refuse and withdraw a pre-cleared line, and why not: reasons only.

Nothing here changes a row or runs a rule; pages and actions read the same lists.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from accounts.models import Delegation, Person, SocialAccount
from accounts.models.authority import MONEY_CLASSES
from accounts.queries import Capacity, capacities, capacity_as, delegations_of
from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES, Role
from drafts.models.lines import LineLanguage, LineVerdict, LineVersion
from drafts.policy.editing import blocks
from guidance.content import AuthorityClass
from guidance.engine import CheckResult


# Anybody who writes may propose a wording: what counts is who clears it.
PROPOSING_ROLES = (
    Role.RULE_CUSTODIAN,
    Role.HEAD_OF_DIGITAL,
    Role.POLICY_OWNER,
    Role.LINE_MANAGER,
    Role.AUTHOR,
)
# Who may take any line out of use at once, beside its owner and whoever cleared it.
WITHDRAWING_ROLES = (Role.RULE_CUSTODIAN, Role.HEAD_OF_DIGITAL, Role.DIRECTOR)
NOT_YOURS = Reason(
    "not-yours",
    "Its owner, whoever proposed or cleared it, a rule custodian or the head of digital "
    "engagement may withdraw it. Ask one of them.",
)


def proposing_capacity(person: Person) -> Capacity | None:
    return capacity_as(person, PROPOSING_ROLES)


def reasons_against_proposing(
    *, by: Person, accounts: Collection[int], valid_from: datetime, valid_to: datetime
) -> list[Reason]:
    """Why this person may not propose a line for these accounts and this time."""
    reasons = []
    if proposing_capacity(by) is None:
        reasons.append(Reason("no-role", "Your post does not propose lines."))
    known = SocialAccount.objects.filter(pk__in=accounts, enabled=True).count()
    if not accounts or known != len(set(accounts)):
        reasons.append(Reason("no-account", "Choose at least one account in use."))
    if valid_to <= max(valid_from, timezone.now()):
        reasons.append(
            Reason("line-ends-early", "Choose a last day that is still to come.")
        )
    return reasons


def classes_of_line(
    version: LineVersion, results: Sequence[CheckResult]
) -> Sequence[str]:
    """What whoever clears the line has to hold: routine, and what its words need."""
    found = {
        finding.authority.value
        for result in results
        for finding in result.findings
        if finding.authority is not None
    }
    if version.language == LineLanguage.WELSH:
        found.add(AuthorityClass.WELSH.value)
    return sorted({AuthorityClass.ROUTINE.value, *found})


def delegations_for(
    version: LineVersion, classes: Collection[str], *, by: Person, at: datetime
) -> Mapping[str, Delegation]:
    """The person's standing delegations for the classes that reach all of the line."""
    held = [
        delegation
        for delegation in delegations_of(by, at=at)
        .filter(one_draft=None)
        .select_related("job_post")
        .prefetch_related("accounts")
        .order_by("pk")
        if _reaches(delegation, version)
    ]
    found: dict[str, Delegation] = {}
    for name in classes:
        for delegation in held:
            if name in delegation.classes:
                found.setdefault(name, delegation)
    return found


def _reaches(delegation: Delegation, version: LineVersion) -> bool:
    """Every account on a platform of its own, and the line's topic where it has one."""
    reached = {
        account.pk
        for account in delegation.accounts.all()
        if not delegation.platforms or account.platform in delegation.platforms
    }
    topics = ("", version.topic.casefold())
    return set(version.accounts) <= reached and delegation.topic.casefold() in topics


def reasons_against_clearing(
    version: LineVersion,
    *,
    by: Person,
    results: Sequence[CheckResult],
    at: datetime,
) -> list[Reason]:
    """Why this person may not clear exactly this wording."""
    reasons = reasons_against_deciding_on_line(version, by=by)
    reasons += dict.fromkeys(
        each
        for result in results
        for each in blocks(result)
        # Each draft made from it brings its own Welsh version, or is stopped by itself.
        if each.code != "blocked:AC-WELSH"
    )
    if reasons:
        return reasons
    classes = classes_of_line(version, results)
    if not set(classes).isdisjoint(MONEY_CLASSES):
        return [Reason("line-money", "A line cannot promise money: sums differ.")]
    missing = set(classes) - set(delegations_for(version, classes, by=by, at=at))
    if missing:
        said = ", ".join(sorted(missing)).replace("_", " ")
        reasons.append(
            Reason(
                "no-authority",
                f"Your posts hold no authority for {said} on all of its accounts today.",
            )
        )
    return reasons


def reasons_against_deciding_on_line(
    version: LineVersion, *, by: Person
) -> list[Reason]:
    """Why this person may neither clear nor refuse it."""
    reasons = []
    if version.verdict != LineVerdict.WAITING or version.withdrawn_at is not None:
        reasons.append(Reason("not-waiting", "This wording waits for nobody any more."))
    if capacity_as(by, DECIDING_ROLES) is None:
        reasons.append(
            Reason(
                "no-deciding-role",
                "Your post does not decide on lines. Ask somebody with authority.",
            )
        )
    wrote = LineVersion.objects.filter(
        line=version.line_id, number__lte=version.number, proposed_by=by
    )
    if wrote.exists():
        reasons.append(
            Reason(
                "own-words",
                "You wrote part of this line, so someone else must clear it.",
            )
        )
    return reasons


def reasons_against_refusing(
    version: LineVersion, *, by: Person, reason: str
) -> list[Reason]:
    reasons = reasons_against_deciding_on_line(version, by=by)
    if not reason.strip():
        reasons.append(
            Reason("needs-reason", "Say why, so that its author can do better.")
        )
    return reasons


def withdrawing_capacity(version: LineVersion, *, by: Person) -> Capacity | None:
    """In which post somebody may take the line out of use: its owner's for a start."""
    for capacity in capacities(by):
        if capacity.post == version.line.owner.title or (
            capacity.role in WITHDRAWING_ROLES
        ):
            return capacity
    if by in (version.decided_by, version.proposed_by):
        return next(iter(capacities(by)), None)
    return None


def reasons_against_withdrawing(
    version: LineVersion, *, by: Person, why: str
) -> list[Reason]:
    reasons = []
    if version.withdrawn_at is not None or version.verdict == LineVerdict.REFUSED:
        reasons.append(Reason("not-in-use", "This wording is not in use any more."))
    if withdrawing_capacity(version, by=by) is None:
        reasons.append(NOT_YOURS)
    if not why.strip():
        reasons.append(Reason("needs-reason", "Say why, for those who used it."))
    return reasons
