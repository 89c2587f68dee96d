"""Telling a platform that a token is over, where it has a way to be told.

No row is known here. What a platform does not take is left to its own page of apps.
"""

from collections.abc import Callable, Mapping

from django.conf import settings

from publishing.platforms.linkedin import oauth as linkedin_oauth
from publishing.platforms.mastodon import oauth as mastodon_oauth
from publishing.platforms.protocol import Secret
from publishing.platforms.transport import Limits
from publishing.platforms.wire import Wire
from publishing.platforms.x import oauth as x_oauth


BRIEF = Limits(connect=3, read=7, total=10)


def revoke(platform: str, server: str, secret: Secret) -> bool:
    """Whether the platform was told; False where it has no such call for this secret.

    Raises whatever the call raises.
    """
    way = WAYS.get(platform)
    return way is not None and way(server, secret)


def _mastodon(server: str, secret: Secret) -> bool:
    return mastodon_oauth.revoke(server, secret, limits=BRIEF)


def _x(server: str, secret: Secret) -> bool:
    return x_oauth.revoke(server or settings.COUNTERSIGN_X_API, secret, limits=BRIEF)


def _linkedin(server: str, secret: Secret) -> bool:
    return linkedin_oauth.revoke(secret, limits=BRIEF)


def _bluesky(server: str, secret: Secret) -> bool:
    """Ends the session; the app password itself is removed on Bluesky's own page."""
    token = secret.get("refresh_jwt", "")
    if token:
        Wire(server or settings.COUNTERSIGN_BLUESKY_API, BRIEF).ask(
            "POST",
            "/xrpc/com.atproto.server.deleteSession",
            headers={"Authorization": f"Bearer {token}"},
        )
    return bool(token)


def _wordpress(server: str, secret: Secret) -> bool:
    """Removes this one application password, which names itself."""
    base = "/wp-json/wp/v2/users/me/application-passwords"
    wire = Wire(server, BRIEF)
    auth = (secret.get("username", ""), secret.get("application_password", ""))
    found = wire.read("GET", f"{base}/introspect", auth=auth)
    wire.ask("DELETE", f"{base}/{found['uuid']}", auth=auth)
    return True


WAYS: Mapping[str, Callable[[str, Secret], bool]] = {
    "bluesky": _bluesky,
    "linkedin": _linkedin,
    "mastodon": _mastodon,
    "wordpress": _wordpress,
    "x": _x,
}
