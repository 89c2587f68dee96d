"""Starting one child process so that it can never outlive the process that started it.

Nothing here restarts, watches or knows what the programs are.
"""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from config.refusal import StartError


LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG = 1

# Waits that many seconds, or less; raises when the whole start-up is to stop.
Pause = Callable[[float], None]


class Account(NamedTuple):
    """The operating-system user that a server runs under."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Program:
    """What to run, as whom, and where its words go."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    folder: Path = Path("/")
    stop_signal: signal.Signals = signal.SIGTERM
    account: Account | None = None
    # Servers stop after the programs that use them.
    is_server: bool = False
    # Descriptors of lock files: held for as long as any part of the child lives.
    keep_open: tuple[int, ...] = ()


def die_with_parent(stop_signal: signal.Signals, parent: int) -> None:
    """Ask the kernel (prctl(2), PR_SET_PDEATHSIG) to signal us when our parent ends."""
    LIBC.prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
    if parent and os.getppid() != parent:  # it ended before we could ask
        os.kill(os.getpid(), signal.SIGKILL)


def start(program: Program) -> subprocess.Popen[bytes]:
    """Start the program in a session of its own, its output appended to its log.

    Its own session keeps a Ctrl-C in the terminal from reaching it: the
    supervisor alone decides the order in which things stop.
    """
    parent = os.getpid()
    account = program.account
    with program.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - the process list is ours
            program.command,
            env=dict(program.environment),
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=program.keep_open,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            # Runs after the change of user, which would clear the request.
            preexec_fn=lambda: die_with_parent(program.stop_signal, parent),  # noqa: PLW1509
        )


def ended(child: subprocess.Popen[bytes]) -> int | None:
    """The exit code of a child that has ended, None while it runs.

    Whatever it left in its session ends with it. The child is still uncollected at
    that moment, so its number cannot have become somebody else's.
    """
    if child.returncode is None:
        how = os.WEXITED | os.WNOHANG | os.WNOWAIT
        if os.waitid(os.P_PID, child.pid, how) is None:
            return None
        os.killpg(child.pid, signal.SIGKILL)
    return child.poll()


def wait_for_end(child: subprocess.Popen[bytes], *, seconds: float) -> None:
    """Wait for a child that was told to stop; after so many seconds, kill it."""
    deadline = time.monotonic() + seconds
    while ended(child) is None:
        if time.monotonic() > deadline:
            os.killpg(child.pid, signal.SIGKILL)
        time.sleep(0.02)


def end(
    child: subprocess.Popen[bytes], stop_signal: signal.Signals, *, seconds: float
) -> None:
    """Stop a child politely, then its whole session without asking."""
    if ended(child) is None:
        child.send_signal(stop_signal)
    wait_for_end(child, seconds=seconds)


def run_to_end(program: Program, pause: Pause) -> None:
    """Run a step of the start-up; raise `StartError` with its last words if it fails."""
    child = start(program)
    try:
        while ended(child) is None:
            pause(0.02)
    finally:
        end(child, program.stop_signal, seconds=10)
    if child.returncode:
        raise StartError(
            f"{program.name} failed: {last_words(program.log)}"
            f" (the rest is in {program.log})."
        )


def last_words(log: Path) -> str:
    """The last line that a program wrote, without its full stop."""
    lines = log.read_text(errors="replace").split("\n") if log.exists() else []
    spoken = [line.strip() for line in lines if line.strip()]
    return (
        spoken[-1].removeprefix("CommandError: ").rstrip(".")
        if spoken
        else "it said nothing"
    )
