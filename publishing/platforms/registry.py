"""Which adapter speaks for which platform.

Nothing else belongs here; a new platform is one line.
"""

from collections.abc import Callable, Mapping

from publishing.platforms.protocol import Adapter
from publishing.platforms.rehearsal import RehearsalAdapter
from publishing.platforms.x import XAdapter


# A handle and the unsealed credential make an adapter.
ADAPTERS: Mapping[str, Callable[[str, dict[str, str]], Adapter]] = {
    "rehearsal": RehearsalAdapter,
    "x": XAdapter,
}


def adapter_for(platform: str, handle: str, secret: dict[str, str]) -> Adapter:
    return ADAPTERS[platform](handle, secret)


def accepts(platform: str, handle: str, secret: dict[str, str]) -> bool:
    """Whether the platform says that this secret is this handle's."""
    return adapter_for(platform, handle, secret).check_credentials()
