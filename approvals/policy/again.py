"""Why words that were checked before may not go out as the registers stand now.

Nothing here changes a row; the claim and the re-check of many posts read one list.
"""

from collections.abc import Collection
from dataclasses import replace

from accounts.reasons import Reason
from approvals.policy.planned import reasons_of_schedule
from drafts.checks import check_registers_again
from drafts.checks.known import Known
from drafts.content import Content
from drafts.models import Check, Draft, Revision
from drafts.policy.disputes import standing
from drafts.policy.editing import blocks, classes_needed
from guidance.engine import CheckResult


def reasons_as_things_stand(
    revision: Revision, *, check: Check | None, known: Known
) -> list[Reason]:
    """What the registers say against sending this revision now; `check` is its last."""
    now = replace(revision.content, not_before=None, not_after=None)
    found = reasons_of(
        now, draft=revision.draft, known=known, given=check.classes if check else ()
    )
    return found + reasons_of_schedule(check, now, known=known)


def reasons_of(
    content: Content, *, draft: Draft, known: Known, given: Collection[str]
) -> list[Reason]:
    """Blocks that nobody cleared, and authorities beside those `given`."""
    result = check_registers_again(content, known)
    if not may_matter(result, content, given=given):
        return []
    result = standing(result, draft=draft)
    return blocks(result) + [
        Reason(
            f"needs:{name}", f"It now needs authority for: {name.replace('_', ' ')}."
        )
        for name in classes_needed(result, content)
        if name not in given
    ]


def may_matter(
    result: CheckResult, content: Content, *, given: Collection[str]
) -> bool:
    """Whether anything new was found, before anybody asks what was cleared."""
    return bool(blocks(result)) or not set(classes_needed(result, content)) <= set(
        given
    )
