"""The addresses of servers that accounts are on: which platforms have many, and one form.

Nothing is asked of a server here, save what its name resolves to.
"""

from accounts.outbound import DEFAULT_PORTS, OutboundError, checked_address
from accounts.roles import Platform


# Every account names its server; on the second kind it may.
MANY_SERVERS = frozenset({Platform.MASTODON, Platform.WORDPRESS, Platform.DISCOURSE})
OWN_SERVERS = MANY_SERVERS | {Platform.BLUESKY}
LONGEST = 200
NEEDED = "Say which server the account is on, such as https://social.example."
NOT_PLAIN = "Write the server's address alone, without a question mark or a sign-in."


def needs_server(platform: str) -> bool:
    """Whether an account there is on one of many servers."""
    return platform in MANY_SERVERS


def has_own_servers(platform: str) -> bool:
    """Whether an account there may be on a server of its own."""
    return platform in OWN_SERVERS


def server_address(typed: str, *, platform: str) -> str:
    """A server's address in the one form in which it is stored; empty for none.

    https unless said otherwise, the name in lower case, no usual port, no slash at the
    end. Raises `OutboundError`, also for an address that may not be called.
    """
    typed = typed.strip()
    if not typed:
        if needs_server(platform):
            raise OutboundError(NEEDED)
        return ""
    whole = typed if "://" in typed else f"https://{typed}"
    scheme, separator, rest = whole.partition("://")
    address = f"{scheme.lower()}{separator}{rest}".rstrip("/")
    if "?" in address or "@" in address or len(address) > LONGEST:
        raise OutboundError(NOT_PLAIN)
    found = checked_address(address)
    host = f"[{found.host}]" if ":" in found.host else found.host.lower()
    port = "" if found.port == DEFAULT_PORTS[found.scheme] else f":{found.port}"
    return f"{found.scheme}://{host}{port}{found.target.rstrip('/')}"
