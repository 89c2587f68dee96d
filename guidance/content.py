"""The frozen values that the rules read: words, registers, and the words for severity.

No rule, no Django and no row lives here; whoever calls the engine builds these.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a passage is on the page it ends up on."""

    TEXT = "text"
    ALT_TEXT = "alt_text"
    CAPTION = "caption"
    FILE_NAME = "file_name"
    LINK = "link"
    LINK_TEXT = "link_text"


class Severity(StrEnum):
    """What a finding does, from the hardest to the softest."""

    BLOCK = "block"
    AUTH = "auth"
    WARN = "warn"
    ADVISE = "advise"
    PAUSE = "pause"


class AuthorityClass(StrEnum):
    """What an officer may be authorised for: one word a row of the delegation schedule."""

    ROUTINE = "routine"
    REPLY = "reply"
    COMMITMENT = "commitment"
    NEW_COMMITMENT = "new_commitment"
    MONEY = "money"
    NEW_MONEY = "new_money"
    UNPUBLISHED = "unpublished"
    ANNOUNCEMENT = "announcement"
    STATISTICS = "statistics"
    MARKET = "market"
    PROCEEDINGS = "proceedings"
    SECURITY = "security"
    CASE = "case"
    STAFF = "staff"
    OTHER_BODY = "other_body"
    CONTROVERSY = "controversy"
    ELECTION = "election"
    ALL_STOP = "all_stop"
    PAID = "paid"
    RUMOUR = "rumour"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text that goes out.

    `field` is the path by which the caller knows it ("targets.0.parts.0.text").
    `platform` is the network's key ("x"), empty where the text has no network.
    `max_length` is what the network itself said its limit is; it beats ours.
    """

    field: str
    text: str
    kind: Kind = Kind.TEXT
    platform: str = ""
    language: str = "en"
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Registers:
    """What the department has published or approved, as plain strings."""

    public_numbers: frozenset[str] = frozenset()
    public_accounts: frozenset[str] = frozenset()
    public_addresses: frozenset[str] = frozenset()
    published_fees: frozenset[str] = frozenset()
    approved_domains: frozenset[str] = frozenset()
    own_names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The moments that matter to a post: all with a time zone, or all without."""

    publish_at: datetime | None = None
    embargo_until: datetime | None = None
    stat_release_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that one check reads."""

    passages: tuple[Passage, ...]
    registers: Registers = Registers()
    schedule: Schedule = Schedule()
