"""What every adapter can do and say: capabilities, outcomes, sightings.

No client library and no row is known here (platforms.md, sections 1 and 2).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Protocol, TypeAlias


class Idempotency(StrEnum):
    """What the platform does with a second call that carries the same key."""

    CLIENT_ID = "client id"
    CONTAINER = "container"
    DRAFT = "draft"
    KEY = "key"
    NONE = "none"


class Lookup(StrEnum):
    BY_KEY = "by key"
    BY_TIMELINE = "by timeline"


@dataclass(frozen=True, slots=True)
class MediaLimits:
    """How many pictures or films a post may carry, of which types, in bytes.

    `needed` says that the platform takes no post without one; `public` that it fetches
    them itself, from an address that it can reach.
    """

    images: int = 4
    image_bytes: int = 5_000_000
    image_types: frozenset[str] = frozenset({"image/jpeg", "image/png"})
    videos: int = 0
    video_bytes: int = 0
    video_types: frozenset[str] = frozenset()
    captions: bool = False
    needed: bool = False
    public: bool = False


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the publisher and the form must know before anything is sent.

    `settle_delay` is how long after an attempt a look-up may be trusted;
    `absences_needed` how many look-ups in a row must find nothing. How long a text may
    be, and how the platform counts, is in `guidance.rules.counting`.
    """

    idempotency: Idempotency
    lookup: Lookup
    settle_delay: timedelta
    absences_needed: int
    threads: bool
    replies: bool = True
    edit: bool = False
    delete: bool = False
    titled: bool = False
    media: MediaLimits | None = None
    alt_limit: int = 0
    # US dollars for a post, and for one with a link in it; None where it costs nothing.
    price: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or film: SHA-256 of its bytes in hex, its alt text, WebVTT captions."""

    sha256: str
    type: str
    alt: str
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One part as it was authorised; a link stands on a line of its own at the end."""

    text: str
    title: str = ""
    language: str = "en"
    media: tuple[Attachment, ...] = ()
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """One part as it goes on the wire: pure, made from the authorised content.

    `words` are the authorised ones, by which a post is known again; `body` is what is
    sent, where the platform takes HTML or Markdown. It is frozen at the approval, with
    its hash; only `reply_to` of a later part is filled in when the part before is live.
    """

    words: str
    body: str
    title: str = ""
    language: str = "en"
    media: tuple[Attachment, ...] = ()
    reply_to: str | None = None


def plainly(wording: Wording) -> Rendered:
    """The rendering of a platform that takes plain text as it is."""
    return Rendered(
        words=wording.text,
        body=wording.text,
        title=wording.title,
        language=wording.language,
        media=wording.media,
        reply_to=wording.reply_to,
    )


@dataclass(frozen=True, slots=True)
class PostKey:
    """Our own name for one part of one publication, made when it was approved.

    As text at most 48 of [0-9a-f-]; `at` is the moment of the approval.
    """

    seed: str
    at: datetime
    part: int

    def __str__(self) -> str:
        return f"{self.seed}-{self.part}"


class MediaSource(Protocol):
    """The bytes behind attachments, by their SHA-256."""

    def size(self, sha256: str) -> int:
        """How many bytes it has; LookupError where there is none."""

    def pieces(self, sha256: str, *, start: int = 0) -> Iterator[bytes]:
        """The bytes from an offset on, in pieces of at most a megabyte."""

    def public_url(self, sha256: str) -> str:
        """An address from which anybody may fetch it for the next hour."""


# What the platform gave for media, drafts and containers that were made before the
# post: stored between the calls, so only text and lists of text.
Ref: TypeAlias = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Staged:
    """One step of staging was taken. `whole` says that the part can be published now.

    Otherwise the next step is due, after `pause` where the platform is still at work.
    """

    ref: Ref
    whole: bool
    pause: timedelta = timedelta(0)


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


Outcome: TypeAlias = Sent | Later | Permanent | Unauthenticated | Unknown
# Staging publishes nothing, so its outcome is never unknown: it is done again.
Staging: TypeAlias = Staged | Later | Permanent | Unauthenticated


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


