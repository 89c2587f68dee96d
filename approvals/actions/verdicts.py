"""What every verdict shares: the same words as were shown, the row, telling the author.

No verb lives here.
"""

import hmac
from uuid import UUID

from accounts.actions.notices import tell
from accounts.notice_kinds import NoticeKind
from accounts.queries import Capacity
from accounts.reasons import Reason, RefusedError
from approvals.lifecycle import Verdict
from approvals.models import Decision
from drafts.actions import subject_of
from drafts.models import Draft, Revision


def same_words(revision: Revision, digest: bytes) -> Revision:
    """The revision read again, if its digest is the one that the person was shown."""
    fresh = Revision.objects.select_related("draft").get(pk=revision.pk)
    if not hmac.compare_digest(bytes(fresh.digest), digest):
        raise RefusedError(
            [
                Reason(
                    "other-words",
                    "The page you decided on showed other words. Read these first.",
                )
            ]
        )
    return fresh


def decide(
    revision: Revision,
    verdict: Verdict,
    *,
    capacity: Capacity,
    entry: UUID,
    reason: str = "",
) -> Decision:
    return Decision.objects.create(
        revision=revision,
        digest=revision.digest,
        verdict=verdict,
        decided_by=capacity.person,
        post=capacity.post,
        role=capacity.role.value,
        reason=reason,
        entry=entry,
    )


def tell_author(draft: Draft, kind: NoticeKind) -> None:
    tell(
        draft.author, kind=kind, subject=subject_of(draft), path=f"/drafts/{draft.pk}/"
    )
