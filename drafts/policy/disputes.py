"""Which findings stand, and why one may not be disputed or ruled on: reasons only.

Nothing here changes a row; pages and actions read the same lists.
"""

from collections.abc import Sequence
from dataclasses import replace

from accounts.models import Person
from accounts.reasons import Reason
from drafts.content import Content, texts
from drafts.lifecycle import Ruled, Status
from drafts.models import Check, Dispute, Draft, Finding
from drafts.models.disputes import FindingKey, Found, key_of
from drafts.policy.editing import NOT_ON_TEAM, editing_capacity
from guidance.content import Severity
from guidance.engine import CheckResult


DISPUTABLE = (Severity.BLOCK, Severity.AUTH)
# What is decided of these words is over, or they are on their way.
CLOSED = (
    Status.APPROVED,
    Status.PUBLISHED,
    Status.PARTLY_PUBLISHED,
    Status.WITHDRAWN,
)
# These speak of registers and calendars, never of words; the trigger names them too.
OF_RECORDS = frozenset({"IM-HOLD", "IM-ELECTION", "ID-ACCOUNT", "PR-TRAIN"})
# These speak of words or of a record; of a record they mark the whole passage.
OF_BOTH = frozenset(
    {"OI-EMBARGO", "IM-AMPLIFY", "LG-PAID", "LG-MEDIA", "AC-ALT", "AC-CAPTION"}
    | {"AC-WELSH"}
)
MOST_CHARACTERS = 2000


def cleared_in(draft: Draft) -> frozenset[FindingKey]:
    """What rule custodians have cleared in this draft, each for its exact words."""
    upheld = Dispute.objects.filter(
        ruling__verdict=Ruled.UPHELD, finding__check_run__revision__draft=draft.pk
    ).select_related("finding")
    return frozenset(key_of(dispute.finding) for dispute in upheld)


def standing(result: CheckResult, *, draft: Draft) -> CheckResult:
    """The check's result without what was cleared; its digest stays that of all."""
    cleared = cleared_in(draft)
    if not cleared:
        return result
    found = tuple(each for each in result.findings if key_of(each) not in cleared)
    return replace(result, findings=found)


def standing_of(check: Check | None, *, draft: Draft) -> Sequence[Finding]:
    """The stored findings of a check, without what was cleared since or before."""
    if check is None:
        return []
    cleared = cleared_in(draft)
    return [each for each in check.findings.all() if key_of(each) not in cleared]


def without_disputed(result: CheckResult, *, draft: Draft) -> CheckResult:
    """The findings that nobody disputes: what an author is asked to declare."""
    open_ones = Dispute.objects.filter(
        ruling__isnull=True, finding__check_run__revision__draft=draft.pk
    ).select_related("finding")
    disputed = {key_of(dispute.finding) for dispute in open_ones}
    found = tuple(each for each in result.findings if key_of(each) not in disputed)
    return replace(result, findings=found)


def reasons_against_disputing(draft: Draft, *, by: Person) -> list[Reason]:
    """Why this person may dispute nothing in this draft now."""
    reasons = []
    if Status(draft.status) in CLOSED:
        reasons.append(
            Reason(
                "closed",
                "Nothing of this draft waits for a decision now, so there is nothing "
                "to dispute. Change the words to open it again.",
            )
        )
    if editing_capacity(by, team_id=draft.team_id) is None:
        reasons.append(NOT_ON_TEAM)
    return reasons


def reasons_against_dispute(
    draft: Draft, *, by: Person, found: Found, content: Content, reason: str
) -> list[Reason]:
    """Why this person may not dispute this finding of the draft's current words."""
    reasons = reasons_against_disputing(draft, by=by) + reasons_about(found, content)
    if not reasons:
        reasons = _already(draft, key_of(found))
    return reasons + reasons_against_words(
        reason,
        empty="Say why the check is wrong here, so that the rule custodian can judge it.",
    )


def reasons_about(found: Found, content: Content) -> list[Reason]:
    """Why a finding is of a kind that nobody disputes."""
    if Severity(found.severity) not in DISPUTABLE:
        return [
            Reason(
                "not-disputable",
                "This does not stop the post, so nobody has to clear it. "
                "Change the words, or say why they should stay.",
            )
        ]
    if _of_a_record(found, content):
        return [
            Reason(
                "not-about-words",
                "This comes from what is recorded about the post, not from its words. "
                "Correct the record instead.",
            )
        ]
    return []


def _of_a_record(found: Found, content: Content) -> bool:
    if found.rule not in OF_BOTH:
        return found.rule in OF_RECORDS
    whole = texts(content).get(found.field, "")
    return (found.start, found.end) == (0, len(whole))


def _already(draft: Draft, key: FindingKey) -> list[Reason]:
    for dispute in Dispute.objects.filter(
        finding__check_run__revision__draft=draft.pk, finding__rule=key.rule
    ).select_related("finding", "ruling"):
        if key_of(dispute.finding) == key:
            return [_ruled_already(dispute)]
    return []


def _ruled_already(dispute: Dispute) -> Reason:
    ruling = getattr(dispute, "ruling", None)
    if ruling is None:
        return Reason(
            "disputed-already",
            "A rule custodian has been asked about this already. You will be told.",
        )
    if ruling.verdict == Ruled.UPHELD:
        return Reason("cleared-already", "This was cleared for these words already.")
    return Reason(
        "refused-already",
        "A rule custodian has looked at exactly these words and did not clear them. "
        "Change the words.",
    )


def reasons_against_words(typed: str, *, empty: str) -> list[Reason]:
    if not typed.strip():
        return [Reason("needs-reason", empty)]
    if len(typed) > MOST_CHARACTERS:
        return [Reason("too-long", "Keep the reason to 2,000 characters.")]
    return []
