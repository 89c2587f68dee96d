"""Finding the post of a Discourse forum that a reply answers: one call a step.

Nothing is made here. Such a post is named by its number on the forum, or by its topic
and its place in it ("12/3"), as the addresses that people copy have it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from publishing.platforms.discourse.forum import Forum
from publishing.platforms.discourse.posts import is_gone, is_number
from publishing.platforms.protocol import Permanent, Ref
from publishing.platforms.wire import Json, RefusedError


# How many posts of a topic are asked for at once, and at most. More are needed only
# where so many before the post were deleted: places are never given again.
CHUNK = 20
FARTHEST = 60
PLACE = re.compile(r"([0-9]{1,20})/([0-9]{1,20})", re.ASCII)
NO_PARENT = "the post that this answers is not on the forum any more"
NOT_SHOWN = (
    "the forum does not show the whole topic that this answers; name the post by its "
    "own number"
)


class Place(NamedTuple):
    """A topic, and which post in it, counted from 1."""

    topic: int
    number: int


def place_in(named: str) -> Place | None:
    """Where the post is, if it is named so; None where it has a number of its own."""
    found = PLACE.fullmatch(named)
    return Place(int(found[1]), int(found[2])) if found else None


def place_of(raw: Json) -> Place:
    return Place(int(raw["topic_id"]), int(raw["post_number"]))


@dataclass(frozen=True, slots=True)
class Parent:
    """The post with this name. `step` adds "topic" and "number" once it was found."""

    forum: Forum
    named: str

    def step(self, before: Ref) -> Ref | Permanent:
        """One call further; raises as Wire does."""
        place = place_in(self.named)
        try:
            if place is None:
                return self._by_number(before)
            if "among" in before:
                return self._among(place, before)
            return self._in_topic(place, before)
        except RefusedError as refusal:
            if refusal.status in {404, 410}:
                return Permanent(NO_PARENT)
            raise

    def _by_number(self, before: Ref) -> Ref | Permanent:
        if not is_number(self.named):
            return Permanent(NO_PARENT)
        return _found(self.forum.post(self.named), before)

    def _in_topic(self, place: Place, before: Ref) -> Ref | Permanent:
        """A topic shows its first posts, and the numbers of all others."""
        stream = self.forum.topic(str(place.topic))["post_stream"]
        raw = _at(place, stream.get("posts") or ())
        if raw is not None:
            return _found(raw, before)
        numbers = stream.get("stream")
        if not isinstance(numbers, list):
            return Permanent(NOT_SHOWN)
        among = numbers[max(0, place.number - FARTHEST) : place.number]
        return _further(among, before)

    def _among(self, place: Place, before: Ref) -> Ref | Permanent:
        """The next of those that may be it, the likeliest first."""
        among = [int(each) for each in before["among"]]
        shown = self.forum.posts_in(str(place.topic), among[-CHUNK:])
        raw = _at(place, shown)
        return _found(raw, before) if raw else _further(among[:-CHUNK], before)


def _at(place: Place, shown: Sequence[Json]) -> Json | None:
    return next((raw for raw in shown if raw.get("post_number") == place.number), None)


def _found(raw: Json, before: Ref) -> Ref | Permanent:
    if is_gone(raw):
        return Permanent(NO_PARENT)
    topic, number = place_of(raw)
    kept = {name: each for name, each in before.items() if name != "among"}
    return {**kept, "topic": str(topic), "number": str(number)}


def _further(among: Sequence[int], before: Ref) -> Ref | Permanent:
    if not among:
        return Permanent(NO_PARENT)
    return {**before, "among": [str(each) for each in among]}
