"""Whether the account can be sent to.

Nothing here changes a row.
"""

from accounts.models import Credential
from accounts.roles import CredentialState
from publishing.models import Publication
from publishing.policy.obstacle import Effect, Obstacle, obstacle


def account_obstacles(publication: Publication) -> list[Obstacle]:
    account = publication.account
    if not account.enabled:
        return [
            obstacle(Effect.HOLD, "account-disabled", f"{account} is switched off.")
        ]
    if account.dormant:
        return [
            obstacle(Effect.HOLD, "account-dormant", f"{account} is marked dormant.")
        ]
    credential = Credential.objects.filter(account=account).first()
    if credential is None or credential.state != CredentialState.LIVE:
        return [
            obstacle(
                Effect.HOLD,
                "no-credential",
                f"{account} is not connected. Connect it again, then release the post.",
            )
        ]
    return []
