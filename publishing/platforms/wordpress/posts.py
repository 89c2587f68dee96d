"""A WordPress post as the REST API shows it, its address, and what its state means.

Nothing is asked here.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from publishing.platforms.fingerprint import Likeness
from publishing.platforms.protocol import (
    Absent,
    Deleted,
    Inconclusive,
    LivePost,
    PostKey,
    Present,
    Rendered,
    Sighting,
)
from publishing.platforms.timeline import likeness
from publishing.platforms.wire import Json, UnreadableError
from publishing.platforms.wordpress.html import read


FIELDS = "id,slug,status,link,date_gmt,modified_gmt,title,content"
LIVE, TRASH = "publish", "trash"
# A trashed post gives up its address, so that another may take it.
TRASHED = "__trashed"
UNPUBLISHED = frozenset({"draft", "auto-draft"})
# Publishing writes both times, each from a clock of its own.
SAME_TIME = timedelta(seconds=2)
LONGEST_WORDS = 60
OTHER_WORDS = "a post is at the address of ours, with other words"
KEPT_BACK = "the site keeps the post back: its state is neither draft nor published"


def slug_of(rendered: Rendered, key: PostKey) -> str:
    """The last part of the post's address: its title, and a mark of our key.

    Only what WordPress's own cleaning leaves as it is, so that it can be looked up.
    """
    title = rendered.title or rendered.words
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
    if len(words) > LONGEST_WORDS:
        words = words[: LONGEST_WORDS + 1].rpartition("-")[0] or words[:LONGEST_WORDS]
    mark = hashlib.sha256(str(key).encode()).hexdigest()[:10]
    return f"{words}-{mark}".strip("-")


def live_post(raw: Json) -> LivePost:
    """Raises UnreadableError for anything but a post in the context of editing."""
    try:
        words, media = read(raw["content"]["raw"])
        published, modified = _time(raw["date_gmt"]), _time(raw["modified_gmt"])
        return LivePost(
            remote_id=number_of(raw),
            url=str(raw["link"]),
            words=words,
            created_at=published,
            media=media,
            title=read(raw["title"]["raw"])[0],
            edited=modified - published > SAME_TIME,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableError("WordPress's post could not be read") from None


def posts_in(raw: Json) -> Sequence[Json]:
    if not isinstance(raw, list):
        raise UnreadableError("WordPress's list of posts could not be read")
    return raw


def number_of(raw: Json) -> str:
    """The number by which WordPress knows a post or file, as text."""
    try:
        return str(int(raw["id"]))
    except (KeyError, TypeError, ValueError):
        raise UnreadableError("WordPress's answer names no number") from None


def is_number(remote_id: str) -> bool:
    """Whether an address may be made of it."""
    return remote_id.isascii() and remote_id.isdigit()


def state_in(raw: Json) -> str:
    return str(raw.get("status", "")) if isinstance(raw, dict) else ""


def sighting_of(raw: Json | None, rendered: Rendered) -> Sighting:
    """What the post at our address says; `raw` is None where there is none."""
    state = state_in(raw)
    if state == LIVE:
        return _sighting_of_live(live_post(raw), rendered)
    if state == TRASH:
        return Deleted()
    unpublished = raw is None or state in UNPUBLISHED
    return Absent() if unpublished else Inconclusive(KEPT_BACK)


def _sighting_of_live(post: LivePost, rendered: Rendered) -> Sighting:
    if likeness(rendered, post) is not Likeness.SAME:
        return Inconclusive(OTHER_WORDS)
    return Present(post.remote_id, post.url)


def _time(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=UTC)
