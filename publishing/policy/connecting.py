"""Why an account may not be connected or disconnected, and whom a secret must open.

Nothing here changes a row, and no platform is asked.
"""

from accounts.models import Person, SocialAccount
from accounts.queries import capacity_as
from accounts.reasons import Reason
from accounts.roles import Role
from publishing.queries.connections import anything_waits


# An administrator has no power over what is published, so may hold the keys; in an
# emergency whoever may stop posts may also cut an account off.
CONNECTING_ROLES = (Role.ADMINISTRATOR,)
DISCONNECTING_ROLES = (Role.ADMINISTRATOR, Role.DIRECTOR, Role.HEAD_OF_DIGITAL)
CHECKING_ROLES = (
    *DISCONNECTING_ROLES,
    Role.LINE_MANAGER,
    Role.AUTHORISED_OFFICER,
    Role.DUTY_OFFICER,
)


def reasons_against_connecting(account: SocialAccount, *, by: Person) -> list[Reason]:
    """Why this person may not give this account its secret."""
    reasons = []
    if capacity_as(by, CONNECTING_ROLES) is None:
        reasons.append(
            Reason("not-administrator", "Only an administrator connects accounts.")
        )
    if not account.enabled:
        reasons.append(Reason("closed", f"{account} is closed."))
    if account.approved_at is None:
        reasons.append(
            Reason(
                "not-approved",
                "The head of digital engagement or the director of communications "
                "approves this account first.",
            )
        )
    return reasons


def reasons_against_trusting(account: SocialAccount, *, remote_id: str) -> list[Reason]:
    """Why the account that a secret opens is not the one that is in the register.

    A name on a platform can be given up and taken by somebody else; the number cannot.
    """
    if account.remote_id in {"", remote_id} or not remote_id:
        return []
    return [
        Reason(
            "another-account",
            f"The platform knows {account} by another number than when it was connected "
            "before, so somebody else may have its name. Nothing was stored. If that is "
            "right, disconnect the account first.",
        )
    ]


def reasons_against_disconnecting(
    account: SocialAccount, *, by: Person
) -> list[Reason]:
    """Why this person may not destroy this account's secret."""
    reasons = []
    if capacity_as(by, DISCONNECTING_ROLES) is None:
        reasons.append(
            Reason(
                "may-not-disconnect",
                "Only an administrator, the head of digital engagement or the director "
                "of communications disconnects accounts.",
            )
        )
    if not hasattr(account, "credential") and not anything_waits(account):
        reasons.append(Reason("not-connected", f"{account} is not connected."))
    return reasons


def reasons_against_asking(account: SocialAccount, *, by: Person) -> list[Reason]:
    """Why this person may not have the platform asked now."""
    reasons = []
    if capacity_as(by, CHECKING_ROLES) is None:
        reasons.append(
            Reason("may-not-ask", "Your post does not ask platforms about accounts.")
        )
    if not hasattr(account, "credential"):
        reasons.append(Reason("not-connected", f"{account} is not connected."))
    return reasons
