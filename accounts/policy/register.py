"""Why an account's entry in the register may not be changed, approved or reviewed.

Nothing here changes a row.
"""

import re

from django.utils import timezone

from accounts.models import JobPost, Person, SocialAccount
from accounts.models.social import HANDLE, HANDLE_RULE
from accounts.queries.people import acts_as_holder, capacity_as
from accounts.reasons import Reason
from accounts.roles import Role
from audit.events import Event
from audit.log import Subject
from audit.queries import entries_about


REGISTERING_ROLES = (Role.ADMINISTRATOR,)
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


def reasons_against_registering(
    *, by: Person, platform: str, server: str, handle: str
) -> list[Reason]:
    """Why this person may not enter this account in the register."""
    reasons = []
    if capacity_as(by, REGISTERING_ROLES) is None:
        reasons.append(
            Reason("not-administrator", "Only an administrator registers accounts.")
        )
    if not re.fullmatch(HANDLE, handle):
        reasons.append(Reason("handle", HANDLE_RULE))
    name = handle.removeprefix("@")
    same = SocialAccount.objects.filter(platform=platform, server=server)
    if same.filter(handle__iregex=f"^@?{re.escape(name)}$").exists():
        reasons.append(Reason("registered", f"{handle} is in the register already."))
    return reasons


def reasons_against_entry(
    *, owner: JobPost | None, deputy: JobPost | None, recovery: str = ""
) -> list[Reason]:
    reasons = []
    if owner is not None and owner == deputy:
        reasons.append(Reason("same-post", "The owner and the deputy are two posts."))
    if recovery and Person.objects.filter(email__iexact=recovery.strip()).exists():
        reasons.append(
            Reason(
                "own-mailbox",
                "The recovery contact is one person's own mailbox. Name a shared one, "
                "so that the account is not lost when they leave.",
            )
        )
    return reasons


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
    if not reasons and _registered_by(account, by):
        reasons.append(
            Reason(
                "own-account", "You registered this account. Somebody else approves."
            )
        )
    return reasons


def _registered_by(account: SocialAccount, person: Person) -> bool:
    """As the log has it, in which whoever registered an account cannot be changed."""
    return any(
        entry.event == Event.ACCOUNT_REGISTERED
        and isinstance(actor := entry.body["actor"], dict)
        and actor["id"] == str(person.pk)
        for entry in entries_about([Subject("account", str(account.pk))])
    )


def reasons_against_reviewing(account: SocialAccount, *, by: Person) -> list[Reason]:
    reasons = reasons_against_keeping(account, by=by)
    if account.reviewed_on == timezone.localdate():
        reasons.append(Reason("reviewed", "Its access was reviewed today already."))
    return reasons
