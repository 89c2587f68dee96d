"""Why a verb of drafts may not be done, by subject: reasons only.

Nothing here changes a row.
"""

from drafts.policy.editing import (
    EDITING_ROLES,
    HORIZON,
    NOT_ON_TEAM,
    UNCHANGED,
    blocks,
    classes_needed,
    editing_capacity,
    reasons_against_content,
    reasons_against_edit,
    reasons_against_move,
    reasons_against_submit,
    reasons_against_withdraw,
    rules_to_explain,
)


__all__ = [
    "EDITING_ROLES",
    "HORIZON",
    "NOT_ON_TEAM",
    "UNCHANGED",
    "blocks",
    "classes_needed",
    "editing_capacity",
    "reasons_against_content",
    "reasons_against_edit",
    "reasons_against_move",
    "reasons_against_submit",
    "reasons_against_withdraw",
    "rules_to_explain",
]
