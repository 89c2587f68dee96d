"""Posts of Instagram as they go out and as they arrive.

No request is made here.
"""

from collections.abc import Sequence

from publishing.platforms.meta.api import Fields
from publishing.platforms.meta.wire import id_of, moment_of
from publishing.platforms.protocol import Attachment, LivePost, Rendered
from publishing.platforms.wire import Json, UnreadableError


POST_FIELDS = "id,caption,timestamp,permalink,media_type,children"


def child_fields(attachment: Attachment, address: str) -> Fields:
    """One picture or film of several."""
    if _is_film(attachment):
        media = {"media_type": "VIDEO", "video_url": address}
    else:
        media = _picture(attachment, address)
    return {"is_carousel_item": "true", **media}


def post_fields(rendered: Rendered, children: Sequence[str], address: str) -> Fields:
    """The post itself; a film alone is a reel, for which Instagram takes no alt text."""
    fields = {"caption": rendered.body}
    if children:
        return fields | {"media_type": "CAROUSEL", "children": ",".join(children)}
    attachment = rendered.media[0]
    if not _is_film(attachment):
        return fields | _picture(attachment, address)
    reel = {"media_type": "REELS", "video_url": address, "share_to_feed": "true"}
    return fields | reel


def live_post(body: Json) -> LivePost:
    """A post as it is live; UnreadableError where the answer cannot be read."""
    words = body.get("caption", "") if isinstance(body, dict) else None
    if not isinstance(words, str):
        raise UnreadableError("a post could not be read")
    children = (body.get("children") or {}).get("data") or []
    return LivePost(
        remote_id=id_of(body),
        url=str(body.get("permalink") or ""),
        words=words,
        created_at=moment_of(body.get("timestamp")),
        media=len(children) or 1,
    )


def _is_film(attachment: Attachment) -> bool:
    return attachment.type.startswith("video/")


def _picture(attachment: Attachment, address: str) -> dict[str, str]:
    return {"image_url": address, "alt_text": attachment.alt}
