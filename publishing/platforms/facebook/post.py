"""Posts, comments and films of a Facebook Page as they arrive: what to ask for, how to read.

No request is made here.
"""

from publishing.platforms.meta.wire import id_of, moment_of
from publishing.platforms.protocol import LivePost
from publishing.platforms.wire import Json, UnreadableError


SITE = "https://www.facebook.com"
ATTACHMENTS = "attachments{type,media_type,target,subattachments}"
# One field that Graph does not know, and it answers nothing at all: no more than needed.
POST_FIELDS = f"id,message,created_time,permalink_url,is_published,from,{ATTACHMENTS}"
COMMENT_FIELDS = "id,message,created_time,permalink_url,from,parent,attachment"
VIDEO_FIELDS = "id,description,created_time,permalink_url,published"
PICTURES = frozenset({"photo", "video"})


def is_video(remote_id: str) -> bool:
    """A film has a plain number; posts and comments have that of their parent in front."""
    return "_" not in remote_id


def is_comment(remote_id: str, page_id: str) -> bool:
    return "_" in remote_id and not remote_id.startswith(f"{page_id}_")


def fields_of(remote_id: str, page_id: str) -> str:
    """What to ask for of a post, a comment or a film."""
    if is_video(remote_id):
        return VIDEO_FIELDS
    return COMMENT_FIELDS if is_comment(remote_id, page_id) else POST_FIELDS


def live_post(body: Json, page_id: str) -> LivePost:
    """One of them as it is live; UnreadableError where the answer cannot be read."""
    remote_id = id_of(body)
    if is_video(remote_id):
        return _video(body, remote_id)
    if is_comment(remote_id, page_id):
        return _comment(body, remote_id, page_id)
    return _post(body, remote_id)


def is_own(body: Json, page_id: str) -> bool:
    """Whether the page itself wrote what is on its feed, and it is not still hidden."""
    author = (body.get("from") or {}).get("id", page_id)
    return author == page_id and body.get("is_published") is not False


def permalink(remote_id: str, page_id: str) -> str:
    """An address that leads to it, made from its number alone."""
    if is_video(remote_id):
        return f"{SITE}/{page_id}/videos/{remote_id}"
    post, _, number = remote_id.partition("_")
    if is_comment(remote_id, page_id):
        return f"{SITE}/{page_id}/posts/{post}?comment_id={number}"
    return f"{SITE}/{page_id}/posts/{number}"


def _post(body: Json, remote_id: str) -> LivePost:
    attached = _attached(body)
    films = [each for each in attached if _is_film(each)]
    # A film is known by its own number from the first upload on, so also here.
    target = (films[0].get("target") or {}).get("id") if films else None
    return LivePost(
        remote_id=str(target or remote_id),
        url=_address(body),
        words=_text(body, "message"),
        created_at=moment_of(body.get("created_time")),
        media=sum(map(_count, attached)),
    )


def _comment(body: Json, remote_id: str, page_id: str) -> LivePost:
    parent = (body.get("parent") or {}).get("id")
    post = remote_id.partition("_")[0]
    return LivePost(
        remote_id=remote_id,
        url=_address(body),
        words=_text(body, "message"),
        created_at=moment_of(body.get("created_time")),
        media=1 if (body.get("attachment") or {}).get("type") == "photo" else 0,
        parent=str(parent or f"{page_id}_{post}"),
    )


def _video(body: Json, remote_id: str) -> LivePost:
    return LivePost(
        remote_id=remote_id,
        url=_address(body),
        words=_text(body, "description"),
        created_at=moment_of(body.get("created_time")),
        media=1,
    )


def _attached(body: Json) -> list[dict[str, Json]]:
    found = (body.get("attachments") or {}).get("data") or []
    return [each for each in found if isinstance(each, dict)]


def _count(attachment: dict[str, Json]) -> int:
    """How many pictures or films it is; the preview of a link is none."""
    inside = (attachment.get("subattachments") or {}).get("data") or []
    if inside:
        return sum(each.get("media_type") in PICTURES for each in inside)
    return int(attachment.get("media_type") == "photo" or _is_film(attachment))


def _is_film(attachment: dict[str, Json]) -> bool:
    """A film of the page's own; one elsewhere that a link leads to is shared."""
    shared = "share" in str(attachment.get("type", ""))
    return attachment.get("media_type") == "video" and not shared


def _text(body: Json, name: str) -> str:
    text = body.get(name, "")
    if not isinstance(text, str):
        raise UnreadableError("a post's words could not be read")
    return text


def _address(body: Json) -> str:
    address = str(body.get("permalink_url") or "")
    return f"{SITE}{address}" if address.startswith("/") else address
