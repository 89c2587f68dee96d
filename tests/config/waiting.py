"""Waiting for another process to get somewhere, with a limit instead of a fixed sleep.

No test lives here.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar


Answer = TypeVar("Answer")


def until(question: Callable[[], Answer], *, seconds: float = 15) -> Answer:
    """The first true answer; fails when there is none in that time."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
    return answer


def text_of(path: Path) -> str:
    return path.read_text() if path.exists() else ""
