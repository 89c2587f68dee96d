"""The frozen values that the rules read: words, registers, and the words for severity.

No rule, no Django and no row lives here; whoever calls the engine builds these.
"""

from dataclasses import dataclass
from datetime import date, datetime
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
    WELSH = "welsh"


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text that goes out.

    `field` is the path by which the caller knows it ("targets.0.parts.0.text").
    `platform` is the network's key ("x"), empty where the text has no network.
    `max_length` is what the network itself said its limit is; it beats ours.
    `language` may be empty: then the words say what they are written in.
    """

    field: str
    text: str
    kind: Kind = Kind.TEXT
    platform: str = ""
    language: str = "en"
    max_length: int | None = None


@dataclass(frozen=True, slots=True)
class Registers:
    """What the department has published, approved or listed, as plain strings.

    Handles may be written with @ or without. `known_handles` is None where nobody keeps
    such a list: then no handle is unknown. `words` pairs a rule's id with phrases that
    it finds beside its own.
    """

    public_numbers: frozenset[str] = frozenset()
    public_mailboxes: frozenset[str] = frozenset()
    public_accounts: frozenset[str] = frozenset()
    public_addresses: frozenset[str] = frozenset()
    published_fees: frozenset[str] = frozenset()
    approved_domains: frozenset[str] = frozenset()
    own_names: frozenset[str] = frozenset()
    political_handles: frozenset[str] = frozenset()
    live_issues: frozenset[str] = frozenset()
    live_cases: frozenset[str] = frozenset()
    known_handles: frozenset[str] | None = None
    words: tuple[tuple[str, frozenset[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The moments that matter to a post: all with a time zone, or all without.

    `scheduled` says that the words will be read on another day than they were written.
    `stat_words` name the series of the release beside the rule's own words.
    `parliament_sits` is None where nobody keeps its days.
    """

    publish_at: datetime | None = None
    embargo_until: datetime | None = None
    stat_release_at: datetime | None = None
    now: datetime | None = None
    scheduled: bool = False
    stat_words: frozenset[str] = frozenset()
    parliament_sits: bool | None = None


class MediaKind(StrEnum):
    """What a medium is; it decides what it needs beside it."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True)
class Medium:
    """A picture, film or recording, and what is recorded of it; None is not recorded.

    `rights` is a licence's short name ("crown", "cc-by"); `consent`, `attested` and
    `ai_label` are references or words, empty where there are none.
    """

    kind: MediaKind = MediaKind.IMAGE
    alt: str = ""
    decorative_reason: str = ""
    speech: bool | None = None
    captions: bool | None = None
    captions_checked: bool = False
    transcript: bool | None = None
    live: bool = False
    flashes_over_3hz: bool = False
    rights: str = ""
    credit: str = ""
    people: bool = False
    consent: str = ""
    gps: bool = False
    testimonial: bool = False
    attested: str = ""
    ai: bool = False
    ai_label: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What the register says of the account; None is not asked."""

    registered: bool | None = None
    approved: bool | None = None
    owner: bool | None = None
    deputy: bool | None = None
    bio_names_body: bool | None = None
    links_gov: bool | None = None
    platform_approved: bool | None = None
    mfa: bool | None = None
    dormant: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """An election or an all-stop that the post falls into.

    `local` is an election of a nation or a place, where an officer may decide.
    """

    election: bool = False
    local: bool = False
    essential_business: bool = False
    hold_active: bool = False
    hold_release: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """What the post belongs to, as the references that people quote."""

    announcement: str = ""
    parliament: str = ""


@dataclass(frozen=True, slots=True)
class WelshPair:
    """Whether a Welsh version is due, which it is, and whether both leave together.

    `same_moment` is None where neither has a time yet; `without` is the reason that an
    author gives for there being none, which the Welsh-language unit then decides on.
    """

    required: bool = False
    pair: str = ""
    same_moment: bool | None = None
    human_checked: bool = True
    without: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """Whether money is behind the post; `is_paid` is None where nobody was asked."""

    is_paid: bool | None = None
    spend_approval: str = ""
    platform_label: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the post answers or is: a message that came in, a share, a named person's."""

    reply: bool = False
    inbound: bool = False
    reply_due: datetime | None = None
    reshare_of: tuple[str, ...] = ()
    named_official: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """An author or checker who is unsure, and the reference of the advice given."""

    marked: bool = False
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that one check reads.

    Where None is allowed it means that the caller does not know that kind of fact: no
    rule then speaks of a record that is missing. `training` pairs a part taken
    ("author") with the day its training runs out.
    """

    passages: tuple[Passage, ...]
    registers: Registers = Registers()
    schedule: Schedule = Schedule()
    media: tuple[Medium, ...] = ()
    account: Account | None = None
    period: Period = Period()
    references: References | None = None
    welsh: WelshPair = WelshPair()
    paid: Paid = Paid()
    conversation: Conversation = Conversation()
    training: tuple[tuple[str, date], ...] | None = None
    doubt: Doubt = Doubt()
