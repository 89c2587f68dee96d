"""LinkedIn's posts as they go out and come back.

Pure; no call is made here.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from publishing.platforms.linkedin.text import plain
from publishing.platforms.protocol import LivePost, Ref, Rendered, TimelinePage
from publishing.platforms.wire import Json, UnreadableError


URN = re.compile(r"urn:li:(?:share|ugcPost|activity):\d{1,25}")
PAGE = 50


def body_of(rendered: Rendered, staged: Ref, author: str) -> dict[str, Json]:
    """What the call that publishes carries."""
    return {
        "author": author,
        "commentary": rendered.body,
        "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "MAIN_FEED",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
        **_content(rendered, list(staged.get("media", ()))),
    }


def _content(rendered: Rendered, urns: Sequence[str]) -> dict[str, Json]:
    carried = [
        {"id": urn, "altText": attachment.alt}
        for urn, attachment in zip(urns, rendered.media, strict=True)
    ]
    if len(carried) > 1:
        return {"content": {"multiImage": {"images": carried}}}
    return {"content": {"media": carried[0]}} if carried else {}


def live_post(raw: Json) -> LivePost:
    """One post as LinkedIn shows it; UnreadableError where it has another shape."""
    try:
        urn = urn_of(raw["id"])
        return LivePost(
            remote_id=urn,
            url=permalink(urn),
            words=plain(str(raw.get("commentary") or "")),
            created_at=_moment(raw.get("publishedAt") or raw["createdAt"]),
            media=_media(raw.get("content") or {}),
            edited=bool((raw.get("lifecycleStateInfo") or {}).get("isEditedByAuthor")),
            shared="reshareContext" in raw,
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise UnreadableError("a post could not be read") from error


def page_of(body: Json, *, start: int, since: datetime) -> TimelinePage:
    """One page, newest first; where it goes on there is an offset to go on from."""
    elements = body.get("elements") if isinstance(body, dict) else None
    if not isinstance(elements, list):
        raise UnreadableError("the timeline could not be read")
    posts = [live_post(raw) for raw in elements if is_published(raw)]
    reached = bool(posts) and posts[-1].created_at < since
    more = len(elements) >= PAGE and not reached
    return TimelinePage(posts, str(start + len(elements)) if more else None)


def is_published(raw: Json) -> bool:
    """Whether it is live: LinkedIn goes on showing drafts and what was archived."""
    return isinstance(raw, dict) and raw.get("lifecycleState") == "PUBLISHED"


def urn_of(named: object) -> str:
    """The URN of a post; UnreadableError where it is none."""
    if not isinstance(named, str) or not URN.fullmatch(named):
        raise UnreadableError("the answer names no post")
    return named


def permalink(urn: str) -> str:
    return f"https://www.linkedin.com/feed/update/{urn}/"


def is_duplicate(body: Mapping[str, Json]) -> bool:
    """Whether a refusal says that these words are live already."""
    return "duplicate" in f"{body.get('code')} {body.get('message')}".lower()


def _moment(milliseconds: object) -> datetime:
    return datetime.fromtimestamp(int(str(milliseconds)) / 1000, tz=UTC)


def _media(content: Mapping[str, Json]) -> int:
    if "multiImage" in content:
        return len(content["multiImage"]["images"])
    return 1 if "media" in content else 0
