"""Workers killed and the queue flushed at random while posts fall due: each is live once.

COUNTERSIGN_SOAK_POSTS, _WORKERS, _ACCOUNTS and _MINUTES ask for another soak, _SEED for
the same one again. It ends by itself, once every post has settled or time is over.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q, QuerySet
from django.utils import timezone

from bench.delivery.posts import build, lay
from bench.delivery.site import Site, delivering, own_queue
from bench.log.seal import sequencer
from bench.table import Row
from publishing.lifecycle import SETTLED
from publishing.models import (
    Attempt,
    Publication,
    RehearsalPost,
    RehearsalSwitch,
)


POSTS = int(os.environ.get("COUNTERSIGN_SOAK_POSTS", "1000"))
WORKERS = int(os.environ.get("COUNTERSIGN_SOAK_WORKERS", "8"))
ACCOUNTS = int(os.environ.get("COUNTERSIGN_SOAK_ACCOUNTS", "25"))
MINUTES = float(os.environ.get("COUNTERSIGN_SOAK_MINUTES", "10"))
SEED = int(os.environ.get("COUNTERSIGN_SOAK_SEED", "1"))
# A killed worker's claim is looked up this soon, so that there is more to go wrong.
LEASE = "3"
FAULTS = (
    RehearsalSwitch.Fault.TIMEOUT_AFTER,
    RehearsalSwitch.Fault.TIMEOUT_BEFORE,
    RehearsalSwitch.Fault.RATE_LIMIT,
)
# After the storm, what is left is looked up and sent; longer would be a fault of ours.
CALM = 180


@dataclass
class Storm:
    """What is done to a site, by chance that can be had again; `said` counts it."""

    site: Site
    chance: random.Random
    handles: list[str]
    said: Counter[str] = field(default_factory=Counter)

    def strike(self) -> None:
        """One thing goes wrong."""
        what: Callable[[], None] = self.chance.choice(
            (self._kill, self._kill, self._kill, self._flush, self._clock, self._fault)
        )
        what()

    def _kill(self) -> None:
        self.site.kill_any(self.chance)
        self.said["workers killed"] += 1

    def _flush(self) -> None:
        self.site.flush()
        self.said["queue flushed"] += 1

    def _clock(self) -> None:
        if "clock" in self.site.children:
            self.site.kill("clock")
            self.said["clock killed"] += 1

    def _fault(self) -> None:
        """The network accepts and says nothing, or says nothing and accepts nothing."""
        RehearsalSwitch.objects.update_or_create(
            handle=self.chance.choice(self.handles),
            defaults={"fault": self.chance.choice(FAULTS), "times": 1},
        )
        self.said["faults of the network"] += 1


@dataclass(frozen=True, slots=True)
class Tally:
    """How many posts are live once, more than once, and not at all."""

    once: int
    twice: int
    lost: int


def measure(folder: Path) -> list[Row]:
    """Lay the posts over the time asked for, let the storm loose, and count."""
    with sequencer(folder), own_queue() as (home, queue):
        board = build(ACCOUNTS)
        chance = random.Random(SEED)  # noqa: S311 - no secret comes of it
        begin = timezone.now() + timedelta(seconds=10)
        posts = lay(board, _dues(begin, chance))
        with delivering(
            WORKERS, folder=home, queue=queue, COUNTERSIGN_LEASE_SECONDS=LEASE
        ) as site:
            storm = Storm(site, chance, [each.handle for each in board.accounts])
            weather(storm, posts, until=begin + timedelta(minutes=MINUTES))
    return _rows(storm, posts)


def _dues(begin: datetime, chance: random.Random) -> list[datetime]:
    """Half of them in four bursts, half whenever it is."""
    length = timedelta(minutes=MINUTES * 0.9)
    return [
        begin
        + length * (chance.choice((0, 0.25, 0.5, 0.75)) if at % 2 else chance.random())
        for at in range(POSTS)
    ]


def weather(
    storm: Storm,
    posts: list[Publication],
    *,
    until: datetime,
    pause: float = 2,
    go_round: Callable[[], None] = lambda: None,
) -> None:
    """Strike until that moment, then let everything settle. `go_round` is a clock's turn."""
    strike_at = timezone.now()
    calm_until = until + timedelta(seconds=CALM)
    while unsettled(posts) and timezone.now() < calm_until:
        go_round()
        storm.said["started again"] += storm.site.revive()
        if strike_at < timezone.now() < until:
            storm.strike()
            strike_at = timezone.now() + timedelta(
                seconds=storm.chance.uniform(0, 2 * pause)
            )
        time.sleep(min(0.1, pause))


def unsettled(posts: list[Publication]) -> int:
    return _ours(posts).exclude(status__in=SETTLED).count()


def tally(posts: list[Publication]) -> Tally:
    """Count by the network's own timeline, under the key that each post has there."""
    live = Counter(
        RehearsalPost.objects.filter(deleted_at=None).values_list(
            "client_key", flat=True
        )
    )
    copies = [live[f"{post.client_key}-0"] for post in posts]
    return Tally(
        once=sum(each == 1 for each in copies),
        twice=sum(each > 1 for each in copies),
        lost=sum(each == 0 for each in copies),
    )


def _ours(posts: list[Publication]) -> QuerySet[Publication]:
    return Publication.objects.filter(pk__in=[post.pk for post in posts])


def _rows(storm: Storm, posts: list[Publication]) -> list[Row]:
    counted = tally(posts)
    attempts = Counter(
        Attempt.objects.filter(publication__in=posts).values_list("outcome", flat=True)
    )
    looked_up = _ours(posts).filter(~Q(last_sighting="")).count()
    published = _ours(posts).filter(status="published").count()
    held = counted == Tally(once=len(posts), twice=0, lost=0)
    return [
        Row(
            f"soak, {len(posts):,} posts on {ACCOUNTS} accounts, {WORKERS} workers,"
            f" {MINUTES:g} minutes, seed {SEED}",
            f"{counted.once} live once, {counted.twice} twice, {counted.lost} lost",
            f"{len(posts)}, 0, 0",
            held and published == len(posts),
        ),
        Row("what went wrong", _listed(storm.said)),
        Row("attempts by outcome", _listed(attempts)),
        Row("posts whose outcome was unknown and was looked up", str(looked_up)),
    ]


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counted.most_common())
