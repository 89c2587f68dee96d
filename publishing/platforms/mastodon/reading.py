"""What a server of Mastodon's API says of posts and accounts, as our own types.

No request is made here, and nothing is concluded from what was read.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from publishing.platforms.mastodon.html import words_of
from publishing.platforms.protocol import LivePost, Sent, TimelinePage


# What a server sends has no type of ours until it was read.
Json = Any
# Numbers, ULIDs, UUIDs, flakes: all go into an address as they are.
ID = re.compile(r"[\w-]{1,64}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Account:
    """`domain` is empty where the server does not repeat its own."""

    id: str
    username: str
    domain: str


def sent_of(status: Json) -> Sent:
    """What was made; ValueError, TypeError or LookupError where that is not said."""
    return Sent(id_of(status["id"]), _url(status))


def live_of(status: Json) -> LivePost:
    """One status as it is live, boosts of other people's marked as shared."""
    parent = status.get("in_reply_to_id")
    return LivePost(
        remote_id=id_of(status["id"]),
        url=_url(status),
        words=words_of(str(status["content"] or ""), _names(status)),
        created_at=_moment(status["created_at"]),
        media=len(status.get("media_attachments") or ()),
        parent=None if parent is None else id_of(parent),
        title=str(status.get("spoiler_text") or ""),
        edited=status.get("edited_at") is not None,
        shared=status.get("reblog") is not None,
    )


def page_of(shown: Json, since: datetime) -> TimelinePage:
    """One page of a timeline, of which the posts since a moment count.

    The server's own link to the next page is not followed: on Hollo it leaves out a
    post. That there is none is believed only where there is one to the page before.
    """
    posts = [live_of(status) for status in shown]
    newer = getattr(shown, "_pagination_prev", None)
    last = newer is not None and getattr(shown, "_pagination_next", None) is None
    ended = not posts or posts[-1].created_at < since or last
    recent = [post for post in posts if post.created_at >= since]
    return TimelinePage(recent, None if ended else posts[-1].remote_id)


def account_of(account: Json) -> Account:
    """Whose credential the server says this is."""
    username = str(account["username"])
    _, _, domain = str(account.get("acct") or "").partition("@")
    if not username:
        raise ValueError("an account without a name")
    return Account(id_of(account["id"]), username, domain)


def id_of(value: object) -> str:
    name = str(value)
    if (
        isinstance(value, bool)
        or not isinstance(value, str | int)
        or not ID.match(name)
    ):
        raise ValueError("not the id of anything")
    return name


def _names(status: Json) -> dict[str, str]:
    """Who is mentioned: their address, and their name with their server's."""
    mentions = status.get("mentions") or ()
    return {each["url"]: str(each["acct"]) for each in mentions}


def _moment(named: object) -> datetime:
    if not isinstance(named, datetime) or named.tzinfo is None:
        raise ValueError("a time without its zone")
    return named


def _url(status: Json) -> str:
    """Where people find it; not every server gives the address of a page of its own."""
    url = status.get("url") or status["uri"]
    if not isinstance(url, str) or urlsplit(url).scheme not in {"https", "http"}:
        raise ValueError("no address of a page")
    return url
