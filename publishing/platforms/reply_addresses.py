"""The platforms' ids of posts, read from the addresses that people copy.

Pure: nothing is asked of a platform, so an address that hides the id is refused.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from accounts.roles import Platform
from drafts.platforms import NoSuchPostError


class Path(NamedTuple):
    """The path of a post's address, and how the id is written from its groups."""

    pattern: str
    written: str = "{0}"


class Shape(NamedTuple):
    """How ids look, on which hosts posts are, and where in their paths the id is.

    No hosts: the account's own server.
    """

    own: str
    hosts: Sequence[str]
    paths: Sequence[Path]
    otherwise: str = "Copy the address of the post itself, or its number."


NUMBER = r"[0-9]{1,20}"
# Discourse gives no topic a slug of digits alone: those are its number.
SLUG = r"(?:[^/]*[^/0-9][^/]*/)?"
NO_NUMBER_IN_IT = (
    "The addresses of {name} do not hold the post's number. Give the number itself."
)
SHAPES: Mapping[str, Shape] = {
    "rehearsal": Shape(NUMBER, (), (Path(rf"(?:/.*)?/({NUMBER})/?"),)),
    "x": Shape(
        NUMBER,
        ("x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"),
        (Path(rf"/[^/]+/(?:web/)?status/({NUMBER})(?:/.*)?"),),
    ),
    "mastodon": Shape(
        r"[A-Za-z0-9-]{1,64}",
        (),
        (
            Path(r"/@[^/]+/(?:statuses/)?([A-Za-z0-9-]{1,64})/?"),
            Path(r"/notice/([A-Za-z0-9]+)/?"),
        ),
        otherwise="Open the post on the account's own server, and copy its address there.",
    ),
    "bluesky": Shape(
        r"at://[a-z0-9:.-]{3,128}/app\.bsky\.feed\.post/[A-Za-z0-9._~:-]{1,64}",
        ("bsky.app",),
        (
            Path(
                r"/profile/([A-Za-z0-9:.-]{3,128})/post/([A-Za-z0-9._~:-]{1,64})/?",
                "at://{0}/app.bsky.feed.post/{1}",
            ),
        ),
    ),
    "discourse": Shape(
        # A post is also known by its topic and its place in it, as its address has it.
        rf"{NUMBER}(?:/{NUMBER})?",
        (),
        (
            Path(rf"/(?:p|posts)/({NUMBER})(?:/{NUMBER})?/?"),
            Path(rf"/t/{SLUG}({NUMBER})/({NUMBER})/?", "{0}/{1}"),
            Path(rf"/t/{SLUG}({NUMBER})/?", "{0}/1"),
        ),
        otherwise="Copy the address of the post or of its topic, or give its number.",
    ),
    "facebook": Shape(
        rf"{NUMBER}(?:_{NUMBER})?",
        ("facebook.com", "m.facebook.com"),
        (Path(rf"/({NUMBER})/posts/({NUMBER})/?", "{0}_{1}"),),
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
        found = re.fullmatch(path.pattern, address.path, re.ASCII)
        if found:
            return path.written.format(*found.groups())
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
