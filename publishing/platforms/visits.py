"""One sign-in at a platform: what goes there, what comes back, and how a platform does it.

Nothing is asked of a platform here, and nothing is stored.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from publishing.platforms.protocol import Secret


class SignInError(Exception):
    """The sign-in led to no secret; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One sign-in at a platform, for one account, from our page and back to it.

    `callback` is the whole address that the platform comes back to, `verifier` PKCE's;
    `kept` is what the platform gave at the beginning and is needed at the end.
    """

    platform: str
    server: str
    handle: str
    callback: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    kept: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Begun:
    """Where to send the person, and what to keep sealed until they are back."""

    address: str
    kept: Mapping[str, str] = field(default_factory=dict, repr=False)


Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """How one platform signs people in.

    `own_callback`: the platform takes any address to come back to, so each account has
    its own, and no server's answer can be passed off as another's (RFC 9700, 4.4.2).
    """

    begin: Callable[[Visit], Begun]
    finish: Callable[[Visit, Query], Secret]
    own_callback: bool = False
    ready: Callable[[], bool] = lambda: True


def code_in(query: Query) -> str:
    code = query.get("code", "")
    if not code:
        raise SignInError("The platform's answer has no code in it.")
    return code