Sighting: TypeAlias = Present | Absent | Deleted | Inconclusive


@dataclass(frozen=True, slots=True)
class LivePost:
    """A post as the platform shows it.

    `words` without markup; `links` maps shortened addresses in them to their targets;
    `media` counts what it carries; `parent` is the post that it answers; `shared` says
    that its words are somebody else's, passed on.
    """

    remote_id: str
    url: str
    words: str
    created_at: datetime
    links: Mapping[str, str] = field(default_factory=dict)
    media: int = 0
    parent: str | None = None
    title: str = ""
    edited: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Posts of the account, newest first; `older` asks for the next page, None ends."""

    posts: Sequence[LivePost]
    older: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """The platform says that the post is not there (any more)."""


@dataclass(frozen=True, slots=True)
class Removed:
    """The platform took the request to delete; look whether it is gone."""


Removal: TypeAlias = Removed | Later | Permanent | Unauthenticated | Unknown
Reading: TypeAlias = TimelinePage | Inconclusive
Look: TypeAlias = LivePost | Gone | Inconclusive


@dataclass(frozen=True, slots=True)
class Accepted:
    """The platform took the credential, for this account.

    `expires_at` is None where it does not expire or renews itself; `limits` are what
    the server itself says that it takes, such as {"max_text": 500, "alt": 1500}.
    """

    handle: str
    remote_id: str = ""
    expires_at: datetime | None = None
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """The platform refused the credential, or it is another account's."""

    answer: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """No answer, or none that tells."""

    answer: str


AuthState: TypeAlias = Accepted | Rejected | Unreachable


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a platform's answer said may still be done: `kind` is "posts" or "reads"."""

    kind: str
    remaining: int
    resets_at: datetime
    limit: int | None = None


Secret: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Connection:
    """What makes an adapter: whose account, on which server, opened by which secret.

    `server` is empty where the platform has one address for everybody. `keep` seals a
    secret that the platform renewed (tokens, sessions); it may be called at any time.
    Where a token can be renewed only once, `renewable` gives the secret as it is stored
    now to the one worker that may, and None while another is at it; it is itself None
    where nothing is stored yet, and then nothing may be renewed.
    """

    handle: str
    secret: Secret = field(repr=False)
    server: str = ""
    keep: Callable[[Secret], None] = lambda secret: None
    renewable: Callable[[], Secret | None] | None = None


class Adapter(Protocol):
    """One account on one platform. It never retries, sleeps, schedules or decides.

    Every call to the platform has a time limit and raises nothing that it can name.
    """

    capabilities: ClassVar[Capabilities]

    def __init__(self, connection: Connection) -> None: ...

    @property
    def allowances(self) -> Sequence[Allowance]:
        """What the answers so far said about rate limits, newest last."""

    @staticmethod
    def prepare(wording: Wording) -> Rendered:
        """Render the authorised words for the wire; pure."""

    def stage(
        self, rendered: Rendered, *, key: PostKey, media: MediaSource, before: Ref
    ) -> Staging:
        """Take one step of uploading media or making a draft or container.

        `before` is what the steps so far gave, empty at the first. Nothing is live.
        """

    def publish(self, rendered: Rendered, *, key: PostKey, staged: Ref) -> Outcome:
        """Make one call that publishes."""

    def look_up(
        self, rendered: Rendered, *, key: PostKey, staged: Ref, since: datetime
    ) -> Sighting:
        """Say whether what was tried at or after `since` is live."""

    def correct(
        self, remote_id: str, rendered: Rendered, *, key: PostKey, staged: Ref
    ) -> Outcome:
        """Put other words in the place of a live post's, where the platform can edit."""

    def delete(self, remote_id: str) -> Removal:
        """Ask for a live post to be deleted."""

    def fetch(self, remote_id: str) -> Look:
        """The post as it is live now."""

    def read_timeline(self, *, since: datetime, older: str | None = None) -> Reading:
        """One page of the account's own posts since a moment."""

    def check_credentials(self) -> AuthState:
        """Whether the platform accepts the credential now, and for whom."""
