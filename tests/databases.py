"""One migrated template a run, and cheap copies of it for workers and single tests.

The owner role migrates; everything a test does runs as the application's role.
"""

import atexit
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
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


def made_once(
    purpose: str, fill: Callable[[DatabaseUrls], bytes], *, like: str = "template1"
) -> tuple[str, bytes]:
    """The name of a database to copy, and what filling it returned.

    The worker that comes first makes and fills it, the others wait: it lasts for the
    run, and what is remembered of it is the comment on the database.
    """
    name = name_of(purpose)
    admin_url = os.environ["COUNTERSIGN_TEST_ADMIN_URL"]
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        made = admin.execute(
            "SELECT coalesce(shobj_description(oid, 'pg_database'), '')"
            " FROM pg_database WHERE datname = %s AND datistemplate",
            [name],
        ).fetchone()
        if made:
            return name, b64decode(made[0])
        administer("DROP DATABASE IF EXISTS {name}", name=name)
        create(name, like=like)
        said = fill(urls_of(name))
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}")
        remembered = sql.Literal(b64encode(said).decode())
        admin.execute(comment.format(sql.Identifier(name), remembered))
        administer("ALTER DATABASE {name} IS_TEMPLATE true", name=name)
    return name, said


@cache
def migrated_template() -> str:
    """The name of the database that all others are copied from."""
    name, _ = made_once("template", migrate)
    return name


def migrate(urls: DatabaseUrls) -> bytes:
    grant(urls.owner, urls.name)
    with connected_to(urls.owner):
        call_command("migrate", verbosity=0, interactive=False)
    return b""


def create(name: str, *, like: str) -> None:
    # Files are copied twice as fast as they are written through the server's log.
    administer(
        "CREATE DATABASE {name} TEMPLATE {like} OWNER {owner} STRATEGY file_copy",
        name=name,
        like=like,
        owner=OWNER,
    )


@contextmanager
def copied_database(
    purpose: str, *, template: str | None = None
) -> Iterator[DatabaseUrls]:
    """A fresh copy of the template, dropped at the end whoever is still connected.

    Nobody may be connected to another database that is given as the template.
    """
    name = name_of(purpose)
    create(name, like=template or migrated_template())
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
