"""Threads through its API: words, pictures, films, and threads of replies.

What it shares with Instagram is in `meta_adapter`; no row is known.
"""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings

from publishing.platforms.meta.adapter import ContainerAdapter
from publishing.platforms.meta.api import Api
from publishing.platforms.meta.wire import Graph
from publishing.platforms.protocol import (
    Capabilities,
    Connection,
    Idempotency,
    Lookup,
    MediaLimits,
)
from publishing.platforms.threads.post import (
    POST_FIELDS,
    child_fields,
    live_post,
    post_fields,
)
from publishing.platforms.transport import USUAL_LIMITS, Limits


class ThreadsAdapter(ContainerAdapter):
    """One Threads account.

    `secret` holds `access_token`, the long-lived one of 60 days, which is renewed from
    here. It may hold `expires_at` (ISO 8601, with its zone), `user_id`, the account's
    number, as a second witness, and `app_secret`, where calls are to carry its proof.
    """

    capabilities: ClassVar[Capabilities] = Capabilities(
        idempotency=Idempotency.CONTAINER,
        lookup=Lookup.BY_KEY,
        settle_delay=timedelta(seconds=60),
        absences_needed=2,
        threads=True,
        delete=True,
        media=MediaLimits(
            images=20,
            image_bytes=8_000_000,
            image_types=frozenset({"image/jpeg", "image/png"}),
            videos=1,
            video_bytes=1_000_000_000,
            video_types=frozenset({"video/mp4", "video/quicktime"}),
            public=True,
        ),
        alt_limit=1000,
    )

    def __init__(self, connection: Connection, limits: Limits = USUAL_LIMITS) -> None:
        secret = connection.secret
        graph = Graph(
            connection.server or settings.COUNTERSIGN_THREADS_API,
            secret.get("access_token", "").strip(),
            limits,
            secret.get("app_secret", "").strip(),
        )
        super().__init__(connection, graph, _api(connection.handle), limits)


def _api(handle: str) -> Api:
    # Threads knows its accounts by their token: a stored number led to errors.
    return Api(
        name="Threads",
        make="/me/threads",
        publish="/me/threads_publish",
        status="status",
        quota="/me/threads_publishing_limit",
        edges=("/me/threads", "/me/replies"),
        who=("/me", "id"),
        grant="th_refresh_token",
        fields=POST_FIELDS,
        site=f"https://www.threads.com/@{handle.removeprefix('@')}",
        live=live_post,
        child=child_fields,
        whole=post_fields,
    )
