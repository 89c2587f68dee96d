"""One migrated template a run, and cheap copies of it for workers and single tests.

The owner role migrates; everything a test does runs as the application's role.
"""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import dj_database_url
import psycopg
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import sql

from config.database_roles import OWNER, grant


# The same number in every worker, so that one of them migrates and the others wait.
TEMPLATE_LOCK = 20_260_214


@dataclass(frozen=True)
class DatabaseUrls:
    """One database, through each role's own address (`admin` is the superuser)."""

    name: str
    app: str
    owner: str
    sequencer: str
    admin: str


def urls_of(name: str) -> DatabaseUrls:
    def address(variable: str) -> str:
        return urlsplit(os.environ[variable])._replace(path=f"/{name}").geturl()

    return DatabaseUrls(
        name=name,
        app=address("DATABASE_URL"),
        owner=address("COUNTERSIGN_TEST_OWNER_URL"),
        sequencer=address("COUNTERSIGN_TEST_SEQUENCER_URL"),
        admin=address("COUNTERSIGN_TEST_ADMIN_URL"),
    )


def name_of(purpose: str) -> str:
    return f"test_{os.environ['COUNTERSIGN_TEST_RUN']}_{purpose}"


@cache
def superuser() -> psycopg.Connection:
    """One connection for as long as this process runs, to make and drop databases by."""
    admin_url = os.environ["COUNTERSIGN_TEST_ADMIN_URL"]
    connection = psycopg.connect(admin_url, autocommit=True)
    atexit.register(connection.close)
    return connection


def administer(statement: str, **names: str) -> None:
    """Run one statement as the superuser, its braces filled with quoted names."""
    superuser().execute(
        sql.SQL(statement).format(
            **{key: sql.Identifier(name) for key, name in names.items()}
        )
    )


@cache
def migrated_template() -> str:
    """The name of the template, made by whichever worker comes first."""
    name = name_of("template")
    admin_url = os.environ["COUNTERSIGN_TEST_ADMIN_URL"]
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        made = admin.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [name]
        ).fetchone()
        if not made:
            make_template(name)
    return name


def make_template(name: str) -> None:
    administer("DROP DATABASE IF EXISTS {name}", name=name)
    administer("CREATE DATABASE {name} OWNER {owner}", name=name, owner=OWNER)
    urls = urls_of(name)
    grant(urls.owner, name)
    with connected_to(urls.owner):
        call_command("migrate", verbosity=0, interactive=False)
    administer("ALTER DATABASE {name} IS_TEMPLATE true", name=name)


@contextmanager
def copied_database(
    purpose: str, *, template: str | None = None
) -> Iterator[DatabaseUrls]:
    """A fresh copy of the template, dropped at the end whoever is still connected.

    Nobody may be connected to another database that is given as the template.
    """
    name = name_of(purpose)
    administer(
        # Files are copied twice as fast as they are written through the server's log.
        "CREATE DATABASE {name} TEMPLATE {template} OWNER {owner} STRATEGY file_copy",
        name=name,
        template=template or migrated_template(),
        owner=OWNER,
    )
    try:
        yield urls_of(name)
    finally:
        administer("DROP DATABASE {name} WITH (FORCE)", name=name)


@contextmanager
def connected_to(url: str) -> Iterator[None]:
    """Point Django, in every thread, at that address for a while.

    This thread's connection from before stays open meanwhile: the next one would have
    to learn every table and trigger anew.
    """
    before = connections[DEFAULT_DB_ALIAS]
    address, there = connections.settings[DEFAULT_DB_ALIAS], dj_database_url.parse(url)
    replaced = dict(address)
    address |= {key: there[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    connections[DEFAULT_DB_ALIAS] = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections[DEFAULT_DB_ALIAS] = before
        address |= replaced
