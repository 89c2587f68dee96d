"""Posts as the AT Protocol stores them: their keys, their addresses, how to read them.

No request is made here.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from publishing.platforms.protocol import LivePost, PostKey
from publishing.platforms.wire import Json, UnreadableError


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# https://atproto.com/specs/tid: 53 bits of microseconds, 10 of a clock's number.
TID_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"
TID = re.compile(rf"[234567a-j][{TID_LETTERS}]{{12}}\Z")
REPO = r"(?P<repo>did:[a-z]+:[A-Za-z0-9._:%-]{1,200}|[A-Za-z0-9.-]{1,253})"
RKEY = r"(?P<rkey>[A-Za-z0-9._:~-]{1,512})"
PLACES = (
    re.compile(rf"at://{REPO}/app\.bsky\.feed\.post/{RKEY}\Z"),
    re.compile(rf"https://bsky\.app/profile/{REPO}/post/{RKEY}/?\Z"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose repository (a DID or handle), and the record's key in it."""

    repo: str
    rkey: str

    @property
    def uri(self) -> str:
        return f"at://{self.repo}/app.bsky.feed.post/{self.rkey}"


def place_of(name: str) -> Place | None:
    """Where a post is, by its at:// address or its permalink; None for anything else."""
    found = next(filter(None, (each.match(name) for each in PLACES)), None)
    return Place(found["repo"], found["rkey"]) if found else None


def permalink(handle: str, rkey: str) -> str:
    return f"https://bsky.app/profile/{handle}/post/{rkey}"


def record_key(key: PostKey) -> str:
    """The TID of one part: the same whenever it is asked for, and later for later parts."""
    clock = int.from_bytes(hashlib.sha256(key.seed.encode()).digest()[:2]) % 1024
    return tid(key.at + timedelta(microseconds=key.part), clock)


def tid(at: datetime, clock: int) -> str:
    number = (at - EPOCH) // timedelta(microseconds=1) * 1024 + clock
    return "".join(TID_LETTERS[number >> shift & 31] for shift in range(60, -1, -5))


def time_of(rkey: str) -> datetime | None:
    """When a TID was made; None for a key that is none."""
    if TID.match(rkey) is None:
        return None
    number = 0
    for letter in rkey:
        number = number * 32 + TID_LETTERS.index(letter)
    return EPOCH + timedelta(microseconds=number >> 10)


def live_post(found: Json, handle: str) -> LivePost:
    """One answer of getRecord, or one record of listRecords.

    Raises UnreadableError where it has no address; whatever else another program may
    have left out or written wrongly is read as not there.
    """
    place = place_of(_text(found, "uri"))
    value = found.get("value") if isinstance(found, dict) else None
    if place is None or not isinstance(value, dict):
        raise UnreadableError("a record could not be read")
    words = _text(value, "text")
    return LivePost(
        remote_id=place.uri,
        url=permalink(handle, place.rkey),
        words=words,
        created_at=_created_at(value, place.rkey),
        links=_links(words, value),
        media=_media(value.get("embed")),
        parent=_text(_within(value, "reply", "parent"), "uri") or None,
    )


def strong_ref(found: Json) -> list[str]:
    """The address and the hash of a record, by which others refer to it."""
    ref = [_text(found, "uri"), _text(found, "cid")]
    if not all(ref):
        raise UnreadableError("a record could not be read")
    return ref


def root_of(found: Json) -> list[str]:
    """What the thread of a record begins with: what it says, or the record itself."""
    try:
        return strong_ref(_within(found, "value", "reply", "root"))
    except UnreadableError:
        return strong_ref(found)


def _created_at(value: Json, rkey: str) -> datetime:
    try:
        named = datetime.fromisoformat(_text(value, "createdAt"))
        if named.tzinfo is not None:
            return named
    except ValueError:
        pass
    return time_of(rkey) or EPOCH


def _media(embed: Json) -> int:
    images = _within(embed, "images") or _within(embed, "media", "images")
    if isinstance(images, list):
        return len(images)
    return int(bool(_within(embed, "video") or _within(embed, "media", "video")))


def _links(words: str, value: Json) -> dict[str, str]:
    """Stretches of the words that lead somewhere else than they say."""
    facets = value.get("facets")
    found = [_link(words.encode(), each) for each in _list(facets)]
    return {shown: uri for shown, uri in found if uri and shown != uri}


def _link(words: bytes, facet: Json) -> tuple[str, str]:
    start = _within(facet, "index", "byteStart")
    end = _within(facet, "index", "byteEnd")
    targets = [_text(each, "uri") for each in _list(_within(facet, "features"))]
    if not (isinstance(start, int) and isinstance(end, int) and any(targets)):
        return "", ""
    return words[start:end].decode(errors="replace"), next(filter(None, targets))


def _list(found: object) -> list[Any]:
    return found if isinstance(found, list) else []


def _within(found: Json, *names: str) -> Json:
    for name in names:
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def _text(found: Json, name: str) -> str:
    value = _within(found, name)
    return value if isinstance(value, str) else ""
