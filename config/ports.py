"""Which local TCP port a server listens on, and whether somebody else already does.

No server is started here.
"""

import errno
import secrets
import socket
from pathlib import Path

from config.refusal import StartError


HOST = "127.0.0.1"
# Below the range that the kernel hands to outgoing connections, so that a
# recorded port is normally still free at the next start.
LOWEST, HOW_MANY = 20_000, 12_000


def is_free(port: int) -> bool:
    """Whether a server could listen there now; `OSError` for a port we may never use."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True


def free_port() -> int:
    """A port that nobody listens on now."""
    for _ in range(1_000):
        port = LOWEST + secrets.randbelow(HOW_MANY)
        if is_free(port):
            return port
    raise StartError("No free port was found on 127.0.0.1: close some programs.")


def recorded_port(record: Path) -> int:
    """The port used last time, or another one when somebody else took it since."""
    last = record.read_text().strip() if record.exists() else ""
    if (
        last.isdigit()
        and LOWEST <= int(last) < LOWEST + HOW_MANY
        and is_free(int(last))
    ):
        return int(last)
    port = free_port()
    record.write_text(f"{port}\n")
    return port


def web_port(wanted: str) -> int:
    """The port for the pages, or a sentence on why it cannot be had."""
    if not wanted.isdigit() or not 0 < int(wanted) < 65_536:
        raise StartError(
            f"COUNTERSIGN_PORT is “{wanted}”: set it to a number from 1 to 65535."
        )
    port = int(wanted)
    try:
        free = is_free(port)
    except PermissionError as error:
        raise StartError(
            f"Port {port} is reserved: set COUNTERSIGN_PORT to a number above 1023."
        ) from error
    if not free:
        raise StartError(
            f"Port {port} is in use by another program: stop that program, or choose"
            f" another port with COUNTERSIGN_PORT={port + 1} make run."
        )
    return port
