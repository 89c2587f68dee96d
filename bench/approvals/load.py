"""The queue with 10,000 waiting drafts, and approving while 300 people work.

Both against an empty page of the same server in the same minute: at most 3 times its
p95. COUNTERSIGN_BENCH_SECONDS asks for another length of the load.
"""

import os
import queue
import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import connection, connections
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench.approvals.house import (
    WAITING,
    House,
    Unit,
    build,
    fill,
    leave_nothing_waiting,
)
from bench.approvals.server import Browser, ServerError, browser_of, running_server
from bench.table import Row
from drafts.models import Draft


TIMES = 3
SECONDS = int(os.environ.get("COUNTERSIGN_BENCH_SECONDS", "60"))
# Somebody at work reads or types this long between two pages, on average.
THINKING = 30
ALONE = 60
# Nothing is collected for this process, only for the server.
AS_WRITTEN = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
EMPTY, QUEUE = "/drafts/", "/approvals/"
Timings = dict[str, list[float]]


def measure() -> list[Row]:
    """Build the department, fill its queue, and ask for pages; alone, then all at once."""
    house = build()
    few = _queries(house)
    fill(house)
    many = _queries(house)
    with running_server() as port:
        alone = _alone(house, port)
        load = _load(house, port, alone=alone["empty"])
        rows = [*_queue(house, alone, few, many), *load]
    leave_nothing_waiting()
    return rows


def _queries(house: House) -> int:
    """Queries of the queue page, once whatever is read once a process has been."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(house.reader)
    with override_settings(STORAGES=settings.STORAGES | AS_WRITTEN):
        client.get(QUEUE)
        with CaptureQueriesContext(connection) as asked:
            client.get(QUEUE)
    return len(asked)


def _alone(house: House, port: int) -> Timings:
    """The queue and the empty page in turns, with nobody else on the server."""
    reader, newcomer = browser_of(house.reader, port), browser_of(house.newcomer, port)
    timings: Timings = defaultdict(list)
    for at in range(ALONE + 5):
        for name, browser, address in (
            ("queue", reader, QUEUE),
            ("empty", newcomer, EMPTY),
        ):
            took = browser.get(address)
            if at >= 5:
                timings[name].append(took)
    return timings


def _queue(house: House, timings: Timings, few: int, many: int) -> list[Row]:
    what = f"queue page with {WAITING:,} waiting drafts against an empty page"
    queries = Row(
        f"queries of that page, with {len(house.units) * len(house.units[0].ready)} and"
        f" with {WAITING:,} waiting",
        f"{few}, {many}",
        "equal",
        few == many,
    )
    return [_compared(what, timings, "queue"), queries]


def _load(house: House, port: int, *, alone: list[float]) -> list[Row]:
    timings: Timings = defaultdict(list)
    failed: list[str] = []
    began = time.monotonic()
    with _everybody(house, port, timings, failed):
        time.sleep(max(0.0, began + SECONDS - time.monotonic()))
    asked = sum(map(len, timings.values()))
    what = (
        f"approve, {house.people} people active, {asked / SECONDS:.1f} pages/s,"
        f" {len(timings['approve'])} approvals, {len(failed)} failures"
    )
    return [
        _compared(what, timings, "approve"),
        _compared("the review page meanwhile", timings, "review"),
        _compared("the queue page meanwhile", timings, "queue"),
        # Above this the server is full: all pages queue, and the ratios say little.
        Row.at_most(
            "the server keeps up: an empty page meanwhile against one with nobody else",
            _p95(timings["empty"]) / _p95(alone),
            TIMES,
            "x",
        ),
    ]


def _compared(what: str, timings: Timings, name: str) -> Row:
    """p95 of the page in times of the empty page's p95."""
    late, empty = _p95(timings[name]), _p95(timings["empty"])
    said = f"{what}: p95 {late * 1000:.0f} ms, empty {empty * 1000:.0f} ms"
    return Row.at_most(said, late / empty, TIMES, "x")


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


@contextmanager
def _everybody(
    house: House, port: int, timings: Timings, failed: list[str]
) -> Iterator[None]:
    """One thread a person, thinking most of the time, until the block is over."""
    over = threading.Event()
    threads = [
        threading.Thread(target=_work, args=[turn, seed, over, timings, failed])
        for seed, turn in enumerate(_turns(house, port))
    ]
    connections.close_all()
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


Turn = Callable[[random.Random], tuple[str, float]]


def _turns(house: House, port: int) -> Iterator[Turn]:
    """What each person does, one page at a time."""
    newcomer = browser_of(house.newcomer, port)
    for unit in house.units:
        waiting: queue.SimpleQueue[Draft] = queue.SimpleQueue()
        for draft in unit.ready:
            waiting.put(draft)
        for person in unit.managers:
            yield _managing(browser_of(person, port), newcomer, unit, waiting)
        for person in unit.authors:
            yield _writing(browser_of(person, port), newcomer, unit)


def _managing(
    own: Browser,
    newcomer: Browser,
    unit: Unit,
    waiting: "queue.SimpleQueue[Draft]",
) -> Turn:
    """A line manager: the queue, a review page, and the button on it."""

    def turn(chance: random.Random) -> tuple[str, float]:
        at = chance.random()
        if at < 0.5:
            with suppress(queue.Empty):
                return "approve", _approve(own, waiting.get_nowait())
        if at < 0.65:
            return "queue", own.get(QUEUE)
        if at < 0.85:
            return "review", own.get(f"{QUEUE}{chance.choice(unit.ready).pk}/")
        return "empty", newcomer.get(EMPTY)

    return turn


def _writing(own: Browser, newcomer: Browser, unit: Unit) -> Turn:
    """An author: their drafts, one of them, and now and then an empty page."""

    def turn(chance: random.Random) -> tuple[str, float]:
        at = chance.random()
        if at < 0.4:
            return "drafts", own.get("/drafts/")
        if at < 0.7:
            return "draft", own.get(f"/drafts/{chance.choice(unit.ready).pk}/")
        return "empty", newcomer.get(EMPTY)

    return turn


def _approve(browser: Browser, draft: Draft) -> float:
    if draft.current is None:
        raise ServerError(f"{draft} has no words")
    fields = {"digest": bytes(draft.current.digest).hex()}
    return browser.post(f"{QUEUE}{draft.pk}/approve/", fields)


def _work(
    turn: Turn,
    seed: int,
    over: threading.Event,
    timings: Timings,
    failed: list[str],
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret comes of it
    # Nobody begins at the same moment as everybody else.
    pause = chance.uniform(0, THINKING)
    while not over.wait(pause):
        try:
            name, took = turn(chance)
            timings[name].append(took)
        except (ServerError, OSError) as error:
            failed.append(str(error))
        pause = chance.expovariate(1 / THINKING)
