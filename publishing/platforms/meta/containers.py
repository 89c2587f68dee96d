"""Containers, in which Threads and Instagram prepare a post before it is published.

What goes into one is the platform's; nothing is published here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import timezone

from publishing.platforms.meta.api import Api
from publishing.platforms.meta.errors import GraphError, is_gone
from publishing.platforms.meta.wire import Graph, id_of, named
from publishing.platforms.protocol import (
    Absent,
    Attachment,
    Deleted,
    Inconclusive,
    MediaSource,
    Permanent,
    Ref,
    Rendered,
    Sighting,
    Staged,
)
from publishing.platforms.wire import Json, RefusedError, UnreadableError


# Meta asks for half a minute before a container is published; words alone need less.
WORDS_PAUSE = timedelta(seconds=15)
MEDIA_PAUSE = timedelta(seconds=30)
POLL_PAUSE = timedelta(seconds=30)
AFRESH_PAUSE = timedelta(minutes=1)
MOST_TRIES = 3
# A timeline may show a post this much later than the container says that it is out.
TIMELINE_LAG = timedelta(minutes=15)
UNCLEAR = "the platform does not say what became of what was prepared"
NOT_SHOWN_YET = "the platform says that it is published, but shows no such words"


class Status(StrEnum):
    """What a platform says of a container; GONE where it does not know it."""

    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"
    PUBLISHED = "PUBLISHED"
    EXPIRED = "EXPIRED"
    ERROR = "ERROR"
    GONE = "GONE"


UNPUBLISHED = frozenset({Status.FINISHED, Status.EXPIRED, Status.ERROR})
USELESS = frozenset({Status.EXPIRED, Status.ERROR, Status.GONE})


@dataclass(frozen=True, slots=True)
class Containers:
    """The containers of one account."""

    graph: Graph
    api: Api

    def step(
        self, rendered: Rendered, media: MediaSource, before: Ref
    ) -> Staged | Permanent:
        """Take the next step, one call; raises WireError."""
        if "container" in before:
            return self._poll(str(before["container"]), before)
        children = list(before.get("children", ()))
        if len(rendered.media) > 1 and len(children) < len(rendered.media):
            return self._add_child(rendered.media[len(children)], media, before)
        ready = int(str(before.get("ready", "0")))
        if ready < len(children):
            return self._poll(children[ready], before)
        return self._make(rendered, media, before)

    def state(self, container: str) -> Status:
        """How far a container is; raises WireError."""
        try:
            body = self.graph.get(named(container), fields=f"id,{self.api.status}")
            return Status(_text(body, self.api.status))
        except RefusedError as refusal:
            if is_gone(refusal):
                return Status.GONE
            # Once published, its number is a post's, and posts have no such field.
            if GraphError.of(refusal).code == 100:
                return Status.PUBLISHED
            raise

    def _add_child(
        self, attachment: Attachment, media: MediaSource, before: Ref
    ) -> Staged:
        address = media.public_url(attachment.sha256)
        made = id_of(
            self.graph.post(self.api.make, self.api.child(attachment, address))
        )
        children = [*before.get("children", ()), made]
        return Staged({**before, "children": children}, whole=False)

    def _make(self, rendered: Rendered, media: MediaSource, before: Ref) -> Staged:
        one = rendered.media[0] if len(rendered.media) == 1 else None
        address = media.public_url(one.sha256) if one else ""
        children = list(before.get("children", ()))
        fields = self.api.whole(rendered, children, address)
        ref = {**before, "container": id_of(self.graph.post(self.api.make, fields))}
        pause = MEDIA_PAUSE if rendered.media else WORDS_PAUSE
        return Staged(ref, whole=False, pause=pause)

    def _poll(self, container: str, before: Ref) -> Staged | Permanent:
        state = self.state(container)
        if state is Status.IN_PROGRESS:
            return Staged(before, whole=False, pause=POLL_PAUSE)
        if state in USELESS:
            return self._afresh(before)
        if "container" in before:
            return Staged(before, whole=True)
        ready = str(int(str(before.get("ready", "0"))) + 1)
        return Staged({**before, "ready": ready}, whole=False)

    def _afresh(self, before: Ref) -> Staged | Permanent:
        """Begin again: fetching the media fails now and then without a reason."""
        tries = int(str(before.get("tries", "0"))) + 1
        if tries >= MOST_TRIES:
            return Permanent(f"{self.api.name} could not prepare the post")
        return Staged({"tries": str(tries)}, whole=False, pause=AFRESH_PAUSE)


def concluded(
    state: Status, searched: Sighting, since: datetime, alone: Callable[[], bool]
) -> Sighting:
    """What a container and the timeline together prove of an attempt at `since`.

    What the timeline shows, or cannot tell, stands; the container says what its silence
    means. `alone` says whether nothing else came out at that time: it may be ours, in
    words that the platform shows otherwise.
    """
    if not isinstance(searched, Absent) or state in UNPUBLISHED:
        return searched
    if state is not Status.PUBLISHED:
        return Inconclusive(UNCLEAR)
    old = timezone.now() - since > TIMELINE_LAG
    return Deleted() if old and alone() else Inconclusive(NOT_SHOWN_YET)


def _text(body: Json, name: str) -> str:
    found = body.get(name) if isinstance(body, dict) else None
    if found not in set(Status):
        raise UnreadableError("the container's state could not be read")
    return str(found)
