"""Why an account's entry in the register may not be changed, approved or reviewed.

Nothing here changes a row.
"""

from django.utils import timezone

from accounts.models import JobPost, Person, SocialAccount
from accounts.queries.people import acts_as_holder, capacity_as
from accounts.reasons import Reason
from accounts.roles import Role


KEEPING_ROLES = (Role.HEAD_OF_DIGITAL, Role.ADMINISTRATOR)
APPROVING_ROLES = (Role.HEAD_OF_DIGITAL, Role.DIRECTOR)


def reasons_against_keeping(account: SocialAccount, *, by: Person) -> list[Reason]:
    """Why this person may not keep the account's entry."""
    posts = [account.owner_id, account.deputy_id]
    if capacity_as(by, KEEPING_ROLES) or acts_as_holder(by, posts):
        return []
    return [
        Reason(
            "not-keeper",
            "An account's entry is kept by its owner, its deputy, the head of digital "
            "engagement or an administrator.",
        )
    ]


def reasons_against_entry(
    *, owner: JobPost | None, deputy: JobPost | None
) -> list[Reason]:
    if owner is not None and owner == deputy:
        return [Reason("same-post", "The owner and the deputy are two posts.")]
    return []


def reasons_against_approving_account(
    account: SocialAccount, *, by: Person
) -> list[Reason]:
    """Why this person may not approve the account; an administrator never does."""
    reasons = []
    if capacity_as(by, APPROVING_ROLES) is None:
        reasons.append(
            Reason(
                "not-approver",
                "The head of digital engagement approves accounts, or the director of "
                "communications.",
            )
        )
    if account.owner_id is None or account.deputy_id is None:
        reasons.append(
            Reason("no-owner", "An account needs an owner and a deputy first.")
        )
    if account.approved_at is not None:
        reasons.append(Reason("approved", "This account is approved already."))
    return reasons


def reasons_against_reviewing(account: SocialAccount, *, by: Person) -> list[Reason]:
    reasons = reasons_against_keeping(account, by=by)
    if account.reviewed_on == timezone.localdate():
        reasons.append(Reason("reviewed", "Its access was reviewed today already."))
    return reasons
