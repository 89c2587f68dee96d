"""Lock files: one run for one var folder, one server for one data folder.

Nothing is read from or written into the files; the kernel's lock is all they carry.
"""

import fcntl
import os
from pathlib import Path

from config.children import Pause
from config.refusal import StartError


def take(path: Path) -> int | None:
    """Lock the file and return its descriptor, or None while somebody else holds it.

    The lock belongs to the open file, so a child that inherits the descriptor
    holds it too: it is free only when every process that had it has ended.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def take_or_refuse(path: Path, sentence: str) -> int:
    descriptor = take(path)
    if descriptor is None:
        raise StartError(sentence)
    return descriptor


def wait_for(path: Path, name: str, pause: Pause, *, seconds: float = 30) -> int:
    """Lock the file once the server of an earlier, killed run has ended."""
    waited = 0.0
    while (descriptor := take(path)) is None:
        if waited > seconds:
            raise StartError(
                f"{name} of an earlier run is still using {path.parent}: end it,"
                " then run make run again."
            )
        pause(0.1)
        waited += 0.1
    return descriptor
