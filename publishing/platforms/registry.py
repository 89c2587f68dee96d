"""Which adapter speaks for which platform.

Nothing else belongs here; a new platform is one line.
"""

from collections.abc import Mapping

from publishing.platforms.bluesky.adapter import BlueskyAdapter
from publishing.platforms.discourse.adapter import DiscourseAdapter
from publishing.platforms.facebook.adapter import FacebookAdapter
from publishing.platforms.instagram.adapter import InstagramAdapter
from publishing.platforms.linkedin.adapter import LinkedInAdapter
from publishing.platforms.mastodon.adapter import MastodonAdapter
from publishing.platforms.protocol import (
    Accepted,
    Adapter,
    AuthState,
    Capabilities,
    Connection,
)
from publishing.platforms.rehearsal import RehearsalAdapter
from publishing.platforms.threads.adapter import ThreadsAdapter
from publishing.platforms.wordpress.adapter import WordPressAdapter
from publishing.platforms.x.adapter import XAdapter


ADAPTERS: Mapping[str, type[Adapter]] = {
    "bluesky": BlueskyAdapter,
    "discourse": DiscourseAdapter,
    "facebook": FacebookAdapter,
    "instagram": InstagramAdapter,
    "threads": ThreadsAdapter,
    "linkedin": LinkedInAdapter,
    "mastodon": MastodonAdapter,
    "rehearsal": RehearsalAdapter,
    "wordpress": WordPressAdapter,
    "x": XAdapter,
}


def adapter_for(platform: str, connection: Connection) -> Adapter:
    """The adapter of one account; LookupError for a platform that nobody knows."""
    return ADAPTERS[platform](connection)


def capabilities_of(platform: str) -> Capabilities:
    """What the platform can do, whatever the account."""
    return ADAPTERS[platform].capabilities


def ask(platform: str, connection: Connection) -> AuthState:
    """What the platform says of a handle and its secret."""
    return adapter_for(platform, connection).check_credentials()


def accepts(
    platform: str, handle: str, secret: dict[str, str], server: str = ""
) -> bool:
    """Whether the platform says that this secret is this handle's."""
    connection = Connection(handle=handle, secret=secret, server=server)
    return isinstance(ask(platform, connection), Accepted)
