"""Whether the account can be sent to, and is still the one that the words are for.

Nothing here changes a row.
"""

from accounts.roles import CredentialState
from publishing.models import Publication
from publishing.policy.obstacle import Effect, Obstacle, obstacle
from publishing.queries.circumstances import Circumstances


def account_obstacles(publication: Publication, now: Circumstances) -> list[Obstacle]:
    account = publication.account
    if not account.enabled:
        return [
            obstacle(Effect.HOLD, "account-disabled", f"{account} is switched off.")
        ]
    if account.dormant:
        return [
            obstacle(Effect.HOLD, "account-dormant", f"{account} is marked dormant.")
        ]
    return _another_account(publication) or _credential_obstacles(publication, now)


def _another_account(publication: Publication) -> list[Obstacle]:
    """An account may be renamed or moved after its posts were approved."""
    account = publication.account
    now = (account.platform, account.server, account.handle)
    approved = [
        (target.platform, target.server, target.handle)
        for target in publication.revision.content.targets
        if target.account == account.pk
    ]
    if approved == [now]:
        return []
    sentence = f"It was approved for an account of another name than {account}."
    return [obstacle(Effect.HOLD, "account-renamed", sentence)]


def _credential_obstacles(
    publication: Publication, now: Circumstances
) -> list[Obstacle]:
    account = publication.account
    if now.credential != CredentialState.LIVE:
        return [
            obstacle(
                Effect.HOLD,
                "no-credential",
                f"{account} is not connected. Connect it again, then release the post.",
            )
        ]
    if now.credential_ends is not None and now.credential_ends <= now.at:
        sentence = (
            f"The connection of {account} has ended. Connect it again, then release "
            "the post."
        )
        return [obstacle(Effect.HOLD, "credential-expired", sentence)]
    return []
