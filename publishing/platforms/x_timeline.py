"""X's timeline as it arrives: what to ask for, how to read it, which post is ours.

No request is made here, and nothing is concluded from a timeline that is not whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from publishing.platforms.fingerprint import Likeness, compare, normal
from publishing.platforms.protocol import Rendered


class UnreadableError(Exception):
    """The answer cannot carry a conclusion; the message is for people."""


# X is renaming tweets to posts: its published description of this call knows only
# the first of these, older servers know only the second.
CURRENT_FIELDS: Mapping[str, str] = {
    "post.fields": "created_at,entities,note_post,text",
    "expansions": "referenced_posts",
}
FORMER_FIELDS: Mapping[str, str] = {
    "tweet.fields": "created_at,entities,note_tweet,referenced_tweets,text",
}

# What a platform sends has no type of ours until it was read.
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """`links` maps each shortened address to its target; `parent` is what it answers."""

    id: str
    text: str
    links: Mapping[str, str]
    created_at: datetime
    parent: str | None


@dataclass(frozen=True, slots=True)
class User:
    id: str
    username: str


@dataclass(frozen=True, slots=True)
class Page:
    posts: list[Post]
    next_token: str | None


def page_of(body: Json) -> Page:
    """Read one page, and refuse one that X says, or that shows, is not whole."""
    try:
        posts = [_post(post) for post in body.get("data") or []]
        whole = body["meta"]["result_count"] == len(posts) and not body.get("errors")
        next_token = body["meta"].get("next_token")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableError("X's timeline could not be read") from error
    if not whole:
        raise UnreadableError("X left posts out of its timeline")
    return Page(posts, next_token)


def id_of(body: Json) -> str:
    """The number of what X made or named."""
    try:
        return _number(body["data"]["id"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("X's answer could not be read") from error


def user_of(body: Json) -> User:
    """Whose credential X says this is."""
    try:
        return User(_number(body["data"]["id"]), str(body["data"]["username"]))
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError("X's answer could not be read") from error


def our_post(rendered: Rendered, posts: Iterable[Post]) -> Post | None:
    """The post that carries what we sent; an error where it is too close to call."""
    found = [(_likeness(rendered, post), post) for post in posts]
    for like, post in found:
        if like is Likeness.SAME:
            return post
    if any(like is Likeness.ALIKE for like, _ in found):
        raise UnreadableError("X shows a post with nearly the same content")
    return None


def _post(post: Json) -> Post:
    note = post.get("note_post") or post.get("note_tweet") or post
    references = post.get("referenced_posts") or post.get("referenced_tweets") or []
    parents = (each["id"] for each in references if each["type"] == "replied_to")
    created_at = datetime.fromisoformat(post["created_at"])
    if created_at.tzinfo is None:
        raise ValueError("a time without its zone")
    return Post(
        id=_number(post["id"]),
        text=note["text"],
        links=_links(note.get("entities") or {}),
        created_at=created_at,
        parent=next(parents, None),
    )


def _links(entities: Json) -> dict[str, str]:
    urls = entities.get("urls") or []
    return {u["url"]: u["expanded_url"] for u in urls if u.get("expanded_url")}


def _number(value: object) -> str:
    if not isinstance(value, str) or not (value.isascii() and value.isdigit()):
        raise ValueError("not the number of anything at X")
    return value


def _likeness(rendered: Rendered, post: Post) -> Likeness:
    if post.parent is not None and post.parent != rendered.reply_to:
        return Likeness.OTHER
    ours, theirs = rendered.text, post.text
    if rendered.reply_to is not None:
        ours, theirs = _without_mentions(ours), _without_mentions(theirs)
    like = compare(ours, theirs, post.links)
    if like is Likeness.SAME and post.parent != rendered.reply_to:
        return Likeness.ALIKE
    return like


def _without_mentions(text: str) -> str:
    """Drop the names that X puts before a reply."""
    words = normal(text).split(" ")
    while words and words[0].startswith("@"):
        words.pop(0)
    return " ".join(words)
