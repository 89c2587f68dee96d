"""Finding our post on a Mastodon timeline, however the server has written it.

No request is made here but through the reader that one gives.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from publishing.platforms.fingerprint import normal
from publishing.platforms.protocol import (
    Absent,
    Inconclusive,
    LivePost,
    Reading,
    Rendered,
    Sighting,
)
from publishing.platforms.timeline import CLOCK_MARGIN, NEARLY, Read, search
from publishing.platforms.transport import Limits


MENTION = re.compile(r"(?<!\w)@(\w[\w.-]*)@([\w.:-]*[\w])")


class Search:
    """One search. `domains` are the server's own names, which it drops from mentions.

    A server that reads a text as Markdown eats its signs: a post with the same letters
    in the same order is ours or nearly so, and then nothing is proven absent.
    """

    def __init__(self, read: Read, domains: AbstractSet[str]) -> None:
        self.read = read
        self.domains = domains
        self.nearly = False

    def run(self, rendered: Rendered, *, since: datetime, limits: Limits) -> Sighting:
        ours = replace(rendered, words=self._plainly(rendered.words))
        letters = _letters(ours.words)

        def read(start: datetime, older: str | None) -> Reading:
            page = self.read(start, older)
            if isinstance(page, Inconclusive):
                return page
            posts = [self._as_sent(post) for post in page.posts]
            recent = (post for post in posts if post.created_at >= since - CLOCK_MARGIN)
            self.nearly = self.nearly or any(
                letters and _may_be(post, rendered) and _letters(post.words) == letters
                for post in recent
            )
            return replace(page, posts=posts)

        sighting = search(read, ours, since=since, limits=limits)
        lost = isinstance(sighting, Absent) and self.nearly
        return Inconclusive(NEARLY) if lost else sighting

    def _as_sent(self, post: LivePost) -> LivePost:
        return replace(post, words=self._plainly(post.words))

    def _plainly(self, words: str) -> str:
        """The words with the names of the server's own accounts in their short form."""
        return MENTION.sub(self._short, words)

    def _short(self, mention: re.Match[str]) -> str:
        own = mention[2].casefold() in self.domains
        return f"@{mention[1]}" if own else mention[0]


def _may_be(post: LivePost, rendered: Rendered) -> bool:
    return not post.shared and post.parent in {None, rendered.reply_to}


def _letters(words: str) -> str:
    """Letters and digits alone."""
    return "".join(filter(str.isalnum, unquote(normal(words)).casefold()))
