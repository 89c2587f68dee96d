"""Posts of Threads as they go out and as they arrive.

No request is made here.
"""

from collections.abc import Sequence

from publishing.platforms.meta.api import Fields
from publishing.platforms.meta.wire import id_of, moment_of
from publishing.platforms.protocol import Attachment, LivePost, Rendered
from publishing.platforms.wire import Json, UnreadableError


POST_FIELDS = "id,text,timestamp,permalink,media_type,children,replied_to"
REPOST = "REPOST_FACADE"
WITH_ONE = frozenset({"IMAGE", "VIDEO", "AUDIO"})


def child_fields(attachment: Attachment, address: str) -> Fields:
    """One picture or film of several."""
    return {"is_carousel_item": "true", **_media_fields(attachment, address)}


def post_fields(rendered: Rendered, children: Sequence[str], address: str) -> Fields:
    """The post itself; the words go out as they are."""
    fields = {"text": rendered.body}
    if rendered.reply_to:
        fields["reply_to_id"] = rendered.reply_to
    if children:
        return fields | {"media_type": "CAROUSEL", "children": ",".join(children)}
    if rendered.media:
        return fields | _media_fields(rendered.media[0], address)
    return fields | {"media_type": "TEXT"}


def live_post(body: Json) -> LivePost:
    """A post as it is live; UnreadableError where the answer cannot be read."""
    words = body.get("text", "") if isinstance(body, dict) else None
    if not isinstance(words, str):
        raise UnreadableError("a post could not be read")
    kind = body.get("media_type")
    return LivePost(
        remote_id=id_of(body),
        url=str(body.get("permalink") or ""),
        words=words,
        created_at=moment_of(body.get("timestamp")),
        media=_count(kind, body),
        parent=_parent(body),
        shared=kind == REPOST,
    )


def _media_fields(attachment: Attachment, address: str) -> dict[str, str]:
    kind = "VIDEO" if attachment.type.startswith("video/") else "IMAGE"
    name = f"{kind.lower()}_url"
    return {"media_type": kind, name: address, "alt_text": attachment.alt}


def _count(kind: Json, body: Json) -> int:
    children = (body.get("children") or {}).get("data") or []
    return len(children) or int(kind in WITH_ONE)


def _parent(body: Json) -> str | None:
    parent = (body.get("replied_to") or {}).get("id")
    return str(parent) if parent else None
