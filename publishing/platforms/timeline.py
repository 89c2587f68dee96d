"""Finding one post on an account's own timeline, or that it is certainly not there.

How a platform shows its timeline is not known here.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from publishing.platforms.fingerprint import Likeness, compare, normal
from publishing.platforms.protocol import (
    Absent,
    Inconclusive,
    LivePost,
    Present,
    Reading,
    Rendered,
    Sighting,
    TimelinePage,
)
from publishing.platforms.transport import Limits


# A platform's clock may be this far from ours.
CLOCK_MARGIN = timedelta(minutes=5)
NEARLY = "a post with nearly the same content is there"

Read = Callable[[datetime, str | None], Reading]


def search(
    read: Read, rendered: Rendered, *, since: datetime, limits: Limits
) -> Sighting:
    """Read page by page from a little before `since`; half a timeline proves nothing."""
    alike = False
    for page in _pages(read, since - CLOCK_MARGIN, limits):
        if isinstance(page, Inconclusive):
            return page
        found = the_post(rendered, page.posts)
        if found is not None:
            return Present(found.remote_id, found.url)
        alike = alike or any(
            likeness(rendered, post) is Likeness.ALIKE for post in page.posts
        )
    return Inconclusive(NEARLY) if alike else Absent()


def _pages(read: Read, start: datetime, limits: Limits) -> Iterator[Reading]:
    """Every page since `start`, of each what is recent; Inconclusive where one lacks."""
    older: str | None = None
    deadline = time.monotonic() + limits.look_up
    for _ in range(limits.pages):
        page = read(start, older)
        if isinstance(page, Inconclusive):
            yield page
            return
        recent = [post for post in page.posts if post.created_at >= start]
        yield TimelinePage(recent, page.older)
        older = page.older
        if older is None:
            return
        if time.monotonic() > deadline:
            break
    yield Inconclusive("the timeline was too long to read in time")


def the_post(rendered: Rendered, posts: Iterable[LivePost]) -> LivePost | None:
    """The post that carries what we sent."""
    same = (post for post in posts if likeness(rendered, post) is Likeness.SAME)
    return next(same, None)


def likeness(rendered: Rendered, post: LivePost) -> Likeness:
    """Whether a live post is what we sent: words, links, media, title and parent."""
    if post.shared or post.parent not in {None, rendered.reply_to}:
        return Likeness.OTHER
    ours, theirs = rendered.words, post.words
    if rendered.reply_to is not None:
        ours, theirs = _without_mentions(ours), _without_mentions(theirs)
    like = compare(ours, theirs, post.links)
    if like is not Likeness.SAME:
        return like
    exactly = (
        post.parent == rendered.reply_to
        and post.media == len(rendered.media)
        and (not post.title or normal(post.title) == normal(rendered.title))
    )
    return Likeness.SAME if exactly else Likeness.ALIKE


def _without_mentions(text: str) -> str:
    """Drop the names that platforms put before a reply."""
    words = normal(text).split(" ")
    while words and words[0].startswith("@"):
        words.pop(0)
    return " ".join(words)
