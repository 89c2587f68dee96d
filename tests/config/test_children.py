"""Children end with the process that started them, and say why when they fail.

Restarting is tested with the supervisor.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from config.children import end, ended, last_words, run_to_end, start
from config.refusal import StartError
from tests.config.conftest import ProgramOf
from tests.config.waiting import text_of, until


WAIT_FOREVER = "import os, signal; print(os.getpid(), flush=True); signal.pause()"
# A supervisor in miniature: starts one child and waits.
PARENT = """
import os, signal, sys
from pathlib import Path
from config.children import Program, start

start(Program(
    name="child",
    command=(sys.executable, "-c", sys.argv[2]),
    environment={"PATH": os.defpath},
    log=Path(sys.argv[1]),
))
signal.pause()
"""


def test_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "child.log"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, log, WAIT_FOREVER])
    child = int(until(lambda: text_of(log)))
    parent.kill()
    parent.wait()
    until(lambda: not psutil.pid_exists(child))


def test_ctrl_c_in_the_terminal_does_not_reach_a_child(program_of: ProgramOf) -> None:
    child = start(program_of(WAIT_FOREVER))
    assert os.getsid(child.pid) == child.pid != os.getsid(0)
    end(child, signal.SIGTERM, seconds=5)


def test_end_collects_a_child_that_stops_when_asked(program_of: ProgramOf) -> None:
    child = start(program_of(WAIT_FOREVER))
    end(child, signal.SIGTERM, seconds=5)
    assert child.returncode == -signal.SIGTERM


def test_end_kills_a_child_that_does_not_listen(program_of: ProgramOf) -> None:
    program = program_of(
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + WAIT_FOREVER
    )
    child = start(program)
    until(lambda: text_of(program.log))
    end(child, signal.SIGTERM, seconds=0.1)
    assert child.returncode == -signal.SIGKILL


def test_what_a_child_leaves_behind_ends_with_it(program_of: ProgramOf) -> None:
    program = program_of(
        "import subprocess, sys; print(subprocess.Popen(['/bin/sleep', '600']).pid)"
    )
    child = start(program)
    until(lambda: ended(child) is not None)
    left_behind = int(text_of(program.log))
    until(lambda: not psutil.pid_exists(left_behind))


def test_failed_step_is_told_in_its_last_words(program_of: ProgramOf) -> None:
    with pytest.raises(StartError) as refused:
        run_to_end(program_of("import sys; sys.exit('No such thing.')"), time.sleep)
    assert str(refused.value).startswith("script failed: No such thing (the rest is in")


def test_last_words_of_a_program_that_said_nothing(tmp_path: Path) -> None:
    assert last_words(tmp_path / "silent.log") == "it said nothing"
