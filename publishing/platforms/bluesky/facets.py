"""Which stretches of a text lead somewhere: links, hashtags, mentions, by UTF-8 bytes.

No request is made here, and no word is changed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import regex

from guidance.rules.hashtags import HASHTAG
from guidance.rules.links import links
from publishing.platforms.wire import Json


# A handle is a domain name (https://atproto.com/specs/handle).
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
MENTION = re.compile(
    rf"(?<![\w@/.-])@(?P<handle>(?:{LABEL}\.){{1,6}}[a-z](?:[a-z0-9-]{{0,61}}[a-z0-9])?)"
    r"(?![\w@-])",
    re.IGNORECASE,
)
GRAPHEME = regex.compile(r"\X")
LONGEST_TAG, LONGEST_TAG_BYTES = 64, 640


class Stretch(NamedTuple):
    """Offsets in characters, and what is there."""

    start: int
    end: int
    feature: Mapping[str, str]


def mentioned(text: str) -> list[str]:
    """Every handle that is mentioned, in small letters, once, in order."""
    handles = (each["handle"].lower() for each in MENTION.finditer(text))
    return list(dict.fromkeys(handles))


def facets(text: str, dids: Mapping[str, str]) -> list[Json]:
    """The facets of a text; `dids` are those of the handles that are somebody's.

    As the lexicon app.bsky.richtext.facet has them, in order, none over another.
    """
    found: list[Stretch] = []
    everything = [*_links(text), *_tags(text), *_mentions(text, dids)]
    for stretch in sorted(everything, key=lambda each: each.start):
        if not found or stretch.start >= found[-1].end:
            found.append(stretch)
    return [_facet(text, each) for each in found]


def _links(text: str) -> Iterator[Stretch]:
    for link in links(text):
        shown = text[link.start : link.end]
        uri = shown if link.scheme else f"https://{shown}"
        feature = {"$type": "app.bsky.richtext.facet#link", "uri": uri}
        yield Stretch(link.start, link.end, feature)


def _tags(text: str) -> Iterator[Stretch]:
    for found in HASHTAG.finditer(text):
        tag = found[1]
        if not tag.isdecimal() and _fits(tag):
            feature = {"$type": "app.bsky.richtext.facet#tag", "tag": tag}
            yield Stretch(found.start(), found.end(), feature)


def _fits(tag: str) -> bool:
    short = len(tag.encode()) <= LONGEST_TAG_BYTES
    return short and len(GRAPHEME.findall(tag)) <= LONGEST_TAG


def _mentions(text: str, dids: Mapping[str, str]) -> Iterator[Stretch]:
    for found in MENTION.finditer(text):
        did = dids.get(found["handle"].lower())
        if did:
            feature = {"$type": "app.bsky.richtext.facet#mention", "did": did}
            yield Stretch(found.start(), found.end(), feature)


def _facet(text: str, stretch: Stretch) -> Json:
    before = len(text[: stretch.start].encode())
    within = len(text[stretch.start : stretch.end].encode())
    return {
        "index": {"byteStart": before, "byteEnd": before + within},
        "features": [dict(stretch.feature)],
    }
