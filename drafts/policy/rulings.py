"""Who may rule on a dispute, and whether there is still anything to rule on: reasons only.

Nothing here changes a row.
"""

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.reasons import Reason
from accounts.roles import Role
from drafts.content import texts
from drafts.lifecycle import Status
from drafts.models import Dispute
from drafts.models.disputes import place_of
from drafts.policy.disputes import CLOSED, reasons_against_words


def reasons_against_ruling(
    dispute: Dispute, *, by: Person, reason: str | None = None
) -> list[Reason]:
    """Why this person may not rule on a dispute; `reason` None asks for the page only."""
    reasons = _against_custodian(dispute, by)
    if hasattr(dispute, "ruling"):
        name = dispute.ruling.ruled_by.name
        reasons.append(Reason("ruled-already", f"{name} has decided this already."))
    elif not still_said(dispute):
        reasons.append(
            Reason(
                "words-changed",
                "The words were changed since, so there is nothing left to decide.",
            )
        )
    if reason is None:
        return reasons
    return reasons + reasons_against_words(
        reason, empty="Say why, for the author and for the log."
    )


def _against_custodian(dispute: Dispute, by: Person) -> list[Reason]:
    reasons = []
    if capacity_as(by, (Role.RULE_CUSTODIAN,)) is None:
        reasons.append(
            Reason("not-custodian", "Only a rule custodian decides on a dispute.")
        )
    if dispute.raised_by_id == by.pk:
        reasons.append(
            Reason("own-dispute", "You raised this, so another rule custodian decides.")
        )
    draft = dispute.finding.check_run.revision.draft
    if draft.revisions.filter(created_by=by).exists():
        reasons.append(
            Reason(
                "own-words",
                "You wrote part of these words, so another rule custodian decides.",
            )
        )
    return reasons


def still_said(dispute: Dispute) -> bool:
    """Whether the dispute still matters: the draft is open and says the same words."""
    draft = dispute.finding.check_run.revision.draft
    return Status(draft.status) not in CLOSED and same_words(dispute)


def same_words(dispute: Dispute) -> bool:
    """Whether the draft says now what it said where the finding was disputed."""
    disputed = dispute.finding.check_run.revision
    current = disputed.draft.current
    if current is None or current.pk == disputed.pk:
        return current is not None
    place = place_of(dispute.finding.field)
    words = texts(disputed.content).get(dispute.finding.field)
    return any(
        text == words and place_of(field) == place
        for field, text in texts(current.content).items()
    )
