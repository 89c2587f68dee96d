"""From due to called with nothing else to do, and a burst beside no-op jobs.

COUNTERSIGN_BENCH_POSTS, _WORKERS and _PUBLICATIONS ask for other numbers of posts in the
burst, of workers, and of rows that the claim looks through.
"""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import mean

import redis
from django.db.models import DurationField, ExpressionWrapper, F, Max, Min
from django.utils import timezone
from rq import Queue
from rq.serializers import JSONSerializer

from bench.delivery import claim
from bench.delivery.nothing import nothing
from bench.delivery.posts import Board, build, lay
from bench.delivery.site import Site, delivering, own_queue
from bench.log.seal import sequencer
from bench.table import Row
from publishing.models import Attempt, Publication, Receipt


POSTS = int(os.environ.get("COUNTERSIGN_BENCH_POSTS", "1000"))
WORKERS = int(os.environ.get("COUNTERSIGN_BENCH_WORKERS", "2"))
ACCOUNTS = 50
ALONE = 100
ROUNDS = 5
PATIENCE = 600


def measure(folder: Path) -> list[Row]:
    """Start the workers, then one post at a time, then all at once, then the claim."""
    with sequencer(folder), own_queue() as (home, queue):
        board = build(ACCOUNTS)
        with delivering(WORKERS, folder=home, queue=queue) as site:
            _warm_up(board)
            idle = _idle(board)
            burst = _burst(board, site)
        return [idle, burst, *claim.measure(board)]


def _warm_up(board: Board) -> None:
    """Every process has imported what it needs once a few posts are out."""
    _settle(lay(board, [timezone.now()] * 4 * WORKERS))


def _idle(board: Board) -> Row:
    """Posts that are due one after another, at odd moments of the clock's second."""
    begin = timezone.now() + timedelta(seconds=4)
    dues = [begin + timedelta(seconds=each * 0.37) for each in range(ALONE)]
    posts = lay(board, dues)
    _settle(posts)
    late = sorted(_lateness(posts))
    p50, p99 = late[len(late) // 2], late[int(len(late) * 0.99)]
    what = f"due to platform called, idle, {ALONE} posts: p50 {p50:.2f} s, p99"
    return Row.at_most(what, p99, 1, " s")


def _burst(board: Board, site: Site) -> Row:
    """As many posts as jobs that do nothing, on the same workers, in the same minute.

    The middle one of several rounds: a shared machine has its moods.
    """
    rounds = sorted(_round(board, site) for _ in range(ROUNDS))
    ratio, rate, noop = rounds[len(rounds) // 2]
    what = (
        f"burst of {POSTS:,} due posts, {WORKERS} workers: {rate:,.0f}/s,"
        f" {noop:,.0f}/s no-op jobs, {rounds[0][0]:.2f}x to {rounds[-1][0]:.2f}x"
    )
    return Row.at_least(what, ratio, 0.7)


def _round(board: Board, site: Site) -> tuple[float, float, float]:
    """The ratio, and how many posts and empty jobs a second."""
    before = _noops(site)
    posts = lay(board, [timezone.now() + timedelta(seconds=3)] * POSTS)
    _settle(posts)
    rate = _rate(posts)
    noop = mean((before, _noops(site)))
    return rate / noop, rate, noop


def _noops(site: Site) -> float:
    """Jobs a second that do nothing, counted while there are enough for every worker."""
    with redis.Redis.from_url(site.queue) as client:
        queue = Queue("publish", connection=client, serializer=JSONSerializer)
        job = Queue.prepare_data(nothing, result_ttl=0)
        queue.enqueue_many([job] * POSTS)
        began, left = time.monotonic(), queue.count
        while queue.count:
            time.sleep(0.02)
        return left / (time.monotonic() - began)


def _lateness(posts: list[Publication]) -> list[float]:
    """Seconds from due to the attempt, which is committed just before the call."""
    gap = ExpressionWrapper(
        F("started_at") - F("publication__due_at"), output_field=DurationField()
    )
    found = Attempt.objects.filter(publication__in=posts).values_list(gap, flat=True)
    return [each.total_seconds() for each in found]


def _rate(posts: list[Publication]) -> float:
    began: datetime = Attempt.objects.filter(publication__in=posts).aggregate(
        at=Min("started_at")
    )["at"]
    ended: datetime = Receipt.objects.filter(publication__in=posts).aggregate(
        at=Max("received_at")
    )["at"]
    return len(posts) / (ended - began).total_seconds()


def _settle(posts: list[Publication]) -> None:
    """Wait until all are out. Raises TimeoutError where they are not in ten minutes."""
    until = time.monotonic() + PATIENCE
    while waiting := _unsettled(posts):
        if time.monotonic() > until:
            raise TimeoutError(f"{waiting} posts are not out")
        time.sleep(0.2)


def _unsettled(posts: list[Publication]) -> int:
    numbers = [post.pk for post in posts]
    return (
        Publication.objects.filter(pk__in=numbers).exclude(status="published").count()
    )
