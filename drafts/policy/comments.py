"""Why somebody may not comment on a draft: reasons only.

Nothing here changes a row.
"""

from accounts.models import Person
from accounts.reasons import Reason
from drafts.models import Draft
from drafts.policy.advice import capacity_near
from drafts.policy.disputes import MOST_CHARACTERS


NOT_NEAR = Reason(
    "no-commenting-role",
    "Comments are made by those who write, check or decide on this draft.",
)


def reasons_against_comment(draft: Draft, *, by: Person, words: str) -> list[Reason]:
    reasons = [] if capacity_near(draft, by) else [NOT_NEAR]
    if not words.strip():
        reasons.append(Reason("needs-words", "Write your comment."))
    if len(words) > MOST_CHARACTERS:
        reasons.append(Reason("too-long", "Keep the comment to 2,000 characters."))
    return reasons
