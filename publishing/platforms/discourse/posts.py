"""A post of a Discourse forum as the forum shows it.

Nothing is asked here.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from publishing.platforms.discourse.markdown import read
from publishing.platforms.protocol import LivePost, Sent
from publishing.platforms.wire import Json, UnreadableError


NAME = "Discourse"
HELD = "the forum's moderators look at the post first; it is live if they let it"


def live_post(raw: Json, server: str, ids: Mapping[tuple[int, int], str]) -> LivePost:
    """Raises UnreadableError for anything but a post with its Markdown.

    `ids` names posts by topic and number; an unknown parent is "topic/number".
    """
    try:
        words, media = read(raw["raw"])
        first = int(raw["post_number"]) == 1
        return LivePost(
            remote_id=str(int(raw["id"])),
            url=place(raw, server),
            words=words,
            created_at=made_at(raw),
            media=media,
            parent=None if first else _parent(raw, ids),
            title=str(raw.get("topic_title") or "") if first else "",
            edited=int(raw.get("version") or 1) > 1,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableError("the forum's post could not be read") from None


def made_at(raw: Json) -> datetime:
    try:
        moment = datetime.fromisoformat(raw["created_at"])
    except (KeyError, TypeError, ValueError):
        raise UnreadableError("the forum does not say when a post was made") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def is_number(remote_id: str) -> bool:
    """Whether an address may be made of it."""
    return remote_id.isascii() and remote_id.isdigit()


def ids_of(posts: Sequence[Json]) -> dict[tuple[int, int], str]:
    try:
        return {
            (int(raw["topic_id"]), int(raw["post_number"])): str(int(raw["id"]))
            for raw in posts
        }
    except (KeyError, TypeError, ValueError):
        raise UnreadableError("the forum's posts could not be read") from None


def sent(raw: Json, server: str) -> Sent:
    try:
        return Sent(str(int(raw["id"])), place(raw, server))
    except (KeyError, TypeError, ValueError):
        raise UnreadableError("the forum did not say what it made") from None


def place(raw: Json, server: str) -> str:
    slug = raw.get("topic_slug") or "topic"
    return f"{server}/t/{slug}/{int(raw['topic_id'])}/{int(raw['post_number'])}"


def is_gone(raw: Json) -> bool:
    """Deleted by a moderator, or by its author and soon to vanish."""
    return bool(raw.get("deleted_at") or raw.get("user_deleted"))


def is_by(raw: Json, handle: str) -> bool:
    return isinstance(raw, dict) and str(raw.get("username", "")).casefold() == handle


def _parent(raw: Json, ids: Mapping[tuple[int, int], str]) -> str:
    """A post that names no other answers the first."""
    topic, number = int(raw["topic_id"]), int(raw.get("reply_to_post_number") or 1)
    return ids.get((topic, number), f"{topic}/{number}")
