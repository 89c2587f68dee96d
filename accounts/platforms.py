"""The port through which the registers ask a platform whose secret they were given.

No platform is known here; settings name the implementation (ADR 4).
"""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string


NOT_ACCEPTED = "The platform did not accept this secret for that handle"


def accepts(platform: str, handle: str, secret: dict[str, str]) -> bool:
    """Whether the platform says that this secret is this handle's.

    A call to the outside: never inside a transaction.
    """
    ask: Callable[[str, str, dict[str, str]], bool]
    ask = import_string(settings.COUNTERSIGN_PLATFORM_CHECK)
    return ask(platform, handle, secret)
