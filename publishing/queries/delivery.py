"""How each publication of a post stands: parts, attempts, limits, cost, lateness.

Nothing here changes a row, and no platform is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from publishing.lifecycle import RECALLABLE, UNDER_WAY, AttemptOutcome
from publishing.lifecycle import PublicationStatus as Status
from publishing.models import Attempt, Publication, RateLimit, Receipt
from publishing.platforms.pricing import in_words, in_words_afterwards, price_of
from publishing.platforms.protocol import Rendered
from publishing.platforms.rendering import thaw
from publishing.platforms.room import kept_for_others
from publishing.queries.preparing import Preparation, preparations


# What an attempt's outcome says of the post, beside the platform's own words.
MEANS = {
    AttemptOutcome.STARTED: "It is being sent",
    AttemptOutcome.SENT: "The platform has it",
    AttemptOutcome.UNKNOWN: "No clear answer: it may be live",
    AttemptOutcome.LATER: "Not live: told to try later",
    AttemptOutcome.REFUSED: "Not live: refused",
    AttemptOutcome.UNAUTHENTICATED: "Not live: our sign-in was refused",
    AttemptOutcome.UNSENT: "Not sent",
    AttemptOutcome.ABSENT: "Looked up, and not there",
}


@dataclass(frozen=True, slots=True)
class PartState:
    """One part of a thread, from 1; `receipt` is the platform's word that it is live."""

    number: int
    receipt: Receipt | None
    words: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt, and what its outcome means."""

    attempt: Attempt
    means: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One publication as its row on the page says it, at the moment `at`."""

    publication: Publication
    at: datetime
    parts: Sequence[PartState]
    tries: Sequence[Tried]
    limit: RateLimit | None
    cost: str
    preparing: Preparation | None

    @property
    def live(self) -> int:
        return sum(part.receipt is not None for part in self.parts)

    @property
    def partly(self) -> bool:
        """Part of a thread is live, and the rest is not to follow by itself."""
        stopped = self.publication.status in (
            Status.FAILED,
            Status.CANCELLED,
            Status.HELD,
        )
        return stopped and 0 < self.live < len(self.parts)

    @property
    def next_try(self) -> datetime | None:
        """When it is tried again, where that is not simply its time."""
        publication = self.publication
        waits = publication.status == Status.WAITING and bool(self.tries)
        return publication.try_at if waits and publication.try_at > self.at else None

    @property
    def needs(self) -> int:
        """How many posts it still is."""
        return len(self.parts) - self.live

    @property
    def kept(self) -> int:
        """How many of the posts that are left on the account are not for this one."""
        if self.limit is None:
            return 0
        kept = kept_for_others(urgent=self.publication.priority == 0)
        return min(kept, self.limit.remaining)

    @property
    def room(self) -> int:
        """How many of them are."""
        return self.limit.remaining - self.kept if self.limit else 0

    @property
    def short(self) -> bool:
        """The platform takes fewer posts now than this still is."""
        return self.limit is not None and self.room < self.needs

    @property
    def overdue(self) -> bool:
        publication = self.publication
        late = publication.overdue_since is not None
        return late and publication.status in UNDER_WAY

    @property
    def safe_to_write_anew(self) -> bool:
        """It failed, and it is proven that no part of it was delivered."""
        return self.publication.status == Status.FAILED and not self.live


def deliveries(publications: Sequence[Publication], *, at: datetime) -> list[Delivery]:
    """How they all stand; `publications` come with attempts, receipts and stagings."""
    limits = _limits(publications, at=at)
    preparing = preparations(publications)
    return [
        Delivery(
            publication=each,
            at=at,
            parts=_parts(each),
            tries=_tries(each),
            limit=limits.get(each.account_id)
            if each.status in (*UNDER_WAY, *RECALLABLE)
            else None,
            cost=cost_of(each),
            preparing=preparing.get(each.pk),
        )
        for each in publications
    ]


def cost_of(publication: Publication) -> str:
    """What the platform takes for it, as a sentence; empty where it takes nothing."""
    account = publication.account
    price = price_of(account.platform, [part.words for part in _frozen(publication)])
    if price is None or publication.status == Status.CANCELLED:
        return ""
    over = publication.status == Status.PUBLISHED
    said = in_words_afterwards if over else in_words
    return said(price, account.get_platform_display())


def _frozen(publication: Publication) -> Sequence[Rendered]:
    wire = bytes(publication.wire)
    return thaw(wire) if wire else ()


def _parts(publication: Publication) -> list[PartState]:
    receipts = {each.part: each for each in publication.receipts.all()}
    number = len(_frozen(publication)) or 1
    return [
        PartState(at + 1, receipts.get(at), _words(publication, at, len(receipts)))
        for at in range(number)
    ]


def _words(publication: Publication, part: int, live: int) -> str:
    """What is to say of a part that is not live; it is part `live` that is worked on."""
    if part == live and publication.status in UNDER_WAY:
        return {
            Status.CLAIMED: "is being sent",
            Status.UNKNOWN: "may be live",
        }.get(Status(publication.status), "is next")
    return "follows" if publication.status in UNDER_WAY else "is not live"


def _tries(publication: Publication) -> list[Tried]:
    every = sorted(publication.attempts.all(), key=lambda each: each.fence)
    return [Tried(each, MEANS[AttemptOutcome(each.outcome)]) for each in every]


def _limits(
    publications: Sequence[Publication], *, at: datetime
) -> dict[int, RateLimit]:
    """The limit on posts that each account is under now."""
    accounts = [each.account_id for each in publications]
    found = RateLimit.objects.filter(
        account__in=accounts, kind="posts", resets_at__gt=at
    ).order_by("account_id")
    return {
        account: next(each) for account, each in groupby(found, lambda r: r.account_id)
    }
