"""Which fake server stands for which platform in the matrix.

Nothing else belongs here; a new platform is one line.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from tests.publishing.platforms.bluesky.fake import FakeBluesky
from tests.publishing.platforms.discourse.fake import FakeDiscourse
from tests.publishing.platforms.facebook.fake import FakeFacebook
from tests.publishing.platforms.instagram.fake import FakeInstagram
from tests.publishing.platforms.linkedin.fake import FakeLinkedIn
from tests.publishing.platforms.mastodon.fake import FakeMastodon
from tests.publishing.platforms.matrix.house import Server
from tests.publishing.platforms.threads.fake import FakeThreads
from tests.publishing.platforms.wordpress.fake import FakeWordPress
from tests.publishing.platforms.x.fake import FakeX


SERVERS: Mapping[str, Callable[[], AbstractContextManager[Server]]] = {
    "bluesky": FakeBluesky,
    "discourse": FakeDiscourse,
    "facebook": FakeFacebook,
    "instagram": FakeInstagram,
    "linkedin": FakeLinkedIn,
    "mastodon": FakeMastodon,
    "threads": FakeThreads,
    "wordpress": FakeWordPress,
    "x": FakeX,
}
