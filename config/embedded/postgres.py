"""One embedded PostgreSQL cluster: how it is made, started and reached.

No role or database of the product is made here; `config.database_roles` does that.
"""

import os
import shutil
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from config.children import Account, Pause, Program, run_to_end
from config.ports import HOST
from config.refusal import StartError


SUPERUSER = "postgres"
VERSION = "18"
SPACE_NEEDED = (
    300 * 1024 * 1024
)  # bytes: a fresh cluster with its first segments of WAL

NOT_THE_SAME = (
    "The password in var/secrets is not the one that {} was made with: restore"
    " var/secrets from a backup, or remove both to start with an empty database."
)
# Statements can hold drafts' words and people's names: they never reach the log.
QUIET = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "jit": "off",
}
THROW_AWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    # Passwords are random and last for minutes: each of some thousand connections would
    # otherwise spend longer on its password than on its query.
    "scram_iterations": "1",
}


@dataclass(frozen=True)
class Postgres:
    """`folder` holds `data`; `lock` is the descriptor that the server keeps open."""

    folder: Path
    binaries: Path
    account: Account | None
    port: int
    password: str
    log: Path
    lock: int
    extra: Mapping[str, str]

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = "postgres") -> str:
        password = quote(self.password, safe="")
        return f"postgresql://{SUPERUSER}:{password}@{HOST}:{self.port}/{database}"

    def program(self) -> Program:
        settings = {**QUIET, "port": str(self.port), **self.extra}
        options = [part for item in settings.items() for part in ("-c", "=".join(item))]
        return Program(
            name="PostgreSQL",
            command=(str(self.binaries / "postgres"), "-D", str(self.data), *options),
            environment=plain_environment(),
            log=self.log,
            stop_signal=signal.SIGINT,  # “fast”: sessions end, a checkpoint is written
            account=self.account,
            is_server=True,
            keep_open=(self.lock,),
        )

    def is_ready(self) -> bool:
        try:
            with psycopg.connect(self.url(), connect_timeout=2):
                return True
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise StartError(NOT_THE_SAME.format(self.folder)) from error
            return False


def plain_environment() -> dict[str, str]:
    """What a server needs; none of our secrets are among it."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def prepare(
    server: Postgres, pause: Pause, *, space_needed: int = SPACE_NEEDED
) -> None:
    """Make the cluster unless it is there whole; clear what a killed server left.

    `initdb` works in a folder of another name that becomes `data` only once it is
    whole, so whatever is called `data` was finished and is never thrown away.
    """
    if server.data.is_dir() and any(server.data.iterdir()):
        check_cluster(server)
        remove_stale_pid_file(server.data)
        return
    free = shutil.disk_usage(server.folder).free
    if free < space_needed:
        raise StartError(
            f"The disk has {free // 2**20} MB left at {server.folder} and a new database"
            f" needs {space_needed // 2**20} MB: free some space, then run make run again."
        )
    initialise(server, pause)


def initialise(server: Postgres, pause: Pause) -> None:
    unfinished = server.folder / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    password_file = server.folder / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(server.password)
    for path in (unfinished, password_file):
        if server.account:
            os.chown(path, *server.account)
    try:
        run_to_end(initdb(server, unfinished, password_file), pause)
    finally:
        password_file.unlink()
    unfinished.rename(server.data)


def initdb(server: Postgres, target: Path, password_file: Path) -> Program:
    command = (
        f"{server.binaries / 'initdb'}",
        f"--pgdata={target}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",  # the C library's, which not every machine has as C.UTF-8
        "--data-checksums",
        *(["--no-sync"] if server.extra.get("fsync") == "off" else []),
        *(
            f"--set={name}={value}"
            for name, value in server.extra.items()
            if name == "scram_iterations"  # the password is stored here and now
        ),
    )
    return Program(
        name="Making the database",
        command=command,
        environment=plain_environment(),
        log=server.log,
        account=server.account,
    )


def check_cluster(server: Postgres) -> None:
    owner = server.data.stat().st_uid
    runner = server.account.uid if server.account else os.geteuid()
    if owner != runner:
        raise StartError(
            f"{server.data} belongs to another user (number {owner}): run make run as"
            " that user, or remove the var folder to start with an empty database."
        )
    version_file = server.data / "PG_VERSION"
    version = version_file.read_text().strip() if version_file.exists() else ""
    if not version or not (server.data / "global" / "pg_control").exists():
        raise StartError(
            f"{server.data} is damaged: restore it from a backup, or remove"
            f" {server.folder} to start with an empty database."
        )
    if version != VERSION:
        raise StartError(
            f"{server.data} was made by PostgreSQL {version} and this is {VERSION}:"
            " export it with the old version first."
        )


def remove_stale_pid_file(data: Path) -> None:
    """Forget a killed server, whose process number may be somebody else's by now.

    We hold the lock that our own server keeps, so none of ours is running here.
    """
    pid_file = data / "postmaster.pid"
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n", 1)[0].strip()
    name_file = Path("/proc") / pid / "comm"
    if pid and name_file.exists() and name_file.read_text().strip() == "postgres":
        raise StartError(
            f"Another PostgreSQL (process {pid}) is using {data}: stop it,"
            " then run make run again."
        )
    pid_file.unlink()
