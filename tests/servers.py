"""The suite's own PostgreSQL and Valkey, started before Django reads its settings.

An early pytest plugin (`-p tests.servers`); no fixture and no test lives here.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from cryptography.fernet import Fernet
from psycopg import sql

from config.children import end, start
from config.database_roles import Passwords, provision
from config.embedded.servers import (
    Server,
    throw_away_postgres,
    throw_away_valkey,
    wait_until_ready,
)


PREFIX = "countersign-tests-"
DATABASE = "countersign_tests"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder with a name of its own inside
ENOUGH = 4 * 1024**3


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if "COUNTERSIGN_TEST_ADMIN_URL" not in os.environ:
        start_what_is_missing(early_config)
    if worker:
        os.environ["REDIS_URL"] = own_queue(os.environ["REDIS_URL"], worker)


def start_what_is_missing(config: pytest.Config) -> None:
    """Start and provision once a run; the workers of xdist inherit the environment."""
    remove_folders_of_killed_runs()
    folder = Path(
        tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=fastest_place())
    )
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    admin_url = os.environ.get("DATABASE_URL") or start_postgres(config, folder)
    if "REDIS_URL" not in os.environ:
        os.environ["REDIS_URL"] = start_valkey(config, folder)
    run = secrets.token_hex(4)
    if "DATABASE_URL" in os.environ:  # somebody's own server: leave it as it was
        config.add_cleanup(lambda: drop_databases(admin_url, f"test_{run}_"))
    passwords = Passwords(*(secrets.token_hex(16) for _ in range(3)))
    urls = provision(admin_url, passwords, database=DATABASE)
    os.environ |= {
        "COUNTERSIGN_TEST_ADMIN_URL": admin_url,
        "COUNTERSIGN_TEST_OWNER_URL": urls.owner,
        "COUNTERSIGN_TEST_SEQUENCER_URL": urls.sequencer,
        "COUNTERSIGN_TEST_RUN": run,
        "DATABASE_URL": urls.app,
        "COUNTERSIGN_SECRET_KEY": secrets.token_hex(32),
        "COUNTERSIGN_CREDENTIAL_KEYS": Fernet.generate_key().decode(),
        "COUNTERSIGN_OPENING_KEYS": Fernet.generate_key().decode(),
    }


def fastest_place() -> Path | None:
    """Memory where there is plenty, else None for the usual temporary folder.

    A test that commits has a database of its own: six hundred files, copied in 0.05 s
    in memory and in half a second on a disk.
    """
    if not os.access(MEMORY, os.W_OK | os.X_OK):
        return None
    # Where the server's programs are copied beside its data, they must also run there.
    if os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free > ENOUGH else None


def start_postgres(config: pytest.Config, folder: Path) -> str:
    server = throw_away_postgres(folder, secrets.token_hex(16), time.sleep)
    start_server(config, server, signal.SIGQUIT)
    return server.url()


def start_valkey(config: pytest.Config, folder: Path) -> str:
    server = throw_away_valkey(folder, secrets.token_hex(16), time.sleep)
    start_server(config, server, signal.SIGKILL)
    return server.url


def start_server(
    config: pytest.Config, server: Server, stop_signal: signal.Signals
) -> None:
    """Start it, and stop it at once with the run: what it holds is thrown away."""
    child: subprocess.Popen[bytes] = start(server.program())
    config.add_cleanup(lambda: end(child, stop_signal, seconds=5))
    wait_until_ready(server, child, time.sleep, seconds=30)


def drop_databases(admin_url: str, prefix: str) -> None:
    with psycopg.connect(admin_url, autocommit=True) as admin:
        rows = admin.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
        ).fetchall()
        for (name,) in rows:
            database = sql.Identifier(name)
            admin.execute(
                sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(database)
            )
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))


def own_queue(redis_url: str, worker: str) -> str:
    """A numbered database of its own for each worker (`gw3` has number 3)."""
    return urlsplit(redis_url)._replace(path=f"/{worker.removeprefix('gw')}").geturl()


def remove_folders_of_killed_runs() -> None:
    places = (Path(tempfile.gettempdir()), MEMORY)
    for folder in (each for place in places for each in place.glob(f"{PREFIX}*")):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if not (Path("/proc") / pid).exists():
            shutil.rmtree(folder, ignore_errors=True)
