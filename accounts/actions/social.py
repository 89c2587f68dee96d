"""The verbs of accounts: register one, connect it, destroy its credential.

No platform is called here, and no secret leaves this module unsealed.
"""

import re

from django.db import transaction
from django.db.models.functions import Now

from accounts.credentials import seal
from accounts.models import Credential, Person, SocialAccount, Team
from accounts.models.social import HANDLE, HANDLE_RULE
from accounts.reasons import Reason, RefusedError
from accounts.roles import CredentialState
from audit.events import Event
from audit.log import Actor, Subject, record


def subject_of(account: SocialAccount) -> Subject:
    return Subject("account", str(account.pk))


def register_account(
    *, by: Actor, platform: str, handle: str, name: str, team: Team
) -> SocialAccount:
    """Enter an account in the register; the same account keeps its row."""
    if not re.fullmatch(HANDLE, handle):
        raise RefusedError([Reason("handle", HANDLE_RULE)])
    with transaction.atomic():
        account, new = SocialAccount.objects.get_or_create(
            platform=platform, handle=handle, defaults={"name": name, "team": team}
        )
        if new:
            record(
                Event.ACCOUNT_REGISTERED,
                actor=by,
                subject=subject_of(account),
                details={"platform": platform, "handle": handle},
            )
    return account


def store_credential(
    account: SocialAccount,
    *,
    by: Actor,
    secret: dict[str, str],
    stored_by: Person | None = None,
) -> Credential:
    """Seal a secret and make it the account's credential, live until refused."""
    with transaction.atomic():
        credential, _ = Credential.objects.update_or_create(
            account=account,
            defaults={
                "ciphertext": seal(secret),
                "state": CredentialState.LIVE,
                "stored_by": stored_by,
                "stored_at": Now(),
            },
        )
        record(Event.CREDENTIAL_STORED, actor=by, subject=subject_of(account))
    return credential


def destroy_credential(account: SocialAccount, *, by: Actor) -> None:
    """Disconnect: delete the ciphertext, so that nothing can be sent any more."""
    with transaction.atomic():
        Credential.objects.filter(account=account).delete()
        record(Event.CREDENTIAL_DESTROYED, actor=by, subject=subject_of(account))
