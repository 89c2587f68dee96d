"""The platforms' ids of posts, read from the addresses that people copy.

Pure: nothing is asked of a platform, so an address that hides the id is refused.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from accounts.roles import Platform
from drafts.platforms import NoSuchPostError


class Shape(NamedTuple):
    """How ids look, on which hosts posts are, and where in their paths the id is.

    No hosts: the account's own server. `written` puts the groups of a path together.
    """

    own: str
    hosts: Sequence[str]
    paths: Sequence[str]
    written: str = "{0}"
    otherwise: str = "Copy the address of the post itself, or its number."


NUMBER = r"[0-9]{1,20}"
NO_NUMBER_IN_IT = (
    "The addresses of {name} do not hold the post's number. Give the number itself."
)
SHAPES: Mapping[str, Shape] = {
    "rehearsal": Shape(NUMBER, (), (rf"(?:/.*)?/({NUMBER})/?",)),
    "x": Shape(
        NUMBER,
        ("x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"),
        (rf"/[^/]+/(?:web/)?status/({NUMBER})(?:/.*)?",),
    ),
    "mastodon": Shape(
        r"[A-Za-z0-9-]{1,64}",
        (),
        (r"/@[^/]+/(?:statuses/)?([A-Za-z0-9-]{1,64})/?", r"/notice/([A-Za-z0-9]+)/?"),
        otherwise="Open the post on the account's own server, and copy its address there.",
    ),
    "bluesky": Shape(
        r"at://[a-z0-9:.-]{3,128}/app\.bsky\.feed\.post/[A-Za-z0-9._~:-]{1,64}",
        ("bsky.app",),
        (r"/profile/([A-Za-z0-9:.-]{3,128})/post/([A-Za-z0-9._~:-]{1,64})/?",),
        written="at://{0}/app.bsky.feed.post/{1}",
    ),
    "discourse": Shape(
        NUMBER,
        (),
        (rf"/(?:p|posts)/({NUMBER})/?",),
        otherwise="Copy the post's short address, such as /p/1234, or give its number.",
    ),
    "facebook": Shape(
        rf"{NUMBER}(?:_{NUMBER})?",
        ("facebook.com", "m.facebook.com"),
        (rf"/({NUMBER})/posts/({NUMBER})/?",),
        written="{0}_{1}",
        otherwise=NO_NUMBER_IN_IT,
    ),
    "threads": Shape(NUMBER, (), (), otherwise=NO_NUMBER_IN_IT),
}


def reply_id(platform: str, server: str, typed: str) -> str:
    """The id of the post at an address, or the id that was typed.

    Raises `NoSuchPostError` with a sentence for whoever typed it.
    """
    shape = SHAPES.get(platform)
    name = str(Platform(platform).label) if platform in Platform.values else platform
    if shape is None:
        raise NoSuchPostError(f"{name} takes no replies.")
    if re.fullmatch(shape.own, typed, re.ASCII):
        return typed
    found = _in_address(shape, server, typed)
    if found is None:
        said = f"This is no post on {name}. {shape.otherwise}"
        raise NoSuchPostError(said.format(name=name))
    return found


def _in_address(shape: Shape, server: str, typed: str) -> str | None:
    address = _parts(typed)
    if address is None or not _is_there(address, shape, server):
        return None
    for path in shape.paths:
        found = re.fullmatch(path, address.path, re.ASCII)
        if found:
            return shape.written.format(*found.groups())
    return None


def _parts(typed: str) -> SplitResult | None:
    try:
        address = urlsplit(typed)
    except ValueError:
        return None
    return address if address.scheme in {"http", "https"} else None


def _is_there(address: SplitResult, shape: Shape, server: str) -> bool:
    host = (address.hostname or "").removeprefix("www.")
    if shape.hosts:
        return host in shape.hosts
    own = (urlsplit(server).hostname or "").removeprefix("www.")
    return bool(host) and (host == own or not own)
