"""Which fake server stands for which platform in the matrix.

Nothing else belongs here; a new platform is one line.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from tests.publishing.platforms.fake_bluesky import FakeBluesky
from tests.publishing.platforms.fake_discourse import FakeDiscourse
from tests.publishing.platforms.fake_facebook import FakeFacebook
from tests.publishing.platforms.fake_instagram import FakeInstagram
from tests.publishing.platforms.fake_linkedin import FakeLinkedIn
from tests.publishing.platforms.fake_mastodon import FakeMastodon
from tests.publishing.platforms.fake_threads import FakeThreads
from tests.publishing.platforms.fake_wordpress import FakeWordPress
from tests.publishing.platforms.fake_x import FakeX
from tests.publishing.platforms.matrix.house import Server


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
