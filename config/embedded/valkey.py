"""One embedded Valkey that keeps its queue on disk: its configuration and its start.

No queue or job is known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import redis

from config.children import Program
from config.embedded.postgres import plain_environment
from config.ports import HOST
from config.secret_files import write_private


KEPT = {
    "appendonly": "yes",
    "appendfsync": "everysec",
    # A kill can cut the last command short: start with what came before it.
    "aof-load-truncated": "yes",
}
THROW_AWAY = {"appendonly": "no"}


@dataclass(frozen=True)
class Valkey:
    """`lock` is the descriptor that the server keeps open while it uses the folder."""

    binary: Path
    folder: Path
    port: int
    password: str
    log: Path
    lock: int
    extra: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"redis://:{quote(self.password, safe='')}@{HOST}:{self.port}/0"

    def configuration(self) -> str:
        settings = {
            "bind": HOST,
            "port": str(self.port),
            "dir": f'"{self.folder}"',
            "requirepass": self.password,
            "daemonize": "no",
            "save": '""',
            "maxmemory-policy": "noeviction",
            **self.extra,
        }
        return "".join(f"{name} {value}\n" for name, value in settings.items())

    def program(self) -> Program:
        return Program(
            name="Valkey",
            command=(str(self.binary), str(self.folder / "valkey.conf")),
            environment=plain_environment(),
            log=self.log,
            is_server=True,
            keep_open=(self.lock,),
        )

    def is_ready(self) -> bool:
        client = redis.Redis.from_url(self.url)
        try:
            return bool(client.ping())
        except (redis.ConnectionError, redis.BusyLoadingError):
            return False
        finally:
            client.close()


def prepare(server: Valkey) -> Valkey:
    """Write its configuration, which holds the password: readable by us alone."""
    write_private(server.folder / "valkey.conf", server.configuration())
    return server


def set_damaged_queue_aside(folder: Path) -> Path | None:
    """Move a queue that Valkey cannot read out of its way; None when there is none.

    Nothing is lost by it: the queue is a wake-up, the database holds what is due.
    """
    damaged = folder / "appendonlydir"
    if not damaged.exists():
        return None
    count = sum(1 for _ in folder.glob("appendonlydir.damaged-*"))
    aside = folder / f"appendonlydir.damaged-{count + 1}"
    damaged.rename(aside)
    return aside
