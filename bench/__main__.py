"""`python -m bench [append|seal|verify|prove|peers|guidance|plan|load|recheck|holds|delivery|soak ...]`: these, or all.

No measure is here. The database is thrown away, but keeps its promises (fsync on) while
it lives; COUNTERSIGN_BENCH_ADMIN_URL names another server.
"""

import importlib
import os
import secrets
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import django
from cryptography.fernet import Fernet

from bench.peers import rows as peers
from bench.table import Row, lines
from config.children import end, start
from config.database_roles import Passwords, RoleUrls, provision
from config.embedded.servers import throw_away_postgres, wait_until_ready


MEASURES = (
    "append",
    "seal",
    "verify",
    "prove",
    "peers",
    "guidance",
    "plan",
    "load",
    "recheck",
    "holds",
    "reconcile",
    "delivery",
)
MODULES = {
    "guidance": "bench.guidance.measure",
    "plan": "bench.approvals.plan",
    "load": "bench.approvals.load",
    "recheck": "bench.guidance.recheck",
    "holds": "bench.approvals.holds",
    "reconcile": "bench.publishing.reconcile",
}
# Also given the folder, where the sequencer's key is made. The soak is asked for by name.
DELIVERY = {
    "delivery": "bench.delivery.measure",
    "soak": "bench.delivery.soak",
}


@contextmanager
def admin_url(folder: Path) -> Iterator[str]:
    given = os.environ.get("COUNTERSIGN_BENCH_ADMIN_URL")
    if given:
        yield given
        return
    server = throw_away_postgres(folder, secrets.token_hex(16), time.sleep)
    # As a site runs it: a commit that is not on disk is no commit.
    server = replace(server, extra={"max_connections": "100"})
    child = start(server.program())
    try:
        wait_until_ready(server, child, time.sleep, seconds=30)
        yield server.url()
    finally:
        end(child, signal.SIGQUIT, seconds=5)


def settle(urls: RoleUrls, folder: Path) -> None:
    """Point Django at the database, as its owner first: somebody has to migrate."""
    os.environ |= {
        "DATABASE_URL": urls.owner,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "COUNTERSIGN_SECRET_KEY": secrets.token_hex(32),
        "COUNTERSIGN_LOG_LEVEL": "ERROR",
        "COUNTERSIGN_OPENING_KEYS": Fernet.generate_key().decode(),
        "COUNTERSIGN_CREDENTIAL_KEYS": Fernet.generate_key().decode(),
        "COUNTERSIGN_SIGNING_KEY_FILE": str(folder / "key"),
        "COUNTERSIGN_SEQUENCER_MEMORY": str(folder / "memory"),
        "COUNTERSIGN_BENCH_SEQUENCER_URL": urls.sequencer,
    }
    django.setup()


def main(names: list[str]) -> None:
    """Run the measures that are named, or all of them, and print one table."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="countersign-bench-") as name:
        folder = Path(name)
        with admin_url(folder) as admin:
            passwords = Passwords(*(secrets.token_hex(16) for _ in range(3)))
            database = f"bench_{secrets.token_hex(4)}"
            settle(provision(admin, passwords, database=database), folder)
            # Only now can Django's rows be imported at all.
            importlib.import_module("bench.log.database").migrate()
            for measure in names or MEASURES:
                print(f"Measuring: {measure}.", file=sys.stderr, flush=True)
                rows += measured(measure, folder, admin)
    print("\n".join(lines(rows)))


def measured(measure: str, folder: Path, admin: str) -> list[Row]:
    if measure == "peers":
        return peers.measure(admin)
    if measure in DELIVERY:
        delivered: list[Row] = importlib.import_module(DELIVERY[measure]).measure(
            folder
        )
        return delivered
    if measure in MODULES:
        checked: list[Row] = importlib.import_module(MODULES[measure]).measure()
        return checked
    found: list[Row] = importlib.import_module(f"bench.log.{measure}").measure(folder)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
