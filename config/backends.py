"""The database and the queue: embedded ones are started, given ones are used.

What the servers are is known in `config.embedded`; what is stored in them is not known here.
"""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.children import last_words
from config.database_roles import Passwords, RoleUrls, may_make_roles, provision
from config.embedded.postgres import Postgres
from config.embedded.servers import (
    kept_postgres,
    kept_valkey,
    wait_until_ready,
)
from config.embedded.valkey import Valkey, set_damaged_queue_aside
from config.refusal import StartError
from config.site import Site
from config.supervisor import Supervisor


RECOVERY_SECONDS = 300.0  # how long a server may take to recover after a kill


@dataclass(frozen=True)
class Backends:
    databases: RoleUrls
    redis_url: str
    # Beside our own embedded database and gone with it; None for somebody else's.
    notes: Path | None


def start_backends(
    site: Site,
    supervisor: Supervisor,
    given: Mapping[str, str],
    secrets: Mapping[str, str],
) -> Backends:
    """Start what was not given, side by side, and return once both answer."""
    passwords = Passwords(
        owner=secrets["owner-password"],
        app=secrets["app-password"],
        sequencer=secrets["sequencer-password"],
    )
    queue = queue_child = None
    redis_url = given.get("REDIS_URL", "")
    if not redis_url:
        queue = kept_valkey(site, secrets["valkey-password"])
        queue_child = supervisor.start(queue.program())
        redis_url = queue.url
    notes = None
    if given.get("DATABASE_URL"):
        databases = given_databases(given, passwords)
    else:
        server = kept_postgres(site, secrets["postgres-password"])
        start_postgres(site, supervisor, server)
        databases = provision(server.url(), passwords)
        notes = server.folder
    if queue and queue_child:
        wait_for_valkey(site, supervisor, queue, queue_child)
    return Backends(databases, redis_url, notes)


def given_databases(given: Mapping[str, str], passwords: Passwords) -> RoleUrls:
    """The roles' addresses on the operator's own server, made there if we may."""
    url = given["DATABASE_URL"]
    owner, sequencer = (
        given.get(f"{role}_DATABASE_URL", "") for role in ("OWNER", "SEQUENCER")
    )
    if owner and sequencer:
        return RoleUrls(owner=owner, app=url, sequencer=sequencer)
    if not may_make_roles(url):
        raise StartError(
            "The user in DATABASE_URL may not create roles and databases: give one who"
            " may, or set OWNER_DATABASE_URL and SEQUENCER_DATABASE_URL too."
        )
    return provision(url, passwords)


def start_postgres(site: Site, supervisor: Supervisor, server: Postgres) -> None:
    child = supervisor.start(server.program())
    wait_until_ready(server, child, site.pause, seconds=RECOVERY_SECONDS)


def wait_for_valkey(
    site: Site,
    supervisor: Supervisor,
    server: Valkey,
    child: subprocess.Popen[bytes],
) -> None:
    """Wait until it answers; a queue file it cannot read is set aside, once."""
    try:
        wait_until_ready(server, child, site.pause, seconds=RECOVERY_SECONDS)
    except StartError:
        if "append only file" not in last_words(server.log).lower():
            raise
        aside = set_damaged_queue_aside(server.folder)
        supervisor.forget(child)
        site.say(
            f"Valkey could not read its queue, which is now in {aside}; it starts empty,"
            " and nothing is lost, because the database holds what is due."
        )
        again = supervisor.start(server.program())
        wait_until_ready(server, again, site.pause, seconds=RECOVERY_SECONDS)
