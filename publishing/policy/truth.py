"""Who may have an account checked, and say what a divergence is.

Nothing here changes a row.
"""

from accounts.models import Person
from accounts.queries import capacity_as
from accounts.reasons import Reason
from accounts.roles import Role
from publishing.models import Divergence


CHECKING_ROLES = (
    Role.LINE_MANAGER,
    Role.AUTHORISED_OFFICER,
    Role.DUTY_OFFICER,
    Role.HEAD_OF_DIGITAL,
    Role.DIRECTOR,
    Role.AUDITOR,
)
RESOLVING_ROLES = (Role.DUTY_OFFICER, Role.HEAD_OF_DIGITAL, Role.DIRECTOR)


def reasons_against_checking(*, by: Person) -> list[Reason]:
    if capacity_as(by, CHECKING_ROLES) is None:
        return [
            Reason("no-role", "Somebody who decides, or an auditor, has this checked.")
        ]
    return []


def reasons_against_resolving(
    divergence: Divergence, *, by: Person, reason: str
) -> list[Reason]:
    """Why this person may not say that a divergence is known."""
    reasons = []
    if capacity_as(by, RESOLVING_ROLES) is None:
        reasons.append(
            Reason(
                "no-role",
                "A duty officer, the head of digital or the director says what it is.",
            )
        )
    if divergence.resolved_at is not None:
        reasons.append(Reason("resolved", "This was settled meanwhile."))
    if not reason.strip():
        reasons.append(Reason("needs-reason", "Say what it is and how you know."))
    return reasons
