"""The verbs of accounts: register one, connect it, destroy its credential.

No platform is called here, and no secret leaves this module unsealed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Now

from accounts.credentials import seal
from accounts.models import Credential, Person, SocialAccount, Team
from accounts.models.social import HANDLE, HANDLE_RULE
from accounts.reasons import Reason, RefusedError
from accounts.roles import CredentialState
from audit.events import Event
from audit.log import Actor, Subject, record


@dataclass(frozen=True, slots=True)
class Told:
    """What the platform said when it took a secret: the account's id there, its limits.

    `expires_at` is None where the secret does not end or renews itself.
    """

    remote_id: str = ""
    expires_at: datetime | None = None
    limits: Mapping[str, int] = field(default_factory=dict)


NOTHING_TOLD = Told()


def subject_of(account: SocialAccount) -> Subject:
    return Subject("account", str(account.pk))


def register_account(
    *,
    by: Actor,
    platform: str,
    handle: str,
    name: str,
    team: Team,
    server: str = "",
) -> SocialAccount:
    """Enter an account in the register; the same account keeps its row.

    `server` is where it is, such as https://social.example; empty for a platform that
    has one address for everybody. Raises `RefusedError`.
    """
    if not re.fullmatch(HANDLE, handle):
        raise RefusedError([Reason("handle", HANDLE_RULE)])
    with transaction.atomic():
        account, new = SocialAccount.objects.get_or_create(
            platform=platform,
            server=server,
            handle=handle,
            defaults={"name": name, "team": team},
        )
        if new:
            record(
                Event.ACCOUNT_REGISTERED,
                actor=by,
                subject=subject_of(account),
                details={
                    "platform": platform,
                    "handle": handle,
                    **({"server": server} if server else {}),
                },
            )
    return account


def store_credential(
    account: SocialAccount,
    *,
    by: Actor,
    secret: Mapping[str, str],
    stored_by: Person | None = None,
    told: Told = NOTHING_TOLD,
) -> Credential:
    """Seal a secret and make it the account's credential, live until refused.

    `told` is what the platform said of it when it was asked, just now.
    """
    with transaction.atomic():
        credential, _ = Credential.objects.update_or_create(
            account=account,
            defaults={
                "ciphertext": seal(dict(secret)),
                "state": CredentialState.LIVE,
                "stored_by": stored_by,
                "stored_at": Now(),
                "expires_at": told.expires_at,
                "checked_at": None if told is NOTHING_TOLD else Now(),
                "trouble": "",
            },
        )
        if told is not NOTHING_TOLD:
            SocialAccount.objects.filter(pk=account.pk).update(
                remote_id=told.remote_id, limits=dict(told.limits)
            )
        record(Event.CREDENTIAL_STORED, actor=by, subject=subject_of(account))
    return credential


def destroy_credential(account: SocialAccount, *, by: Actor) -> None:
    """Disconnect: delete the ciphertext, so that nothing can be sent any more."""
    with transaction.atomic():
        Credential.objects.filter(account=account).delete()
        SocialAccount.objects.filter(pk=account.pk).update(remote_id="", limits={})
        record(Event.CREDENTIAL_DESTROYED, actor=by, subject=subject_of(account))
