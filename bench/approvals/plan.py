"""Laying out one plan: at most 2 ms, with every class asked for at once.

No row is read: the plan is worked out from what it is given.
"""

import time
from collections.abc import Callable

from approvals.policy.plan import Cause, plan
from approvals.queries.schedule import DEFAULT
from bench.table import Row
from drafts.content import Content, Part, Place, Statement, Target
from guidance.content import AuthorityClass


MILLISECONDS = 2
TIMES = 2000
WORDS = "We will give £3 million to 40 towns for flood gates by March 2027."
ALL = tuple(each.value for each in AuthorityClass)


def measure() -> list[Row]:
    """A plan of an ordinary promise, and of a post that needs every class there is."""
    usual = ("commitment", "money")
    return [
        _row("a plan for a promise of money", _laying(usual)),
        _row(f"a plan for all {len(ALL)} classes", _laying(ALL)),
    ]


def _row(what: str, lay: Callable[[], object]) -> Row:
    spent = sorted(_spent(lay) for _ in range(TIMES))
    median, late = spent[TIMES // 2], spent[int(TIMES * 0.95)]
    return Row.at_most(
        f"{what}: median {median:.3f} ms CPU, p95", late, MILLISECONDS, " ms"
    )


def _spent(lay: Callable[[], object]) -> float:
    """Milliseconds of CPU, so that a busy machine is not taken for a slow plan."""
    began = time.process_time_ns()
    lay()
    return (time.process_time_ns() - began) / 1e6


def _laying(classes: tuple[str, ...]) -> Callable[[], object]:
    place = Place("targets.0.parts.0.text", 0, len(WORDS))
    statements = tuple(Statement(each, WORDS, "Plan, page 1") for each in classes)
    targets = tuple(Target(at, "x", f"@R{at}", (Part(WORDS),)) for at in range(5))
    content = Content(targets=targets, statements=statements)
    causes = [Cause(each, "CO-PROMISE", "Promise", place) for each in classes]
    return lambda: plan(classes, content=content, causes=causes, schedule=DEFAULT)
