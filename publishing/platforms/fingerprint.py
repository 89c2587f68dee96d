"""Whether two texts are the same words, after what platforms do to a text.

No platform's own format is known here, and nothing is fetched.
"""

import html
import re
import unicodedata
from collections.abc import Mapping
from enum import Enum
from urllib.parse import unquote


class Likeness(Enum):
    """ALIKE is too close to call: the same words around a link that differs."""

    SAME = "same"
    ALIKE = "alike"
    OTHER = "other"


SHORTENED = re.compile(r"https?://t\.co/\w+")
SCHEME = re.compile(r"^https?://", re.IGNORECASE)
# Platforms add or drop these inside emoji.
INVISIBLE = str.maketrans("", "", "\u200d\ufe0f")


def compare(ours: str, theirs: str, links: Mapping[str, str]) -> Likeness:
    """Compare the authorised words with a post's; `links` expands the shortened ones.

    A link is compared where the shortened one stands in `theirs`, because platforms
    also shorten addresses that were written without `https://`.
    """
    theirs = normal(theirs)
    words_between = map(re.escape, SHORTENED.split(theirs))
    found = re.fullmatch(r"(\S+)".join(words_between), normal(ours))
    if found is None:
        return Likeness.OTHER
    expanded = [links.get(short, short) for short in SHORTENED.findall(theirs)]
    same = [_target(link) for link in found.groups()] == [*map(_target, expanded)]
    return Likeness.SAME if same else Likeness.ALIKE


def normal(text: str) -> str:
    """NFC, without HTML escapes, invisible joiners and differences of white space."""
    # Unescaped as deep as it goes, on both sides: it then matters not who escaped.
    while (plain := html.unescape(text)) != text:
        text = plain
    text = unicodedata.normalize("NFC", text.translate(INVISIBLE))
    return " ".join(text.split())


def _target(link: str) -> str:
    return SCHEME.sub("", unquote(link)).rstrip("/").casefold()
