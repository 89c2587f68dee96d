"""Looking for one post of ours on a Discourse forum: by key, in a topic, everywhere.

Nothing is changed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from publishing.platforms.answers import why
from publishing.platforms.discourse.forum import Forum
from publishing.platforms.discourse.markdown import read
from publishing.platforms.discourse.parent import Place, place_in, place_of
from publishing.platforms.discourse.posts import (
    HELD,
    NAME,
    ids_of,
    is_by,
    is_gone,
    live_post,
    made_at,
)
from publishing.platforms.fingerprint import Likeness, normal
from publishing.platforms.protocol import (
    Absent,
    Deleted,
    Inconclusive,
    LivePost,
    Present,
    Reading,
    Rendered,
    Sighting,
    TimelinePage,
)
from publishing.platforms.timeline import likeness, search
from publishing.platforms.transport import Limits
from publishing.platforms.wire import Json, RefusedError, WireError


CHUNK = 20
FEW = 3
OTHER_WORDS = "a topic has the key of ours, with other words"
TOO_LONG = "the forum does not show the whole topic that this answers"


@dataclass(frozen=True, slots=True)
class Search:
    """One search; `since` is when the attempt began."""

    forum: Forum
    rendered: Rendered
    since: datetime
    limits: Limits

    def run(self, key: str) -> Sighting:
        """Raises as Wire does."""
        answers = self.rendered.reply_to
        found = self._topic(key) if answers is None else self._reply(answers)
        waits = isinstance(found, Absent) and self._waits()
        return Inconclusive(HELD) if waits else found

    def _topic(self, key: str) -> Sighting:
        topic = self.forum.topic_of_key(key)
        if topic is None:
            # What moderators let through has lost its key.
            return search(
                self._page, self.rendered, since=self.since, limits=self.limits
            )
        try:
            raw = self.forum.first_post_of(topic)
        except RefusedError as refusal:
            if refusal.status in {404, 410}:
                return Deleted()
            raise
        return self._sighting(raw)

    def _sighting(self, raw: Json) -> Sighting:
        if is_gone(raw):
            return Deleted()
        # Forums tidy titles: capitals, full stops. The key and the words are enough.
        post = replace(live_post(raw, self.forum.server, {}), title="")
        if likeness(self.rendered, post) is not Likeness.SAME:
            return Inconclusive(OTHER_WORDS)
        return Present(post.remote_id, post.url)

    def _reply(self, answers: str) -> Sighting:
        parent = place_in(answers) or place_of(self.forum.post(answers))
        stream = self.forum.topic(str(parent.topic))["post_stream"].get("stream")
        if not isinstance(stream, list):
            return Inconclusive(TOO_LONG)
        newest = sorted(stream, reverse=True)
        return search(
            TopicPages(self, newest, parent, answers).read,
            self.rendered,
            since=self.since,
            limits=self.limits,
        )

    def _page(self, since: datetime, older: str | None) -> Reading:
        page = timeline_page(self.forum, since, older)
        if isinstance(page, Inconclusive):
            return page
        untitled = [replace(post, title="") for post in page.posts]
        return TimelinePage(untitled, page.older)

    def _waits(self) -> bool:
        ours = normal(self.rendered.words)
        waiting = [
            read(str(raw.get("raw_text", "")))[0] for raw in self.forum.waiting()
        ]
        return ours in map(normal, waiting)


@dataclass(frozen=True, slots=True)
class TopicPages:
    """A topic from its end, `CHUNK` posts at a time; `older` counts what was read.

    `named` is how the reply that is looked for names the post at `parent`.
    """

    search: Search
    newest: Sequence[int]
    parent: Place
    named: str

    def read(self, since: datetime, older: str | None) -> Reading:
        start = int(older or 0)
        numbers = self.newest[start : start + CHUNK]
        forum = self.search.forum
        try:
            topic = str(self.parent.topic)
            shown = forum.posts_in(topic, numbers) if numbers else []
            ids = {**ids_of(shown), self.parent: self.named}
            mine = _mine(forum, shown, ids)
            end = start + CHUNK
            more = end < len(self.newest) and not _reaches(shown, since)
        except WireError as error:
            return Inconclusive(why(error, NAME))
        return TimelinePage(mine, str(end) if more else None)


def timeline_page(forum: Forum, since: datetime, older: str | None) -> Reading:
    """What the account posted, out of one page of what everybody did."""
    try:
        shown = forum.latest(older)
        mine = _mine(forum, shown, ids_of(shown))
        over = not shown or _reaches(shown, since)
    except WireError as error:
        return Inconclusive(why(error, NAME))
    lowest = min((int(raw["id"]) for raw in shown), default=0)
    return TimelinePage(mine, None if over else str(lowest))


def _mine(
    forum: Forum, shown: Sequence[Json], ids: Mapping[tuple[int, int], str]
) -> list[LivePost]:
    handle = forum.handle.casefold()
    ours = (raw for raw in shown if is_by(raw, handle) and not is_gone(raw))
    return [live_post(raw, forum.server, ids) for raw in ours]


def _reaches(shown: Sequence[Json], since: datetime) -> bool:
    """Whether the page goes back beyond `since`; one imported post does not say so."""
    oldest = sorted(shown, key=lambda raw: int(raw["id"]))[:FEW]
    return bool(oldest) and all(made_at(raw) < since for raw in oldest)
