"""What every adapter can do and say: capabilities, outcomes, sightings.

No client library and no row is known here (platforms.md, sections 1 and 2).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Idempotency(StrEnum):
    """What the platform does with a second call that carries the same key."""

    CLIENT_ID = "client id"
    KEY = "key"
    NONE = "none"


class Lookup(StrEnum):
    BY_KEY = "by key"
    BY_TIMELINE = "by timeline"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the publisher must know before it may send or send again.

    `settle_delay` is how long after an attempt a look-up may be trusted;
    `absences_needed` how many look-ups in a row must find nothing.
    """

    idempotency: Idempotency
    lookup: Lookup
    settle_delay: timedelta
    absences_needed: int
    threads: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """One part as it goes on the wire; pure, made from the authorised content."""

    text: str
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    remote_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Later:
    """Certainly not delivered; may be tried again, not before `not_before`."""

    not_before: datetime
    answer: str


@dataclass(frozen=True, slots=True)
class Permanent:
    """Certainly not delivered, and never will be as it is."""

    answer: str


@dataclass(frozen=True, slots=True)
class Unauthenticated:
    """Certainly not delivered: the platform refused the credential."""

    answer: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may be live. Duplicates land here too: look up, never guess."""

    answer: str


Outcome = Sent | Later | Permanent | Unauthenticated | Unknown


@dataclass(frozen=True, slots=True)
class Present:
    remote_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Absent:
    """The look-up covered the whole time since the attempt, and it is not there."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """It was there and is not any more; it must never be sent again."""


@dataclass(frozen=True, slots=True)
class Inconclusive:
    answer: str


Sighting = Present | Absent | Deleted | Inconclusive


class Adapter(Protocol):
    """One account on one platform. It never retries, sleeps, schedules or decides."""

    @property
    def capabilities(self) -> Capabilities: ...

    def prepare(self, text: str, *, reply_to: str | None) -> Rendered:
        """Render the authorised words for the wire; pure."""

    def publish(self, rendered: Rendered, *, key: str) -> Outcome:
        """Make one call with a time limit; raises nothing that it can name."""

    def look_up(self, rendered: Rendered, *, key: str, since: datetime) -> Sighting:
        """Say whether what was tried at or after `since` is live."""

    def check_credentials(self) -> bool:
        """Whether the platform accepts the credential now."""
