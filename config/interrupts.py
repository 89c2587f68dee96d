"""Ctrl-C and its kin, turned into an orderly stop; and a wait that a child's end cuts short.

Nothing is stopped here: whoever waits is told to stop, and does.
"""

import contextlib
import os
import select
import signal
from types import FrameType, TracebackType
from typing import Self


STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(BaseException):
    """Somebody asked us to stop; not an error, so `except Exception` lets it through."""


class Interrupts:
    """While entered, a stop signal is remembered and the next `pause` raises it."""

    def __init__(self) -> None:
        self.received = False
        self.reader, self.writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def __enter__(self) -> Self:
        signal.set_wakeup_fd(self.writer, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # only wakes `pause`
        for number in STOPPING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup stays nohup
                signal.signal(number, self.remember)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.set_wakeup_fd(-1)
        for number in (*STOPPING, signal.SIGCHLD):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, signal.SIG_DFL)
        os.close(self.reader)
        os.close(self.writer)

    def remember(self, number: int, frame: FrameType | None) -> None:
        self.received = True

    def pause(self, seconds: float) -> None:
        """Wait, at most so long; raise `StopRequested` if asked to stop meanwhile."""
        if not self.received:
            select.select([self.reader], [], [], seconds)
        with contextlib.suppress(BlockingIOError):  # nothing came; the time is over
            os.read(self.reader, 1024)
        if self.received:
            raise StopRequested
