"""What Threads and Instagram do alike: containers are made, published and looked up.

What a post is made of is the platform's; no row is known here and nothing is retried.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.utils import timezone

from publishing.platforms import timeline
from publishing.platforms.meta.api import Api
from publishing.platforms.meta.containers import (
    TIMELINE_LAG,
    Containers,
    Status,
    concluded,
)
from publishing.platforms.meta.errors import is_gone, publishing_failure, why
from publishing.platforms.meta.wire import (
    Graph,
    data_of,
    id_of,
    named,
    older_than,
    readable,
    succeeded,
)
from publishing.platforms.protocol import (
    Gone,
    Inconclusive,
    Later,
    Look,
    Outcome,
    Reading,
    Ref,
    Removal,
    Removed,
    Rendered,
    Sent,
    Sighting,
    TimelinePage,
)
from publishing.platforms.timeline import CLOCK_MARGIN
from publishing.platforms.transport import Limits
from publishing.platforms.wire import WireError


PAGE_SIZE = "100"
UNPREPARED = "nothing was prepared that could be published"
RETRY = timedelta(minutes=1)
# The address of a new post is worth a moment, and no risk to what was done.
BRIEF = Limits(connect=2, read=3, total=4)


@dataclass(frozen=True, slots=True)
class Account:
    """One account; every method is at most one call that changes anything."""

    graph: Graph
    api: Api
    containers: Containers
    limits: Limits

    def publish(self, staged: Ref) -> Outcome:
        if "container" not in staged:
            return Later(timezone.now() + RETRY, UNPREPARED)
        fields = {"creation_id": str(staged["container"])}
        try:
            remote_id = id_of(self.graph.post(self.api.publish, fields))
        except WireError as error:
            return publishing_failure(error, self.api.name)
        return Sent(remote_id, self._address(remote_id))

    def look_up(self, rendered: Rendered, staged: Ref, since: datetime) -> Sighting:
        """Ask after the container, and search the timeline or the replies."""
        try:
            state = self._state(staged)
        except WireError as error:
            return Inconclusive(why(error, self.api.name))
        edge = self.api.edges[-1 if rendered.reply_to else 0]
        read = partial(self._read, edge)
        searched = timeline.search(read, rendered, since=since, limits=self.limits)
        alone = partial(self._nothing_else, edge, since)
        return concluded(state, searched, since, alone)

    def delete(self, remote_id: str) -> Removal:
        try:
            succeeded(self.graph.delete(named(remote_id)))
        except WireError as error:
            gone = is_gone(error)
            return Removed() if gone else publishing_failure(error, self.api.name)
        return Removed()

    def fetch(self, remote_id: str) -> Look:
        try:
            body = self.graph.get(named(remote_id), fields=self.api.fields)
            with readable():
                return self.api.live(body)
        except WireError as error:
            return Gone() if is_gone(error) else Inconclusive(why(error, self.api.name))

    def read(self, since: datetime, older: str | None) -> Reading:
        """One page of the posts, then of the replies; `older` says also of which."""
        number, _, cursor = (older or "0:").partition(":")
        edge = int(number) if number.isdecimal() else len(self.api.edges)
        if edge >= len(self.api.edges):
            return Inconclusive("there is no such page")
        page = self._read(self.api.edges[edge], since, cursor or None)
        if isinstance(page, Inconclusive):
            return page
        more = f"{edge}:{page.older}" if page.older else None
        last = edge + 1 == len(self.api.edges)
        return TimelinePage(page.posts, more if more or last else f"{edge + 1}:")

    def _nothing_else(self, edge: str, since: datetime) -> bool:
        """Whether no post at all is of the time of an attempt."""
        page = self._read(edge, since - CLOCK_MARGIN, None)
        if isinstance(page, Inconclusive) or page.older:
            return False
        times = [post.created_at for post in page.posts]
        first, last = since - CLOCK_MARGIN, since + TIMELINE_LAG
        return not any(first <= moment <= last for moment in times)

    def _state(self, staged: Ref) -> Status:
        """What became of the container; nothing was published without one."""
        container = str(staged.get("container", ""))
        return self.containers.state(container) if container else Status.ERROR

    def _read(self, edge: str, since: datetime, older: str | None) -> Reading:
        try:
            body = self.graph.get(
                edge,
                fields=self.api.fields,
                since=str(int(since.timestamp())),
                limit=PAGE_SIZE,
                **({"after": older} if older else {}),
            )
            with readable():
                posts = [self.api.live(each) for each in data_of(body)]
                return TimelinePage(posts, older_than(body))
        except WireError as error:
            return Inconclusive(why(error, self.api.name))

    def _address(self, remote_id: str) -> str:
        """Where the new post is shown; the account's own page where that is not told."""
        try:
            body = self.graph.briefly(BRIEF).get(named(remote_id), fields="permalink")
            return str(body.get("permalink") or self.api.site)
        except (WireError, AttributeError):
            return self.api.site
