"""Finding links in text, with a scheme or without, in time linear in the text.

No rule lives here. What is a link follows X's published conformance tests, so that a
link counts as X counts it; alphabets and limits are those of twitter-text 3.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import tldextract


# The public suffix list that came with the package: nothing is downloaded.
SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
TOP_LEVEL = frozenset(each.rpartition(".")[2] for each in SUFFIXES.tlds)
LONGEST = 4096
LONGEST_SLUG = 40

LATIN = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b"
    "\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
NO_LABEL = (
    r"\s!\"#$%&'()*+,./:;<=>?@\[\]^`{|}~\\\u2000-\u206f\u3000-\u303f\uff00-\uffef"
)
LABEL = rf"[^{NO_LABEL}]{{1,63}}"
ASCII_LABEL = rf"[a-z0-9{LATIN}-]{{1,63}}"
LINK = re.compile(
    rf"(?<![A-Za-z0-9@\uff20$#\uff03])(?P<scheme>https?://)(?P<host>{LABEL}(?:\.{LABEL}){{1,12}})"
    rf"|(?<![a-z0-9@\uff20$#\uff03_./{LATIN}-])(?P<bare>{ASCII_LABEL}(?:\.{ASCII_LABEL}){{1,12}})",
    re.IGNORECASE,
)
# Most texts have only the dots that end their sentences.
INNER_DOT = re.compile(r"[^\s.]\.[^\s.]")
PORT = re.compile(r":[0-9]{1,5}")
PATH_LETTER = rf"a-z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{LATIN}"
BRACKETS = (
    rf"\([{PATH_LETTER}]{{0,500}}+(?:\([{PATH_LETTER}]{{1,200}}+\)[{PATH_LETTER}]"
    r"{0,200}+)?\)"
)
PATH = re.compile(rf"/(?:[{PATH_LETTER}]++|{BRACKETS}){{0,200}}+", re.IGNORECASE)
QUERY = re.compile(r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]++", re.IGNORECASE)
SLUG = re.compile(r"/[a-z0-9]+", re.IGNORECASE)
PATH_TRIM = "!*';:,.$%[]~|&@\u2013"
QUERY_TRIM = "!?*'@();:+$%[].,~|"
HEAD = re.compile(r"[a-z]+(?=[^\x00-\x7f])", re.IGNORECASE)


class Link(NamedTuple):
    """Where a link stands, its host in lower case, and "https://", "http://" or ""."""

    start: int
    end: int
    scheme: str
    host: str


def links(text: str) -> Iterator[Link]:
    """Every link in the text, in order."""
    if INNER_DOT.search(text) is None:
        return
    position = 0
    while found := LINK.search(text, position):
        link = _link(text, found)
        position = max(link.end, found.start() + 1) if link else _after(found)
        if link is not None and link.end - link.start <= LONGEST:
            yield link


def _after(found: re.Match[str]) -> int:
    # A host that is none may still be followed at once by a scheme.
    return found.start("host") if found["scheme"] else found.end()


def _link(text: str, found: re.Match[str]) -> Link | None:
    scheme = (found["scheme"] or "").lower()
    group = "host" if scheme else "bare"
    length = _host_length(found[group], bare=not scheme)
    end = found.start(group) + length
    if not length or text[end : end + 1] in {"@", "+"}:
        return None
    host = text[found.start(group) : end].lower()
    tail = _slug_end(text, end) if host == "t.co" else _tail_end(text, end)
    return None if tail is None else Link(found.start(), tail, scheme, host)


def _host_length(host: str, *, bare: bool) -> int:
    """How much of a dotted run is a host: as many labels as end in a known top level."""
    labels = host.split(".")
    for last in range(len(labels) - 1, 0, -1):
        top = _top_level(labels[last], complete=bare)
        if top and all(map(_good_label, labels[:last])) and "_" not in labels[last - 1]:
            return sum(len(label) + 1 for label in labels[:last]) + len(top)
    return 0


def _top_level(label: str, *, complete: bool) -> str:
    if _is_top_level(label):
        return label
    head = None if complete else HEAD.match(label)
    return head.group() if head and _is_top_level(head.group()) else ""


def _is_top_level(label: str) -> bool:
    lowered = label.lower()
    return lowered in TOP_LEVEL or (lowered.startswith("xn--") and lowered.isascii())


def _good_label(label: str) -> bool:
    if label.isascii():
        return label.strip("-_") == label
    # As it travels a label has at most 63 characters, of which "xn--" takes four.
    short = len(label.encode("punycode", "replace")) <= 59
    return short and not label.lower().startswith("xn--")


def _tail_end(text: str, end: int) -> int:
    """Where port, path and query end, without the punctuation of the sentence."""
    port = PORT.match(text, end)
    end = port.end() if port else end
    path = PATH.match(text, end)
    if path:
        trimmed = end + len(path.group().rstrip(PATH_TRIM))
        if trimmed < path.end():
            return trimmed
        end = trimmed
    query = QUERY.match(text, end)
    kept = len(query.group().rstrip(QUERY_TRIM)) if query else 0
    return end + kept


def _slug_end(text: str, end: int) -> int | None:
    slug = SLUG.match(text, end)
    if slug is None:
        return end
    if slug.end() - slug.start() > LONGEST_SLUG + 1:
        return None
    query = QUERY.match(text, slug.end())
    kept = len(query.group().rstrip(QUERY_TRIM)) if query else 0
    return slug.end() + kept
