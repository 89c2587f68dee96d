"""Who may change the schedule of authority, and what a change may not do.

Nothing here changes a row.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from accounts.reasons import Reason
from accounts.roles import DECIDING_ROLES, Role
from approvals.queries.schedule import DEFAULT, Row, row_of, schedule_now


PROPOSERS = (Role.DIRECTOR, Role.HEAD_OF_DIGITAL)
DECIDERS = (*PROPOSERS, Role.RULE_CUSTODIAN)
REFERENCES = {
    "parliament": "the statement to Parliament",
    "spend_approval": "the approval to spend",
}
# What one approver alone may release, whatever a department decides.
ALONE = frozenset(name for name, row in DEFAULT.items() if not row.second)

NO_ROW = Reason("no-row", "Say who decides on which class.")


def reasons_against_schedule(payload: Mapping[str, Any]) -> Sequence[Reason]:
    """Why this change cannot be made as the schedule stands."""
    try:
        name, row = str(payload["authority"]), row_of(payload["row"])
    except (KeyError, TypeError, ValueError):
        return [NO_ROW]
    if name not in DEFAULT or row.reference not in ("", *REFERENCES):
        return [NO_ROW]
    reasons = _roles_that_do_not_decide(row)
    if not row.second and name not in ALONE:
        reasons.append(
            Reason(
                "second-needed",
                "A post that needs this authority is seen by three people. One "
                "approver alone is enough only for routine posts, replies, "
                "corrections and Welsh.",
            )
        )
    if row == schedule_now()[name]:
        reasons.append(Reason("no-change", "That is what the schedule says already."))
    return reasons


def _roles_that_do_not_decide(row: Row) -> list[Reason]:
    named = (row.authoriser, *row.plus, *filter(None, [row.out_of_hours]))
    return [
        Reason(
            f"does-not-decide:{role.value}",
            f"No {role.label.lower()} decides on drafts.",
        )
        for role in dict.fromkeys(named)
        if role not in DECIDING_ROLES
    ]
