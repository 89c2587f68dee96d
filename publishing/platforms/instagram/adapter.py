"""Instagram through its API: pictures, carousels and reels of a professional account.

What it shares with Threads is in `meta_adapter`; no row is known.
"""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings

from publishing.platforms.instagram.post import (
    POST_FIELDS,
    child_fields,
    live_post,
    post_fields,
)
from publishing.platforms.meta.adapter import ContainerAdapter
from publishing.platforms.meta.api import Api
from publishing.platforms.meta.wire import Graph
from publishing.platforms.protocol import (
    Capabilities,
    Connection,
    Idempotency,
    Lookup,
    MediaLimits,
    Permanent,
    Removal,
    Rendered,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits


BY_HAND = "with Instagram's own login a post is deleted in the app alone"
NO_PICTURE = "Instagram takes no post without a picture or film"
NO_REPLY = "Instagram takes no post as an answer to another"


class InstagramAdapter(ContainerAdapter):
    """One professional Instagram account.

    `secret` holds `user_id`, the number of the Instagram account, and `access_token`:
    of the Facebook Page that it is linked to, or, with `"login": "instagram"`, of
    Instagram's own login, for 60 days, renewed from here. It may hold `expires_at`
    (ISO 8601, with its zone), `app_secret` and `app_id`, as for a Facebook Page.
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.CONTAINER,
        lookup=Lookup.BY_KEY,
        settle_delay=timedelta(seconds=60),
        absences_needed=2,
        threads=False,
        replies=False,
        delete=True,
        media=MediaLimits(
            images=10,
            image_bytes=8_000_000,
            image_types=frozenset({"image/jpeg"}),
            videos=1,
            video_bytes=300_000_000,
            video_types=frozenset({"video/mp4", "video/quicktime"}),
            needed=True,
            public=True,
        ),
        alt_limit=1000,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        secret = connection.secret
        self.own_login = secret.get("login", "") == "instagram"
        server = (
            settings.COUNTERSIGN_INSTAGRAM_LOGIN_API
            if self.own_login
            else settings.COUNTERSIGN_INSTAGRAM_API
        )
        number = secret.get("user_id", "").strip()
        graph = Graph(
            connection.server or server,
            secret.get("access_token", "").strip(),
            limits,
            secret.get("app_secret", "").strip(),
        )
        api = _api(connection.handle, number, own_login=self.own_login)
        super().__init__(connection, graph, api, limits)
        self.complete = self.complete and number.isdecimal()

    def against(self, rendered: Rendered) -> str:
        if rendered.reply_to:
            return NO_REPLY
        return "" if rendered.media else NO_PICTURE

    def delete(self, remote_id: str) -> Removal:
        """Meta lets posts be deleted only by who came through Facebook's login."""
        return Permanent(BY_HAND) if self.own_login else super().delete(remote_id)


def _api(handle: str, number: str, *, own_login: bool) -> Api:
    return Api(
        name="Instagram",
        make=f"/{number}/media",
        publish=f"/{number}/media_publish",
        status="status_code",
        quota=f"/{number}/content_publishing_limit",
        edges=(f"/{number}/media",),
        who=("/me", "user_id") if own_login else (f"/{number}", "id"),
        grant="ig_refresh_token" if own_login else "",
        fields=POST_FIELDS,
        site=f"https://www.instagram.com/{handle.removeprefix('@')}/",
        live=live_post,
        child=child_fields,
        whole=post_fields,
    )
