"""Keeps a set of programs running: starts them, restarts what dies, stops them in turn.

It knows nothing of what the programs do; the process list and the servers are given to it.
"""

import subprocess
import time
from dataclasses import dataclass, field

from config.children import Pause, Program, ended, last_words, start, wait_for_end
from config.refusal import Say


FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0  # seconds before a program that died is restarted
SETTLED = 60.0  # seconds of running after which earlier deaths are forgotten
PATIENCE = 40.0  # seconds to stop in: longer than a call to a platform lasts


@dataclass
class Watched:
    program: Program
    child: subprocess.Popen[bytes]
    started: float
    wait: float = FIRST_WAIT
    due: float | None = None  # when to restart it; None while it runs


@dataclass
class Supervisor:
    say: Say
    pause: Pause
    watched: list[Watched] = field(default_factory=list)

    def start(self, program: Program) -> subprocess.Popen[bytes]:
        """Start the program and keep it running from now on."""
        child = start(program)
        self.watched.append(Watched(program, child, time.monotonic()))
        return child

    def forget(self, child: subprocess.Popen[bytes]) -> None:
        """Leave a child that has ended where it is."""
        self.watched = [one for one in self.watched if one.child is not child]

    def watch(self) -> None:
        """Restart whatever dies, until `pause` raises because we are to stop."""
        while True:
            now = time.monotonic()
            for one in self.watched:
                self.look_after(one, now)
            self.pause(0.2)

    def look_after(self, one: Watched, now: float) -> None:
        if one.due is not None:
            if now >= one.due:
                one.child, one.started, one.due = start(one.program), now, None
        elif (code := ended(one.child)) is not None:
            if now - one.started > SETTLED:
                one.wait = FIRST_WAIT
            one.due = now + one.wait
            self.say(farewell(one, code))
            one.wait = min(one.wait * 2, LONGEST_WAIT)

    def stop(self) -> None:
        """Stop the programs, all at once; then, one by one, the servers they used."""
        programs = [one for one in self.watched if not one.program.is_server]
        servers = [one for one in self.watched if one.program.is_server]
        stop_together(programs)
        for one in reversed(servers):
            stop_together([one])
        self.watched.clear()


def stop_together(watched: list[Watched]) -> None:
    for one in watched:
        if ended(one.child) is None:
            one.child.send_signal(one.program.stop_signal)
    for one in watched:
        wait_for_end(one.child, seconds=PATIENCE)


def farewell(one: Watched, code: int) -> str:
    how = f"exit code {code}" if code >= 0 else f"signal {-code}"
    return (
        f"{one.program.name} stopped ({how}): {last_words(one.program.log)}."
        f" It starts again in {one.wait:g} s; its log is {one.program.log}."
    )
