"""Whose credential it is: the account that a server sees behind our token.

Nothing is published here.
"""

from urllib.parse import urlsplit

from publishing.platforms.mastodon.failures import NAME, why
from publishing.platforms.mastodon.instance import domains_of, instance_of, limits_of
from publishing.platforms.mastodon.reading import Account, account_of
from publishing.platforms.mastodon.wire import FAILURES, Client, failure_of
from publishing.platforms.protocol import Accepted, AuthState, Rejected, Unreachable
from publishing.platforms.wire import RefusedError


ANOTHER = "this credential is another account's"


def who_is(client: Client) -> Account:
    """Raises what the client raises, and ValueError where the answer names nobody."""
    return account_of(client.account_verify_credentials())


def check(client: Client, handle: str, server: str) -> AuthState:
    """Whether the token is the handle's ("@name" or "@name@domain") on this server."""
    try:
        who = who_is(client)
        instance = instance_of(client)
        limits, domains = limits_of(instance), domains_of(instance)
    except FAILURES as error:
        return _refusal(error)
    domains |= {who.domain.casefold()} | own_domains(server)
    domain = handle.removeprefix("@").partition("@")[2]
    if not same_name(who, handle) or (domain and domain.casefold() not in domains):
        return Rejected(ANOTHER)
    whole = f"@{who.username}@{domain}" if domain else f"@{who.username}"
    return Accepted(handle=whole, remote_id=who.id, limits=limits)


def same_name(who: Account, handle: str) -> bool:
    name = handle.removeprefix("@").partition("@")[0]
    return who.username.casefold() == name.casefold()


def own_domains(server: str) -> set[str]:
    """What the server's address says that its accounts may be called."""
    parts = urlsplit(server if "://" in server else f"https://{server}")
    return {parts.netloc.casefold(), (parts.hostname or "").casefold()}


def _refusal(error: Exception) -> AuthState:
    failure = failure_of(error)
    # 422 is the answer to the token of an app that nobody has signed in to.
    if isinstance(failure, RefusedError) and failure.status in {401, 403, 422}:
        return Rejected(f"{failure.status}: {NAME} refused the credential")
    return Unreachable(why(error))
