"""What an event's entry must and may carry, and the check of one entry against it.

No event is described here: the modules beside this one hold the table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from audit.tree.canonical import Json
from audit.tree.entry import Actor, AuthorityRef, Subject


Kind = Callable[[Json], bool]
Kinds = Mapping[str, Kind]


class PayloadError(ValueError):
    """An entry that its event does not allow; the message is for the programmer."""


def text(value: Json) -> bool:
    return isinstance(value, str)


def number(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def truth(value: Json) -> bool:
    return isinstance(value, bool)


def texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def pairs(value: Json) -> bool:
    """A list of pairs of texts: `[["entry", "field"], …]`."""
    return isinstance(value, list) and all(
        texts(each) and isinstance(each, list) and len(each) == 2 for each in value
    )


def records(value: Json) -> bool:
    """Texts by name, one level deep: `{"commitment": {"reference": "D-114"}}`."""
    return isinstance(value, dict) and all(
        isinstance(each, dict)
        and all(isinstance(words, str) for words in each.values())
        for each in value.values()
    )


def or_none(kind: Kind) -> Kind:
    return lambda value: value is None or kind(value)


@dataclass(frozen=True, slots=True)
class Payload:
    """The shape of one event's entries.

    `about` names the types of subject; `needs` and `may` the details with their kinds;
    `personal` the erasable values. `digest` and `authority` say that the entry must
    name the exact words, or what the decision rests on. `capacity` is False only where
    nobody acts in a post yet: signing in.
    """

    about: tuple[str, ...]
    needs: Kinds | None = None
    may: Kinds | None = None
    personal: tuple[str, ...] = ()
    digest: bool = False
    authority: bool = False
    capacity: bool = True

    def check(
        self,
        *,
        actor: Actor,
        subject: Subject,
        digest: bytes | None,
        authority: AuthorityRef | None,
        details: Mapping[str, Json],
        personal: Mapping[str, Json],
    ) -> None:
        """Raise PayloadError for the first part that the event does not allow."""
        self._check_actor(actor)
        if subject.type not in self.about:
            raise PayloadError(f"it is not about a {subject.type!r}")
        if self.digest and digest is None:
            raise PayloadError("it must name the digest of the words")
        if self.authority and authority is None:
            raise PayloadError("it must name the authority that it rests on")
        self._check_details(details)
        if unknown := personal.keys() - set(self.personal):
            raise PayloadError(f"it has no personal {sorted(unknown)}")

    def _check_actor(self, actor: Actor) -> None:
        if not actor.id:
            raise PayloadError("somebody must have acted, if only a service")
        if self.capacity and not (actor.post and actor.role):
            raise PayloadError("it must name the post held and the role used")

    def _check_details(self, details: Mapping[str, Json]) -> None:
        needs, may = self.needs or {}, self.may or {}
        if missing := needs.keys() - details.keys():
            raise PayloadError(f"it lacks the details {sorted(missing)}")
        for name, value in details.items():
            kind = needs.get(name) or may.get(name)
            if kind is None:
                raise PayloadError(f"it has no detail {name!r}")
            if not kind(value):
                raise PayloadError(f"its detail {name!r} is of another kind")
