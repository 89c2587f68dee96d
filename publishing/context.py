"""What every page's frame shows: who is signed in, where they may go, what is stopped.

No query of a page's own content lives here, and none is made before a template asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from accounts.queries import Capacity, capacities
from accounts.queries.notices import unread_in_words
from accounts.roles import CONTENT_ROLES, DECIDING_ROLES, Role
from accounts.templatetags.times import when_in_words
from approvals.queries import count_waiting_for
from audit.queries import Alarm, alarms
from guidance.queries import periods_since
from publishing.queries.stops import active_holds, any_hold


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the service navigation; `here` on its own page, `active` below it."""

    label: str
    address: str
    here: bool
    active: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the banner: what is stopped, and since when, by whom, why."""

    title: str
    detail: str


# The label, the name of the address, and the roles that find something there.
PLACES: Sequence[tuple[str, str, Sequence[Role]]] = (
    ("Home", "home", tuple(Role)),
    ("Drafts", "drafts", CONTENT_ROLES),
    ("To approve", "queue", DECIDING_ROLES),
    ("Disputes", "disputes", (Role.RULE_CUSTODIAN,)),
    ("Published", "posts", CONTENT_ROLES),
    ("Holds", "holds", CONTENT_ROLES),
    ("Registers", "registers", CONTENT_ROLES),
    ("Log", "log", (Role.AUDITOR,)),
    ("People", "people", (Role.ADMINISTRATOR, Role.TRAINING_ADMINISTRATOR)),
    ("Webhooks", "webhooks", (Role.ADMINISTRATOR,)),
    ("Admin", "admin:index", (Role.ADMINISTRATOR,)),
    ("Notices", "notices", tuple(Role)),
    ("Rehearsal", "rehearsal", CONTENT_ROLES),
)

# What also somebody without a post finds something at.
EVERYBODYS = ("home", "notices")
ALARMED_ROLES = (Role.AUTHORISED_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)


class Frame:
    """The frame of one page; every part is worked out when the template reads it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> Person | None:
        user = getattr(self._request, "user", None)
        return user if isinstance(user, Person) else None

    @cached_property
    def _capacities(self) -> Sequence[Capacity]:
        return capacities(self.person) if self.person else ()

    @cached_property
    def _roles(self) -> frozenset[Role]:
        held = frozenset(held.role for held in self._capacities)
        if self.person and self.person.is_superuser:
            return held | {Role.ADMINISTRATOR}
        return held

    @property
    def posts(self) -> list[str]:
        """The titles of the posts that the person holds today, each once."""
        return list(dict.fromkeys(held.post for held in self._capacities))

    @cached_property
    def navigation(self) -> Sequence[Place]:
        """Where this person may go; nothing for somebody who is not signed in."""
        if self.person is None:
            return ()
        person = self.person
        open_places = [
            (label, name)
            for label, name, wanted in PLACES
            if name in EVERYBODYS or self._roles.intersection(wanted)
        ]
        nearest = self._nearest([name for _, name in open_places])
        return [
            self._place(label, name, person, active=name == nearest)
            for label, name in open_places
        ]

    def _nearest(self, names: Sequence[str]) -> str:
        """The place that this page is in; of a place within another, the inner one."""
        path = self._request.path
        around = [
            name
            for name in names
            if path == reverse(name)
            or (name != "home" and path.startswith(reverse(name)))
        ]
        return max(around, key=lambda name: len(reverse(name)), default="")

    @cached_property
    def alarms(self) -> Sequence[Stop]:
        """What is wrong with the log, for the people who may act on it."""
        if not self._roles.intersection(ALARMED_ROLES):
            return ()
        return [_alarm(alarm) for alarm in alarms()]

    @cached_property
    def stops(self) -> Sequence[Stop]:
        """Holds and the sensitive period in force, for everybody who is signed in."""
        if self.person is None:
            return ()
        return [*_holds(), *_periods()]

    def _place(self, label: str, name: str, person: Person, *, active: bool) -> Place:
        address, path = reverse(name), self._request.path
        if name == "queue":
            label = f"{label} ({count_waiting_for(person)})"
        if name == "notices" and (unread := unread_in_words(person)) != "0":
            label = f"{label} ({unread})"
        return Place(label, address, here=path == address, active=active)


def frame(request: HttpRequest) -> dict[str, object]:
    """The template variable `frame`."""
    return {"frame": Frame(request)}


def _alarm(alarm: Alarm) -> Stop:
    since = f"Since {when_in_words(alarm.since)}. " if alarm.since else ""
    return Stop(alarm.sentence, since + alarm.advice)


def _holds() -> list[Stop]:
    # On nearly every page there is none, and whether is asked in a tenth of the time.
    if not any_hold().filter(lifted_at=None).exists():
        return []
    return [
        Stop(
            "All-stop" if hold.where == "everything" else f"Hold on {hold.where}",
            f"since {when_in_words(hold.placed_at)}, by {hold.placed_by.name}. "
            f"Nothing is sent. Reason: {hold.reason}",
        )
        for hold in active_holds()
    ]


def _periods() -> list[Stop]:
    now = timezone.now()
    return [
        Stop(
            period.name,
            f"until {when_in_words(period.ends_at)}. Posts are looked at again "
            "before they go out.",
        )
        for period in periods_since(now, until=now)
    ]
