"""Making the adapter of an account, with its secret unsealed for as long as it lives.

Nothing is sent here; a renewed secret is sealed again before anything else happens.
"""

from datetime import datetime
from functools import partial

from django.core.cache import cache
from django.db import connection, transaction

from accounts.credentials import seal, unseal
from accounts.models import Credential, SocialAccount
from publishing.platforms.protocol import Adapter, Connection, Secret
from publishing.platforms.registry import adapter_for


# Longer than asking a platform for a new token takes.
RENEWAL_SECONDS = 60
# Every delivery asks it: written out, because Django would put it together every time.
READ = ("id", "ciphertext", "stored_at")
CREDENTIAL = (
    "/* planned once */ SELECT id, ciphertext, stored_at"
    " FROM accounts_credential WHERE account_id = %s"
)


def adapter_of(account: SocialAccount) -> Adapter:
    """The adapter that speaks for an account.

    Raises Credential.DoesNotExist, CredentialError or LookupError where there is none.
    """
    with connection.cursor() as cursor:
        cursor.execute(CREDENTIAL, [account.pk])
        row = cursor.fetchone()
    if row is None:
        raise Credential.DoesNotExist
    credential = Credential.from_db(connection.alias, READ, row)
    return adapter_for(account.platform, connection_of(account, credential))


def connection_of(account: SocialAccount, credential: Credential) -> Connection:
    return Connection(
        handle=account.handle,
        server=account.server,
        secret=unseal(bytes(credential.ciphertext)),
        keep=partial(_keep, credential.pk, credential.stored_at),
        renewable=partial(_renewable, credential.pk),
    )


def _keep(credential_id: int, stored_at: datetime, secret: Secret) -> None:
    """Seal a secret that the platform renewed, unless a person stored another since."""
    with transaction.atomic():
        Credential.objects.select_for_update().filter(
            pk=credential_id, stored_at=stored_at
        ).update(ciphertext=seal(dict(secret)))


def _renewable(credential_id: int) -> Secret | None:
    """The secret as stored now, for one worker in a minute; None for all others.

    Some tokens can be renewed once: two workers that tried would lose the account.
    """
    if not cache.add(f"renewing-{credential_id}", value=True, timeout=RENEWAL_SECONDS):
        return None
    return unseal(bytes(Credential.objects.get(pk=credential_id).ciphertext))
