"""A status's HTML as the words that a reader sees, with links and names in full.

No server is asked, and nothing is compared here.
"""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import TypeAlias


Attributes: TypeAlias = list[tuple[str, str | None]]
BLOCKS = frozenset({"p", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
LISTS = frozenset({"ul", "ol"})
ELLIPSES = ("\u2026", "...")


def words_of(html: str, names: Mapping[str, str]) -> str:
    """Plain text; `names` maps the address of a mentioned account to its full name.

    Servers shorten what a link shows (by a style, or by an ellipsis) and drop the
    server from a name; the words that were sent had both whole.
    """
    reader = _Reader(names)
    reader.feed(html)
    reader.close()
    return "".join(reader.written).strip()


class _Reader(HTMLParser):
    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self.names = names
        self.written: list[str] = []
        # The address of the open link, and where its text begins.
        self.link: tuple[str, int] | None = None
        # Of each open list the number of its next item; None where it has none.
        self.lists: list[int | None] = []

    def handle_data(self, data: str) -> None:
        self.written.append(data)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        said = dict(attrs)
        if tag == "a":
            self.link = (said.get("href") or "", len(self.written))
        elif tag in LISTS:
            self.lists.append(_first(said.get("start")) if tag == "ol" else None)
        else:
            self.written.append(self._before(tag))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.link is not None:
            href, start = self.link
            shown = "".join(self.written[start:])
            self.written[start:] = [self._in_full(href, shown)]
            self.link = None
        elif tag in LISTS and self.lists:
            self.lists.pop()

    def _before(self, tag: str) -> str:
        """The space, and for an item the sign, in front of what an element holds."""
        if tag == "li":
            return f"\n{self._marker()}"
        if tag == "br":
            return "\n"
        return "\n\n" if tag in BLOCKS else ""

    def _marker(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number}. "

    def _in_full(self, href: str, shown: str) -> str:
        name = self.names.get(href)
        if name is not None and shown.startswith("@"):
            return f"@{name}"
        for ellipsis in ELLIPSES:
            begun = shown.removesuffix(ellipsis)
            if begun and begun != shown and begun in href:
                return href if href.startswith(begun) else href[href.index(begun) :]
        return shown


def _first(start: str | None) -> int:
    return int(start) if start and start.isdecimal() and len(start) < 10 else 1
