"""The embedded pair put together: kept in `var/` for a site, thrown away after tests.

Nothing here watches the servers once they answer.
"""

import subprocess
from pathlib import Path
from typing import Protocol

from config import locks, ports
from config.children import Pause, Program, last_words
from config.embedded import places, postgres, valkey
from config.embedded.binaries import postgres_wheel, valkey_server
from config.embedded.postgres import Postgres
from config.embedded.valkey import Valkey
from config.refusal import StartError
from config.site import Site


class Server(Protocol):
    def program(self) -> Program: ...
    def is_ready(self) -> bool: ...


def kept_postgres(site: Site, password: str) -> Postgres:
    """The checkout's own cluster, made if need be, ready to be started."""
    account = places.account_for(site.var / "postgres")
    folder = places.postgres_folder(site, account)
    lock = locks.wait_for(folder / "lock", "PostgreSQL", site.pause)
    server = Postgres(
        folder=folder,
        binaries=places.reachable_binaries(
            postgres_wheel(), account, lambda: places.open_outside(site)
        ),
        account=account,
        port=ports.recorded_port(site.var / "postgres.port"),
        password=password,
        log=site.var / "log" / "postgres.log",
        lock=lock,
        extra={},
    )
    postgres.prepare(server, site.pause)
    return server


def kept_valkey(site: Site, password: str) -> Valkey:
    """The checkout's own queue, ready to be started."""
    folder = site.var / "valkey"
    folder.mkdir(exist_ok=True)
    server = Valkey(
        binary=valkey_server(),
        folder=folder,
        port=ports.recorded_port(site.var / "valkey.port"),
        password=password,
        log=site.var / "log" / "valkey.log",
        lock=locks.wait_for(folder / "lock", "Valkey", site.pause),
        extra=valkey.KEPT,
    )
    return valkey.prepare(server)


def throw_away_postgres(folder: Path, password: str, pause: Pause) -> Postgres:
    """A cluster for one test run: as fast as it goes, and lost with its folder."""
    places.open_folder(folder)
    account = places.unprivileged_account()
    server = Postgres(
        folder=places.open_folder(folder / "postgres"),
        binaries=places.reachable_binaries(postgres_wheel(), account, lambda: folder),
        account=account,
        port=ports.free_port(),
        password=password,
        log=folder / "postgres.log",
        lock=locks.wait_for(folder / "postgres" / "lock", "PostgreSQL", pause),
        extra=postgres.THROW_AWAY,
    )
    postgres.prepare(server, pause)
    return server


def throw_away_valkey(folder: Path, password: str, pause: Pause) -> Valkey:
    home = folder / "valkey"
    home.mkdir()
    server = Valkey(
        binary=valkey_server(),
        folder=home,
        port=ports.free_port(),
        password=password,
        log=folder / "valkey.log",
        lock=locks.wait_for(home / "lock", "Valkey", pause),
        extra=valkey.THROW_AWAY,
    )
    return valkey.prepare(server)


def wait_until_ready(
    server: Server, child: subprocess.Popen[bytes], pause: Pause, *, seconds: float
) -> None:
    """Return once the server answers; raise `StartError` if it ends or stays silent."""
    program = server.program()
    waited = 0.0
    while not server.is_ready():
        if child.poll() is not None or waited > seconds:
            raise StartError(
                f"{program.name} did not start: {last_words(program.log)}"
                f" (the rest is in {program.log})."
            )
        pause(0.03)
        waited += 0.03
