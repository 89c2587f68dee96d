"""Reading X's timeline page by page until one post is found or certainly absent.

What a page looks like is not known here, nor how it is fetched.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from publishing.platforms.protocol import Rendered
from publishing.platforms.x_timeline import (
    CURRENT_FIELDS,
    FORMER_FIELDS,
    Page,
    Post,
    UnreadableError,
    our_post,
)
from publishing.platforms.x_wire import RefusedError


@dataclass(frozen=True, slots=True)
class Search:
    """One search; `deadline` is of the monotonic clock, in seconds."""

    ask: Callable[[Mapping[str, str]], Page]
    rendered: Rendered
    start: datetime
    deadline: float
    most_pages: int

    def run(self) -> Post | None:
        """Find the post; None means that it is not there.

        Raises UnreadableError or RefusedError where the timeline proves neither.
        """
        unclear = ""
        for fields in (CURRENT_FIELDS, FORMER_FIELDS):
            try:
                return self._find(fields)
            except UnreadableError as error:
                unclear = unclear or str(error)
            except RefusedError as refusal:
                # 400: this server does not know these names of the fields.
                if refusal.status != 400:
                    raise
        raise UnreadableError(unclear or "X did not understand how we ask")

    def _find(self, fields: Mapping[str, str]) -> Post | None:
        read = [post for page in self._pages(fields) for post in page.posts]
        # A server that ignores `start_time` must not lead us to an older post.
        recent = [post for post in read if post.created_at >= self.start]
        return our_post(self.rendered, recent)

    def _pages(self, fields: Mapping[str, str]) -> Iterator[Page]:
        """Every page since `start`, or an error: half a timeline proves no absence."""
        start_time = self.start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        query = {**fields, "start_time": start_time, "max_results": "100"}
        for _ in range(self.most_pages):
            if time.monotonic() > self.deadline:
                break
            page = self.ask(query)
            yield page
            if page.next_token is None:
                return
            query["pagination_token"] = page.next_token
        raise UnreadableError("X's timeline was too long to read in time")
