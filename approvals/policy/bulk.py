"""Whether a draft may be approved together with others: routine, with nothing to weigh.

Nothing here changes a row; each is still a decision of its own.
"""

from collections.abc import Collection

from accounts.reasons import Reason
from approvals.policy.plan import ROUTINE
from drafts.content import Content
from guidance.content import Severity


# A finding of any of these is read, with its reason, on the draft's own page.
WEIGHED = (Severity.BLOCK, Severity.AUTH, Severity.WARN, Severity.PAUSE)


def reasons_against_bulk(
    seats: Collection[str], *, severities: Collection[str], content: Content
) -> list[Reason]:
    """Why words with these seats and these findings are decided on their own page."""
    reasons = []
    if list(seats) != [ROUTINE]:
        reasons.append(Reason("not-routine", "It needs more than routine authority."))
    if not set(severities).isdisjoint(each.value for each in WEIGHED):
        reasons.append(Reason("has-findings", "The check found something in it."))
    if content.statements or content.unsure:
        reasons.append(Reason("has-statements", "Its author declares something in it."))
    return reasons
