"""How each publication of a post stands: parts, attempts, limits, cost, lateness.

Nothing here changes a row, and no platform is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from guidance.rules.links import links
from publishing.lifecycle import RECALLABLE, UNDER_WAY, AttemptOutcome
from publishing.lifecycle import PublicationStatus as Status
from publishing.models import Attempt, Publication, RateLimit, Receipt, Staging
from publishing.platforms.protocol import Rendered
from publishing.platforms.registry import capabilities_of
from publishing.platforms.rendering import thaw


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
    def preparing(self) -> Staging | None:
        """What is under way before the part can be published."""
        if self.publication.status not in UNDER_WAY:
            return None
        unfinished = (
            each
            for each in self.publication.stagings.all()
            if each.part == self.live and not each.whole
        )
        return next(unfinished, None)

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
        )
        for each in publications
    ]


def cost_of(publication: Publication) -> str:
    """What the platform takes for it, as a sentence; empty where it takes nothing."""
    price = capabilities_of(publication.account.platform).price
    if price is None or publication.status == Status.CANCELLED:
        return ""
    plain, with_link = price
    linked = [
        next(links(part.words), None) is not None for part in _frozen(publication)
    ]
    dollars = sum(with_link if has else plain for has in linked)
    name = publication.account.get_platform_display()
    verb = "cost" if publication.status == Status.PUBLISHED else "costs"
    why = " because it has a link" if any(linked) else ""
    return f"Posting this to {name} {verb} ${_amount(dollars)}{why}."


def _amount(dollars: float) -> str:
    return f"{dollars:.3f}".rstrip("0") if dollars * 100 % 1 else f"{dollars:.2f}"


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
