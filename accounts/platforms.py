"""The port through which the registers ask a platform about a secret, and end one.

No platform is known here; settings name the implementation (ADR 4).
"""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import SocialAccount
from audit.log import Actor


NOT_ACCEPTED = "The platform did not accept this secret for that handle"


def accepts(
    platform: str, handle: str, secret: dict[str, str], server: str = ""
) -> bool:
    """Whether the platform says that this secret is this handle's.

    A call to the outside: never inside a transaction.
    """
    ask: Callable[[str, str, dict[str, str], str], bool]
    ask = import_string(settings.COUNTERSIGN_PLATFORM_CHECK)
    return ask(platform, handle, secret, server)


def disconnect(account: SocialAccount, *, by: Actor) -> None:
    """Destroy an account's secret and cancel what waits for it."""
    end: Callable[[Actor, SocialAccount], int]
    end = import_string(settings.COUNTERSIGN_PLATFORM_DISCONNECT)
    end(by, account)
