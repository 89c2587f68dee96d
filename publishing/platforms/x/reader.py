"""Reading from X, in the names that its fields have today or had in earlier years.

How a call is made is not known here, nor what a failed one means.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from publishing.platforms.protocol import (
    Absent,
    Gone,
    Inconclusive,
    LivePost,
    Rendered,
    Sighting,
    TimelinePage,
)
from publishing.platforms.timeline import search
from publishing.platforms.transport import Limits
from publishing.platforms.x.timeline import DIALECTS, newest_of, page_of, post_of
from publishing.platforms.x.wire import Ask, RefusedError, UnreadableError


Fields = Mapping[str, str]
T = TypeVar("T")

EDITED = "a post there was edited since, and may be this one"
NOT_UNDERSTOOD = "X did not understand how we ask"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads for one account, whose handle stands in the addresses of its posts."""

    ask: Ask
    handle: str

    def page(self, user_id: str, since: datetime, older: str | None) -> TimelinePage:
        return _in_a_dialect(lambda fields: self._page(fields, user_id, since, older))

    def post(self, remote_id: str) -> LivePost | Gone:
        """The newest version of a post, under the number that it had at first."""
        return _in_a_dialect(lambda fields: self._post(fields, remote_id))

    def search(
        self, user_id: str, rendered: Rendered, *, since: datetime, limits: Limits
    ) -> Sighting:
        """The whole search in each dialect, until one is clear.

        An edited post has other words than we sent, so beside one nothing is absent.
        """
        end = time.monotonic() + limits.look_up

        def searched(fields: Fields) -> Sighting:
            edited = False

            def read(start: datetime, older: str | None) -> TimelinePage:
                nonlocal edited
                page = self._page(fields, user_id, start, older)
                edited = edited or any(post.edited for post in page.posts)
                return page

            left = replace(limits, look_up=end - time.monotonic())
            sighting = search(read, rendered, since=since, limits=left)
            if isinstance(sighting, Absent) and edited:
                raise UnreadableError(EDITED)
            if isinstance(sighting, Inconclusive):
                raise UnreadableError(sighting.answer)
            return sighting

        return _in_a_dialect(searched)

    def _page(
        self, fields: Fields, user_id: str, since: datetime, older: str | None
    ) -> TimelinePage:
        start_time = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        query = {**fields, "start_time": start_time, "max_results": "100"}
        if older is not None:
            query["pagination_token"] = older
        # tweepy's own method for this call knows only the former names of the fields.
        answer = self.ask("GET", f"/2/users/{user_id}/tweets", query)
        return page_of(answer.json(), self.handle)

    def _post(self, fields: Fields, remote_id: str) -> LivePost | Gone:
        answer = self.ask("GET", f"/2/tweets/{remote_id}", fields).json()
        post = post_of(answer, self.handle)
        newest = None if isinstance(post, Gone) else newest_of(answer)
        if newest is None:
            return post
        answer = self.ask("GET", f"/2/tweets/{newest}", fields).json()
        return post_of(answer, self.handle)


def _in_a_dialect(ask: Callable[[Fields], T]) -> T:
    """Ask with the names of today, else with the former ones.

    Raises UnreadableError or RefusedError where neither brings anything clear.
    """
    unclear = ""
    for fields in DIALECTS:
        try:
            return ask(fields)
        except UnreadableError as error:
            unclear = unclear or str(error)
        except RefusedError as refusal:
            # 400: this server does not know these names of the fields.
            if refusal.status != 400:
                raise
    raise UnreadableError(unclear or NOT_UNDERSTOOD)
