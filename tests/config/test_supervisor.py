"""The supervisor restarts what dies, ever more slowly, and stops everything in turn.

How one child is started and ended is tested with the children.
"""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace

from config.supervisor import Supervisor, Watched
from tests.config.conftest import ProgramOf
from tests.config.waiting import text_of


class Enough(BaseException):
    """The test has seen what it waited for."""


ANNOUNCE = "import os, signal; print(os.getpid(), flush=True); signal.pause()"


def watch_until(supervisor: Supervisor, done: Callable[[], bool]) -> None:
    """Let it watch, briefly pausing, until the test has seen enough."""
    deadline = time.monotonic() + 15

    def pause(seconds: float) -> None:
        assert time.monotonic() < deadline, "it did not happen in time"
        if done():
            raise Enough
        time.sleep(0.02)

    supervisor.pause = pause
    with contextlib.suppress(Enough):
        supervisor.watch()


def test_killed_child_is_started_again(program_of: ProgramOf) -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append, time.sleep)
    program = program_of(ANNOUNCE, name="clock")
    first = supervisor.start(program)
    watch_until(supervisor, lambda: bool(text_of(program.log)))
    os.kill(first.pid, signal.SIGKILL)
    watch_until(supervisor, lambda: len(text_of(program.log).split()) == 2)
    supervisor.stop()
    (line,) = said
    assert line == (
        f"clock stopped (signal 9): {first.pid}. It starts again in 0.5 s;"
        f" its log is {program.log}."
    )


def test_pause_grows_while_a_child_keeps_dying(program_of: ProgramOf) -> None:
    supervisor = Supervisor(lambda line: None, time.sleep)
    supervisor.start(program_of("raise SystemExit(1)"))
    (watched,) = supervisor.watched
    watch_until(supervisor, lambda: watched.wait >= 2)
    supervisor.stop()
    assert watched.wait == 2


def test_long_life_makes_earlier_deaths_forgotten(program_of: ProgramOf) -> None:
    supervisor = Supervisor(lambda line: None, time.sleep)
    child = supervisor.start(program_of("raise SystemExit(1)"))
    child.wait()
    (watched,) = supervisor.watched
    watched.wait = 30.0
    supervisor.look_after(watched, now=watched.started + 3600)
    assert watched.wait == 1


def test_servers_stop_after_the_programs_that_use_them(program_of: ProgramOf) -> None:
    supervisor = Supervisor(lambda line: None, time.sleep)
    tell = (
        "import signal, sys, time, pathlib;"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit("
        "pathlib.Path('order').open('a').write(sys.argv[1])));"
        "print('ready', flush=True); signal.pause()"
    )
    programs = [
        replace(program, command=(*program.command, program.name), is_server=is_server)
        for program, is_server in (
            (program_of(tell, name="database"), True),
            (program_of(tell, name="web"), False),
        )
    ]
    for program in programs:
        supervisor.start(program)
    watch_until(supervisor, lambda: all(text_of(program.log) for program in programs))
    supervisor.stop()
    assert text_of(programs[0].folder / "order") == "webdatabase"


def test_stop_leaves_nothing_to_watch(program_of: ProgramOf) -> None:
    supervisor = Supervisor(lambda line: None, time.sleep)
    supervisor.start(program_of(ANNOUNCE))
    supervisor.stop()
    assert supervisor.watched == list[Watched]()
