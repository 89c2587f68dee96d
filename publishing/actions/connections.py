"""Making the adapter of an account, with its secret unsealed for as long as it lives.

Nothing is sent here; a renewed secret is sealed again before anything else happens.
"""

from datetime import datetime
from functools import partial

from django.db import transaction

from accounts.credentials import seal, unseal
from accounts.models import Credential, SocialAccount
from publishing.platforms.protocol import Adapter, Connection, Secret
from publishing.platforms.registry import adapter_for


def adapter_of(account: SocialAccount) -> Adapter:
    """The adapter that speaks for an account.

    Raises Credential.DoesNotExist, CredentialError or LookupError where there is none.
    """
    credential = Credential.objects.get(account=account)
    return adapter_for(account.platform, connection_of(account, credential))


def connection_of(account: SocialAccount, credential: Credential) -> Connection:
    return Connection(
        handle=account.handle,
        server=account.server,
        secret=unseal(bytes(credential.ciphertext)),
        keep=partial(_keep, credential.pk, credential.stored_at),
    )


def _keep(credential_id: int, stored_at: datetime, secret: Secret) -> None:
    """Seal a secret that the platform renewed, unless a person stored another since."""
    with transaction.atomic():
        Credential.objects.select_for_update().filter(
            pk=credential_id, stored_at=stored_at
        ).update(ciphertext=seal(dict(secret)))
