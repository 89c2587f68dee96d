"""X's posts as they arrive: what to ask for, and how to read one or a page of them.

No request is made here, and nothing is concluded from a timeline that is not whole.
"""

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from publishing.platforms.protocol import Gone, LivePost, TimelinePage
from publishing.platforms.x.wire import Json, UnreadableError


# X is renaming tweets to posts: its published description of these calls knows only
# the first of these, older servers know only the second.
CURRENT_FIELDS: Mapping[str, str] = {
    "post.fields": "attachments,created_at,entities,note_post,text",
    "expansions": "edit_history_post_ids,referenced_posts",
}
FORMER_FIELDS: Mapping[str, str] = {
    "tweet.fields": "attachments,created_at,entities,note_tweet,referenced_tweets,text",
}
DIALECTS = (CURRENT_FIELDS, FORMER_FIELDS)

NOT_FOUND = "/resource-not-found"
# X ends the words of a post with an address of its own pictures or film.
OWN_MEDIA = re.compile(r"https?://(?:x|twitter)\.com/\w+/status/(\d+)/(?:photo|video)/")
LAST_SHORT = re.compile(r"\s*(https://t\.co/\w+)\s*\Z")


@dataclass(frozen=True, slots=True)
class User:
    id: str
    username: str


def id_of(body: Json) -> str:
    """The number of what X made or named."""
    try:
        return number(body["data"]["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("X's answer could not be read") from error


def user_of(body: Json) -> User:
    """Whose credential X says this is."""
    try:
        return User(number(body["data"]["id"]), str(body["data"]["username"]))
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("X's answer could not be read") from error


def page_of(body: Json, handle: str) -> TimelinePage:
    """Read one page, and refuse one that X says, or that shows, is not whole."""
    try:
        posts = [_post(post, handle) for post in body.get("data") or []]
        whole = body["meta"]["result_count"] == len(posts) and not _left_out(body)
        older = body["meta"].get("next_token")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableError("X's timeline could not be read") from error
    if not whole:
        raise UnreadableError("X left posts out of its timeline")
    return TimelinePage(posts, older)


def post_of(body: Json, handle: str) -> LivePost | Gone:
    """Read one post, or that there is none."""
    try:
        if body.get("data"):
            return _post(body["data"], handle)
        gone = any(each["type"].endswith(NOT_FOUND) for each in body["errors"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableError("X's post could not be read") from error
    if not gone:
        raise UnreadableError("X did not show the post")
    return Gone()


def newest_of(body: Json) -> str | None:
    """The number of the last version of an edited post, where this is an older one."""
    post = body.get("data") or {}
    last: str = _history(post)[-1]
    return last if last != post["id"] else None


def number(value: object) -> str:
    if not isinstance(value, str) or not (value.isascii() and value.isdigit()):
        raise ValueError("not the number of anything at X")
    return value


def _post(post: Json, handle: str) -> LivePost:
    note = post.get("note_post") or post.get("note_tweet") or post
    references = post.get("referenced_posts") or post.get("referenced_tweets") or []
    referred = {each["type"]: each["id"] for each in references}
    created_at = datetime.fromisoformat(post["created_at"])
    if created_at.tzinfo is None:
        raise ValueError("a time without its zone")
    history = _history(post)
    urls = [*_urls(note), *_urls(post)]
    own = [url for url in _urls(post) if _shows_own_media(url, history)]
    keys = (post.get("attachments") or {}).get("media_keys") or []
    links = {url["url"]: url["expanded_url"] for url in urls if _leads_on(url, own)}
    media = max(len(keys), len(own))
    return LivePost(
        remote_id=history[0],
        url=f"https://x.com/{handle}/status/{history[0]}",
        words=_words(note["text"], {url["url"] for url in own}, links, media),
        created_at=created_at,
        links=links,
        media=media,
        parent=referred.get("replied_to"),
        edited=len(history) > 1,
        shared="retweeted" in referred or "reposted" in referred,
    )


def _history(post: Json) -> Sequence[str]:
    """The numbers of a post's versions, the first first: we know it by its first."""
    history = post.get("edit_history_post_ids") or post.get("edit_history_tweet_ids")
    return [number(each) for each in history or [post["id"]]]


def _urls(part: Json) -> Iterable[Json]:
    return (part.get("entities") or {}).get("urls") or []


def _shows_own_media(url: Json, history: Sequence[str]) -> bool:
    own = OWN_MEDIA.match(url.get("expanded_url") or "")
    return own is not None and own[1] in history


def _leads_on(url: Json, own: Sequence[Json]) -> bool:
    return bool(url.get("expanded_url")) and url not in own


def _words(text: str, own: set[str], links: Mapping[str, str], media: int) -> str:
    """What was written: without the address that X adds for pictures and films."""
    last = LAST_SHORT.search(text)
    if last is not None and media and (last[1] in own or last[1] not in links):
        text = text[: last.start()]
    return html.unescape(text)


def _left_out(body: Json) -> bool:
    """Whether X says that something lacks, other than a post that one of ours answers."""
    return any(
        not str(each.get("parameter", "")).startswith("referenced_")
        for each in body.get("errors") or []
    )
