"""The same action by several processes at once, each with a database connection.

Processes, as the web server has them: threads of one would measure its interpreter.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from django.db import connections


# An action is told which row is its own: 1 for the first client, and so on.
Action = Callable[[int], object]
SECONDS = 0.4
ROUNDS = 25


@dataclass(frozen=True, slots=True)
class Clients:
    """A pool of that many processes, kept through every round."""

    pool: ProcessPoolExecutor
    number: int

    def rate(self, action: Action, seconds: float = SECONDS) -> float:
        """Actions a second over all clients, which begin and end at the same moment."""
        begin = time.monotonic() + 0.05
        work = [(action, row, begin, begin + seconds) for row in self._rows()]
        return sum(self.pool.map(_repeat, work)) / seconds

    def _rows(self) -> range:
        return range(1, self.number + 1)


@contextmanager
def clients(number: int) -> Iterator[Clients]:
    connections.close_all()
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(number, mp_context=context) as pool:
        yield Clients(pool, number)


def compared(
    number: int, first: Action, second: Action, rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """The medians of both rates, and of the rounds' ratios of second to first.

    The two take turns, and who begins alternates: whatever else the machine does
    meanwhile slows both.
    """
    with clients(number) as pool:
        for action in (first, second):
            pool.rate(action)
        pairs = [_round(pool, first, second, swap=at % 2 == 1) for at in range(rounds)]
    ratio = median(other / one for one, other in pairs)
    return median(one for one, _ in pairs), median(other for _, other in pairs), ratio


def _round(
    pool: Clients, first: Action, second: Action, *, swap: bool
) -> tuple[float, float]:
    if swap:
        other = pool.rate(second)
        return pool.rate(first), other
    return pool.rate(first), pool.rate(second)


def _repeat(work: tuple[Action, int, float, float]) -> int:
    action, row, begin, end = work
    time.sleep(max(0, begin - time.monotonic()))
    done = 0
    while time.monotonic() < end:
        action(row)
        done += 1
    return done
