"""One page of a Facebook Page's feed, or of the comments under one of its posts.

Nothing is searched for here, and nothing is concluded from what is missing.
"""

from dataclasses import dataclass
from datetime import datetime

from publishing.platforms.facebook.post import (
    COMMENT_FIELDS,
    POST_FIELDS,
    is_own,
    live_post,
)
from publishing.platforms.meta.errors import is_gone, why
from publishing.platforms.meta.wire import Graph, data_of, named, older_than, readable
from publishing.platforms.protocol import Inconclusive, Reading, TimelinePage
from publishing.platforms.wire import Json, WireError


PLATFORM = "Facebook"
PAGE_SIZE = "100"
NO_PARENT = "the post that it answers is not there"


@dataclass(frozen=True, slots=True)
class Timeline:
    """What one page wrote itself; visitors' posts and comments are left out."""

    graph: Graph
    page_id: str

    def read(
        self, since: datetime, older: str | None, parent: str | None = None
    ) -> Reading:
        """Posts since a moment, or all comments under `parent`, newest first."""
        try:
            body = self._comments(parent, older) if parent else self._feed(since, older)
            with readable():
                own = [each for each in data_of(body) if is_own(each, self.page_id)]
                posts = [live_post(each, self.page_id) for each in own]
                return TimelinePage(posts, older_than(body))
        except WireError as error:
            gone = parent and is_gone(error)
            return Inconclusive(NO_PARENT if gone else why(error, PLATFORM))

    def _feed(self, since: datetime, older: str | None) -> Json:
        return self.graph.get(
            f"/{self.page_id}/feed",
            fields=POST_FIELDS,
            since=str(int(since.timestamp())),
            limit=PAGE_SIZE,
            **({"after": older} if older else {}),
        )

    def _comments(self, parent: str, older: str | None) -> Json:
        return self.graph.get(
            f"{named(parent)}/comments",
            fields=COMMENT_FIELDS,
            filter="toplevel",
            order="reverse_chronological",
            limit=PAGE_SIZE,
            **({"after": older} if older else {}),
        )
